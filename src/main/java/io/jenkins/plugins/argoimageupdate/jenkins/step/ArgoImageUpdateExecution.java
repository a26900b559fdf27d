package io.jenkins.plugins.argoimageupdate.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.RollbackArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.UpdateEngine;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Breakdown;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Stuck;
import io.jenkins.plugins.argoimageupdate.jenkins.record.LiveProgress;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import io.jenkins.plugins.argoimageupdate.jenkins.rollback.RollbackOrder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs the step on threads of {@link UpdateEngine}, without an executor, and without any thread while it waits for rollouts. After a restart
 * it goes on where it was: with the rollout if all was written by then, else from the start, which changes nothing twice.
 */
final class ArgoImageUpdateExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ArgoImageUpdateExecution.class.getName());
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private final UpdateArguments arguments;
    /** Null unless the step itself asks to go back; then the arguments say no more than the Application. */
    private final RollbackArguments rollback;

    private int number;
    private transient volatile Future<?> task;
    private transient volatile boolean stopped;
    private transient volatile Thread working;
    private transient volatile BuildUpdate update;
    private transient volatile Overtime overtime;

    ArgoImageUpdateExecution(StepContext context, UpdateArguments arguments, @CheckForNull RollbackArguments rollback) {
        super(context);
        this.rollback = rollback;
        this.arguments = arguments;
    }

    @Override
    public boolean start() throws IOException, InterruptedException {
        String node = getContext().get(FlowNode.class).getId();
        number = rollback == null
                ? RollbackOrder.begin(run(), arguments, node)
                : RollbackOrder.begin(run(), arguments, rollback, node);
        begin();
        return false;
    }

    @Override
    public void onResume() {
        begin();
    }

    private void begin() {
        submit(this::beginUpdate, UpdateEngine.get().threads());
    }

    /** Part of the work. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private synchronized void submit(Work work, ExecutorService threads) {
        if (!stopped && !UpdateEngine.get().isClosed()) {
            task = threads.submit(() -> perform(work));
        }
    }

    /** Whatever happens here ends the step, as nothing else would: nobody looks at the future. */
    private void perform(Work work) {
        UpdateEngine engine = UpdateEngine.get();
        working = Thread.currentThread();
        try {
            work.run();
        } catch (AbortException e) {
            fail(e);
        } catch (InterruptedException e) {
            interrupted(e, engine.isClosed());
        } catch (Throwable e) {
            if (engine.isClosed()) {
                interrupted(e, true);
                return;
            }
            fail(new AbortException(Breakdown.of("the step", e)));
            Breakdown.rethrowThreadDeath(e);
        } finally {
            working = null;
        }
    }

    private void beginUpdate() throws IOException, InterruptedException {
        BuildUpdate begun = new BuildUpdate(run(), getContext().get(TaskListener.class), number);
        update = begun;
        overtime = Overtime.watch(begun::timeLeft, () -> giveUp(begun));
        if (stopped) {
            overtime.close();
        }
        goOn();
    }

    private void goOnSoon() {
        try {
            submit(this::goOn, UpdateEngine.get().threadsToGoOn());
        } catch (OutOfMemoryError e) { // no thread for it
            Timer.get().schedule(this::goOnSoon, TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void goOn() throws IOException, InterruptedException {
        BuildUpdate current = update;
        Optional<BuildUpdate.Outcome> outcome = current.goOn();
        if (outcome.isEmpty()) {
            current.whenRolledOut(this::goOnSoon);
            if (stopped) {
                current.cancelRollouts();
            }
            return;
        }
        UpdateResult result = UpdateResult.of(outcome.get().report());
        if (outcome.get().unstable()) {
            warn(result.getSummary());
        }
        overtime.close();
        getContext().onSuccess(result);
    }

    /** Waits for the restart if Jenkins goes down, and for nothing else. */
    private void interrupted(Throwable e, boolean restarts) {
        LOGGER.log(
                Level.FINE, e, () -> "Update " + number + (restarts ? " waits for the restart" : " was interrupted"));
        if (!restarts) {
            fail(new AbortException("The update was interrupted"));
        }
    }

    private void giveUp(BuildUpdate overdue) {
        Thread stuck = working;
        if (stuck != null) {
            Stuck.log(stuck, "Update " + number + " of " + getContext());
        }
        try {
            end();
        } finally {
            getContext().onFailure(overdue.overdue());
        }
    }

    /** Has nothing done any more. */
    private void end() {
        Future<?> underway;
        synchronized (this) {
            stopped = true;
            underway = task;
        }
        if (underway != null) {
            underway.cancel(true);
        }
        if (overtime != null) {
            overtime.close();
        }
        BuildUpdate begun = update;
        if (begun != null) {
            begun.cancelRollouts();
        }
    }

    /** The first failure counts: of a step that was stopped or given up, what follows is no news. */
    private void fail(AbortException failure) {
        if (!stopped) {
            if (overtime != null) {
                overtime.close();
            }
            getContext().onFailure(failure);
        }
    }

    private void warn(String summary) throws IOException, InterruptedException {
        run().setResult(Result.UNSTABLE);
        getContext().get(FlowNode.class).addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(summary));
        BuildLog.say(getContext().get(TaskListener.class), "UNSTABLE: " + summary);
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        end();
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
            return progress == null ? "waiting for a free thread" : progress.describe();
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
