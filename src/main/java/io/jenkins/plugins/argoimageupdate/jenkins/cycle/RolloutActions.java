package io.jenkins.plugins.argoimageupdate.jenkins.cycle;

import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutAction;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutCommand;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs an action on the Rollouts of an Application that somebody asks for on a page: with what the build's job may use, on a thread of
 * {@link UpdateEngine}, and in limited time. Whether that person may do so is for the caller to check.
 */
public final class RolloutActions {

    private static final int MOST_SECONDS = Budget.ROLLOUT_ACTION.intValue();

    private final Run<?, ?> run;

    public RolloutActions(Run<?, ?> run) {
        this.run = run;
    }

    /**
     * Runs it, and waits for no more than that.
     *
     * @param server name of the Argo CD server; empty for the default
     * @param rollout name of the Rollout; empty for all that the action has an effect on
     * @return the Rollouts that it was run on, such as {@code Rollout/web (paused at step 2 of 5)}
     * @throws UpdateException if it was not run; its message says why
     */
    public List<String> run(String server, ApplicationRef application, String rollout, RolloutAction action)
            throws InterruptedException {
        Future<List<String>> running = UpdateEngine.get().threads().submit(() -> {
            RolloutCommand command =
                    new RolloutCommand(JenkinsConnections.of(run).argocd(server), application, rollout, action);
            return command.act(command.prepare());
        });
        try {
            return running.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ArgoCdException(
                    Reason.TIMEOUT,
                    action.command() + " the Rollouts of " + application,
                    "no answer within " + MOST_SECONDS + " s; Argo CD may still run it",
                    "Look at the Rollout in Argo CD",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UpdateException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            running.cancel(true);
        }
    }
}
