package io.jenkins.plugins.argoimageupdate.jenkins.step;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.ActionOutcome;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.ActionWait;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutAction;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutCommand;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.JenkinsConnections;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.UpdateEngine;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Breakdown;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs an action on Rollouts and follows them: each look takes a thread of {@link UpdateEngine} for as long as Argo CD takes to answer,
 * and the time between two looks takes none. After a restart it goes on; what was acted on is known by where the Rollouts were before,
 * so that no pause is promoted twice.
 */
final class ArgoRolloutExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ArgoRolloutExecution.class.getName());

    private final RolloutArguments arguments;

    /** Where the Rollouts were before the action; null until that is known. */
    private TreeMap<String, String> prepared;

    private Instant end;
    private transient volatile Future<?> task;
    private transient volatile boolean stopped;
    private transient volatile String told;

    ArgoRolloutExecution(StepContext context, RolloutArguments arguments) {
        super(context);
        this.arguments = arguments;
    }

    @Override
    public boolean start() {
        submit(this::act);
        return false;
    }

    @Override
    public void onResume() {
        submit(this::act);
    }

    /** Part of the work. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private synchronized void submit(Work work) {
        if (!stopped) {
            task = UpdateEngine.get().threads().submit(() -> perform(work));
        }
    }

    /** Whatever happens here ends the step, as nothing else would: nobody looks at the future. */
    private void perform(Work work) {
        boolean goesDown = UpdateEngine.get().isClosed();
        try {
            work.run();
        } catch (UpdateException e) {
            fail(new AbortException(e.getMessage()));
        } catch (InterruptedException e) {
            if (!goesDown && !UpdateEngine.get().isClosed()) {
                fail(new AbortException("The step was interrupted"));
            }
        } catch (Throwable e) {
            if (!UpdateEngine.get().isClosed()) {
                fail(new AbortException(Breakdown.of("the step", e)));
            }
            Breakdown.rethrowThreadDeath(e);
        }
    }

    private void act() throws IOException, InterruptedException {
        RolloutAction action = arguments.toAction();
        WaitFor waitFor = arguments.toWaitFor();
        RolloutCommand command = new RolloutCommand(
                JenkinsConnections.of(run()).argocd(arguments.argocd()),
                arguments.toApplication(),
                arguments.rollout(),
                action);
        if (prepared == null) {
            int minutes = ArgoImageUpdateConfiguration.get().getDefaults().getTimeoutMinutes();
            end = Instant.now().plus(arguments.toTimeout(minutes));
            prepared = new TreeMap<>(command.prepare());
            getContext().saveState();
        }
        List<String> acted = command.act(prepared);
        Run<?, ?> run = run();
        for (String one : acted) {
            String line = action.done() + " " + one + " of " + arguments.toApplication();
            say(line);
            LOGGER.log(Level.INFO, () -> run + " " + line);
        }
        if (waitFor == WaitFor.NONE) {
            getContext().onSuccess(new ArgoRolloutResult(action.done() + " " + String.join(", ", acted), List.of()));
            return;
        }
        look(new ActionWait(command, waitFor, prepared, end));
    }

    private void look(ActionWait wait) throws IOException, InterruptedException {
        ActionOutcome outcome = wait.look();
        if (!outcome.what().equals(told)) {
            told = outcome.what();
            say(told);
        }
        if (outcome.state() == ActionOutcome.State.REACHED) {
            getContext().onSuccess(new ArgoRolloutResult(outcome.what(), wait.seen()));
        } else {
            Timer.get().schedule(() -> submit(() -> look(wait)), ActionWait.PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void say(String line) throws IOException, InterruptedException {
        BuildLog.say(getContext().get(TaskListener.class), line);
    }

    /** The first failure counts: of a step that was stopped, what follows is no news. */
    private void fail(AbortException failure) {
        if (!stopped) {
            getContext().onFailure(failure);
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        synchronized (this) {
            stopped = true;
        }
        Future<?> underway = task;
        if (underway != null) {
            underway.cancel(true);
        }
        super.stop(cause);
    }

    @Override
    public String getStatus() {
        return told == null ? "asking Argo CD" : "waiting: " + told;
    }

    private Run<?, ?> run() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }
}
