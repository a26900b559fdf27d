package io.jenkins.plugins.argoimageupdate.jenkins.step;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.DriftSettings;
import io.jenkins.plugins.argoimageupdate.engine.cycle.FollowedRollouts;
import io.jenkins.plugins.argoimageupdate.engine.cycle.ProgressLog;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Undo;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.Summary;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.FailureKind;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.FailurePolicy;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.DefaultsConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.JenkinsConnections;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.JenkinsCycle;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.UpdateEngine;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Breakdown;
import io.jenkins.plugins.argoimageupdate.jenkins.record.LiveProgress;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import io.jenkins.plugins.argoimageupdate.jenkins.rollback.RollbackPlan;
import io.jenkins.plugins.argoimageupdate.jenkins.rollback.Undoing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One update in a build, from wherever it was left off: what was decided and written before a restart is not done again. Its record in
 * the build's {@link UpdateRunAction} says how far it came.
 */
final class BuildUpdate {

    private static final Logger LOGGER = Logger.getLogger(BuildUpdate.class.getName());

    private final Run<?, ?> run;
    private final TaskListener log;
    private final UpdateRunAction action;
    private final UpdateRecord record;
    private final UpdateEngine engine = UpdateEngine.get();
    private final UpdateDeadline deadline = new UpdateDeadline(System::nanoTime);
    private volatile FollowedRollouts rollouts;
    private CycleReport finished;
    /** What goes back to what was before; null as long as nothing has to. */
    private volatile BuildUpdate undoing;

    private Undo undo;

    /** @param number as {@link UpdateRunAction#begin} gave it */
    BuildUpdate(Run<?, ?> run, TaskListener log, int number) {
        this.run = run;
        this.log = log;
        this.action = UpdateRunAction.of(run);
        this.record = action.getRecord(number);
    }

    /** How an update ended that did not fail the build. */
    record Outcome(CycleReport report, boolean unstable) {}

    /**
     * Updates, and says whether the build may go on. The thread waits for rollouts.
     *
     * @throws AbortException if it may not, with a message for the build's log
     * @throws InterruptedException if it was interrupted; it can be taken up again, or be given up with {@link UpdateRunAction#abort}
     */
    Outcome perform() throws AbortException, InterruptedException {
        Optional<Outcome> outcome = goOn();
        while (outcome.isEmpty()) {
            underWay().awaitEnd();
            outcome = goOn();
        }
        return outcome.get();
    }

    /**
     * The same as far as there is something to do.
     *
     * @return empty where rollouts have to be waited for: it goes on once they are over, see {@link #whenRolledOut}
     */
    Optional<Outcome> goOn() throws AbortException, InterruptedException {
        try {
            return outcome();
        } catch (UpdateException e) {
            requireNotClosed();
            throw failed(e.getMessage());
        } catch (RuntimeException | Error e) {
            requireNotClosed();
            AbortException failure = failed(Breakdown.of("the update of images in " + run, e));
            Breakdown.rethrowThreadDeath(e);
            throw failure;
        }
    }

    /** @param callback called when it can go on, maybe at once, by a thread that is not to be kept long */
    void whenRolledOut(Runnable callback) {
        underWay().whenOver(callback);
    }

    /** Leaves its rollouts, if there are any, to Argo CD. */
    void cancelRollouts() {
        FollowedRollouts rollouts = underWay();
        if (rollouts != null) {
            rollouts.cancel();
        }
    }

    /** Null as long as none began. */
    private FollowedRollouts underWay() {
        BuildUpdate now = undoing;
        return now == null || now.rollouts == null ? rollouts : now.rollouts;
    }

    private Optional<Outcome> outcome() throws AbortException, InterruptedException {
        UpdateArguments arguments = record.getArguments();
        FailurePolicy policy = arguments.toFailurePolicy();
        boolean undoes = arguments.undoes();
        Optional<CycleReport> report = report(arguments);
        if (report.isEmpty()) {
            return Optional.empty();
        }
        if (record.getRollback() == null && undoes && !undo(report.get())) {
            return Optional.empty();
        }
        Set<FailureKind> failed = FailureKind.of(report.get());
        if (policy.fails(failed)) {
            throw new AbortException(action.getRecord(record.getNumber()).getSummary());
        }
        return Optional.of(new Outcome(report.get(), policy.isUnstable(failed)));
    }

    /**
     * Goes back to what was before a rollout that failed, as an update of its own.
     *
     * @return whether there is nothing to undo; false as long as it waits
     * @throws AbortException that says what was undone and what was not, if anything was to be
     */
    private boolean undo(CycleReport report) throws AbortException, InterruptedException {
        if (undo == null) {
            undo = Undoing.of(run, record.getNumber(), report);
        }
        String failure = action.getRecord(record.getNumber()).getSummary();
        String not = undo.not().isEmpty() ? "" : ". Not rolled back: " + String.join("; ", undo.not());
        if (undo.versions().isEmpty()) {
            if (!not.isEmpty()) {
                throw new AbortException(failure + not);
            }
            return true;
        }
        if (undoing == null) {
            undoing = new BuildUpdate(run, log, Undoing.begin(run, record, undo));
        }
        int number = undoing.record.getNumber();
        String ended;
        try {
            Optional<CycleReport> undone =
                    undoing.report(action.getRecord(number).getArguments());
            if (undone.isEmpty()) {
                return false;
            }
            ended = undone.get().allFailures().isEmpty()
                    ? "Rolled back: " + Summary.of(undone.get())
                    : "The rollback failed too, and nothing more is tried: " + Summary.of(undone.get());
        } catch (UpdateException e) {
            requireNotClosed();
            action.fail(number, e.getMessage());
            ended = "The rollback failed, and nothing more is tried: " + e.getMessage();
        }
        throw new AbortException(failure + ". " + ended + not);
    }

    /** Keeps why, if that is possible at all. */
    private AbortException failed(String why) {
        try {
            action.fail(record.getNumber(), why);
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> "How an update of " + run + " ended cannot be kept");
        }
        return new AbortException(why);
    }

    /** How long it may still take; zero or less when it is overdue. */
    Duration timeLeft() {
        BuildUpdate now = undoing;
        return now == null ? deadline.left() : now.timeLeft();
    }

    /** Gives up what is overdue, and keeps that. */
    AbortException overdue() {
        BuildUpdate now = undoing;
        if (now != null) {
            return now.overdue();
        }
        LiveProgress progress = action.getLive().get(record.getNumber());
        String doing = progress == null ? "doing nothing that is known" : progress.describe();
        return failed("The update did not end in time and was cancelled: it has been " + doing + ", and has "
                + deadline.limit().toMinutes()
                + " min for this part. The system log of Jenkins shows where it is stuck");
    }

    /** What it came to; empty as long as rollouts have to be waited for. */
    private Optional<CycleReport> report(UpdateArguments arguments) throws InterruptedException {
        if (finished == null && rollouts == null) {
            begin(arguments);
        }
        if (finished == null && rollouts.areOver()) {
            CycleReport report = rollouts.report();
            if (!report.allFailures().isEmpty()) {
                requireNotClosed();
            }
            action.finish(record.getNumber(), report);
            finished = report;
        }
        return Optional.ofNullable(finished);
    }

    private void begin(UpdateArguments arguments) throws InterruptedException {
        CycleReport soFar =
                record.getState() == UpdateRecord.State.RUNNING ? null : action.getReport(record.getNumber());
        if (record.isOver() && soFar != null) {
            finished = soFar;
            return;
        }
        DefaultsConfig defaults = ArgoImageUpdateConfiguration.get().getDefaults();
        List<WatchRequest> requests = record.getRollback() == null
                ? JenkinsCycle.requests(List.of(arguments), run.getParent())
                : JenkinsCycle.requestsToGoBack(arguments, run.getParent());
        JenkinsConnections connections = JenkinsConnections.of(run);
        CycleOptions options = new CycleOptions(
                        arguments.isDryRun(), connections.commits(), arguments.toRollout(defaults.getTimeoutMinutes()))
                .with(new DriftSettings(DriftPolicy.REPORT, Undoing.by(run)));
        deadline.asked(options.rollout());
        JenkinsCycle cycle = new JenkinsCycle(connections, options, events(soFar));
        if (soFar == null) {
            rollouts = begin(cycle, requests, options.rollout().timeout());
        } else {
            BuildLog.say(log, "Jenkins was restarted; all is written back, going on with the rollout");
            deadline.rollingOut();
            rollouts = cycle.followRollouts(soFar);
        }
    }

    private FollowedRollouts begin(JenkinsCycle cycle, List<WatchRequest> requests, Duration patience)
            throws InterruptedException {
        Consumer<String> notices = notice -> BuildLog.say(log, notice);
        if (record.getRollback() == null) {
            return cycle.begin(requests, patience, notices);
        }
        RollbackPlan plan = RollbackPlan.of(run, record);
        BuildLog.say(log, plan.announcement());
        return plan.isOf(record.getArguments())
                ? cycle.beginRollback(requests, plan::part, plan.rollback(), patience, notices)
                : FollowedRollouts.none(JenkinsCycle.nothing());
    }

    /** @param keptBefore what was kept before a restart; null for nothing */
    private Consumer<CycleEvent> events(CycleReport keptBefore) {
        Consumer<CycleEvent> keeping = new Consumer<>() {
            private CycleReport kept = keptBefore;

            @Override
            public void accept(CycleEvent event) {
                if (event instanceof CycleEvent.BeforeRollout before) {
                    kept = before.soFar();
                    action.rollingOut(record.getNumber(), kept);
                    deadline.rollingOut();
                } else if (event instanceof CycleEvent.WriteBackInterrupted interrupted && !engine.isClosed()) {
                    action.rollingOut(record.getNumber(), interrupted.soFar());
                } else if (event instanceof CycleEvent.Announced announced) {
                    kept = kept.with(announced.application());
                    action.keep(record.getNumber(), kept);
                }
            }
        };
        action.live(record.getNumber()).logTo(line -> BuildLog.say(log, line));
        ProgressLog progress = new ProgressLog(log.getLogger()::println, BuildLog::link, ToldWarnings.before(run));
        return keeping.andThen(action.live(record.getNumber())).andThen(progress);
    }

    /** What fails while Jenkins goes down is done again after the restart: connections end then, and classes are gone. */
    private void requireNotClosed() throws InterruptedException {
        if (engine.isClosed()) {
            throw new InterruptedException();
        }
    }
}
