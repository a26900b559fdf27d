package io.jenkins.plugins.argoimageupdate.jenkins.step;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.UpdateEngine;
import io.jenkins.plugins.argoimageupdate.jenkins.view.LiveProgress;
import io.jenkins.plugins.argoimageupdate.jenkins.view.UpdateRunAction;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs the step on a thread of {@link UpdateEngine}, without an executor. After a restart it goes on where it was: with the rollout if
 * all was written by then, else from the start, which changes nothing twice.
 */
final class ArgoImageUpdateExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ArgoImageUpdateExecution.class.getName());

    private final UpdateArguments arguments;
    private int number;
    private transient volatile Future<?> task;
    private transient volatile boolean stopped;

    ArgoImageUpdateExecution(StepContext context, UpdateArguments arguments) {
        super(context);
        this.arguments = arguments;
    }

    @Override
    public boolean start() throws IOException, InterruptedException {
        String node = getContext().get(FlowNode.class).getId();
        number = UpdateRunAction.of(run()).begin(arguments, node);
        begin();
        return false;
    }

    @Override
    public void onResume() {
        begin();
    }

    private void begin() {
        task = UpdateEngine.get().threads().submit(this::perform);
    }

    private void perform() {
        try {
            BuildUpdate update = new BuildUpdate(run(), getContext().get(TaskListener.class), number);
            BuildUpdate.Outcome outcome = update.perform();
            UpdateResult result = UpdateResult.of(outcome.report());
            if (outcome.unstable()) {
                warn(result.getSummary());
            }
            getContext().onSuccess(result);
        } catch (AbortException e) {
            getContext().onFailure(e);
        } catch (InterruptedException e) {
            LOGGER.log(Level.FINE, e, () -> "Update " + number + (stopped ? " was stopped" : " waits for the restart"));
        } catch (IOException | RuntimeException e) {
            if (!stopped) {
                getContext().onFailure(e);
            }
        }
    }

    private void warn(String summary) throws IOException, InterruptedException {
        run().setResult(Result.UNSTABLE);
        getContext().get(FlowNode.class).addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(summary));
        BuildLog.say(getContext().get(TaskListener.class), "UNSTABLE: " + summary);
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        stopped = true;
        Future<?> underway = task;
        if (underway != null) {
            underway.cancel(true);
        }
        try {
            UpdateRunAction.of(run()).abort(number);
        } finally {
            super.stop(cause);
        }
    }

    @Override
    public String getStatus() {
        try {
            LiveProgress progress = UpdateRunAction.of(run()).getLive().get(number);
            return progress == null ? "waiting for a free thread" : progress.inWords();
        } catch (IOException e) {
            return "not running";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private Run<?, ?> run() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }
}
