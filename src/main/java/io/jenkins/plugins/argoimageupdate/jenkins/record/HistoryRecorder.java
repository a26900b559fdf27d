package io.jenkins.plugins.argoimageupdate.jenkins.record;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import java.util.List;
import java.util.function.UnaryOperator;

/** Adds what a build did to the history of its job, when the build ends. */
@Extension
public final class HistoryRecorder extends RunListener<Run<?, ?>> {

    @Override
    public void onCompleted(Run<?, ?> run, TaskListener listener) {
        UpdateRunAction action = run.getAction(UpdateRunAction.class);
        List<EndedUpdate> updates = action == null ? List.of() : EndedUpdate.of(action);
        if (!updates.isEmpty()) {
            change(run.getParent(), history -> history.with(run.getNumber(), updates));
        }
    }

    @Override
    public void onDeleted(Run<?, ?> run) {
        Job<?, ?> job = run.getParent();
        boolean listed = UpdateHistory.exists(job)
                && UpdateHistory.of(job).entries().stream().anyMatch(entry -> entry.build() == run.getNumber());
        if (listed) {
            change(job, history -> history.without(run.getNumber()));
        }
    }

    /** Builds of a job may end at the same time. */
    private synchronized void change(Job<?, ?> job, UnaryOperator<UpdateHistory> change) {
        change.apply(UpdateHistory.of(job)).write(job);
    }
}
