package io.jenkins.plugins.argoimageupdate.jenkins.view;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Gives every build that has an update its page. */
@Extension
@SuppressWarnings("rawtypes")
public final class UpdateTabFactory extends TransientActionFactory<Run> {

    @Override
    public Class<Run> type() {
        return Run.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return UpdateTab.class;
    }

    @Override
    public Collection<? extends Action> createFor(Run target) {
        Run<?, ?> run = target;
        UpdateRunAction action = run.getAction(UpdateRunAction.class);
        return action == null || action.getRecords().isEmpty() ? List.of() : List.of(new UpdateTab(run, action));
    }
}
