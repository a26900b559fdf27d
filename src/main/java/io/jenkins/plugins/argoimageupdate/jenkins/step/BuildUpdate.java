package io.jenkins.plugins.argoimageupdate.jenkins.step;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleListener;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleListeners;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discoverer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.ProgressLog;
import io.jenkins.plugins.argoimageupdate.engine.cycle.UpdateCycle;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.FailureKind;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.FailurePolicy;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.DefaultsConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.JenkinsConnections;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.UpdateEngine;
import io.jenkins.plugins.argoimageupdate.jenkins.view.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.view.UpdateRunAction;
import java.util.List;
import java.util.Set;

/**
 * One update in a build, from wherever it was left off: what was decided and written before a restart is not done again. Its record in
 * the build's {@link UpdateRunAction} says how far it came.
 */
final class BuildUpdate {

    private final Run<?, ?> run;
    private final TaskListener log;
    private final UpdateRunAction action;
    private final UpdateRecord record;

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
     * Updates, and says whether the build may go on.
     *
     * @throws AbortException if it may not, with a message for the build's log
     * @throws InterruptedException if it was interrupted; it can be taken up again, or be given up with {@link UpdateRunAction#abort}
     */
    Outcome perform() throws AbortException, InterruptedException {
        FailurePolicy policy;
        CycleReport report;
        try {
            UpdateArguments arguments = record.getArguments();
            policy = arguments.toFailurePolicy();
            report = report(arguments);
        } catch (UpdateException e) {
            requireNotCancelled(e.reason());
            action.fail(record.getNumber(), e.getMessage());
            throw new AbortException(e.getMessage());
        }
        Set<FailureKind> failed = FailureKind.of(report);
        if (policy.fails(failed)) {
            throw new AbortException(action.getRecord(record.getNumber()).getSummary());
        }
        return new Outcome(report, policy.isUnstable(failed));
    }

    private CycleReport report(UpdateArguments arguments) throws InterruptedException {
        CycleReport soFar =
                record.getState() == UpdateRecord.State.RUNNING ? null : action.getReport(record.getNumber());
        if (record.isOver() && soFar != null) {
            return soFar;
        }
        DefaultsConfig defaults = ArgoImageUpdateConfiguration.get().getDefaults();
        WatchRequest request = arguments.toRequest(defaults.toSettings());
        JenkinsConnections connections = JenkinsConnections.of(run);
        CycleOptions options = new CycleOptions(
                arguments.isDryRun(), connections.commits(), arguments.toRollout(defaults.getTimeoutMinutes()));
        UpdateCycle cycle = new UpdateCycle(UpdateEngine.get().engine(), connections, options, listener(soFar));
        CycleReport report;
        if (soFar == null) {
            Discoverer discoverer =
                    new Discoverer(connections, options.rollout().timeout(), notice -> BuildLog.say(log, notice));
            report = cycle.run(discoverer.discover(List.of(request)));
        } else {
            BuildLog.say(log, "Jenkins was restarted; all is written back, going on with the rollout");
            report = cycle.followRollouts(soFar);
        }
        for (var failure : report.allFailures()) {
            requireNotCancelled(failure.reason());
        }
        action.finish(record.getNumber(), report);
        return report;
    }

    /** @param before what was kept before a restart; null for nothing */
    private CycleListener listener(CycleReport before) {
        CycleListener keeping = new CycleListener() {
            private CycleReport kept = before;

            @Override
            public void beforeRollout(CycleReport soFar) {
                kept = soFar;
                action.rollingOut(record.getNumber(), soFar);
            }

            @Override
            public void announced(ApplicationReport application) {
                kept = kept.with(application);
                action.keep(record.getNumber(), kept);
            }
        };
        ProgressLog progress = new ProgressLog(log.getLogger()::println, BuildLog::link, ToldWarnings.before(run));
        return new CycleListeners(keeping, action.live(record.getNumber()), progress);
    }

    /** Work that an interrupt ended is not a failure of its own. */
    private static void requireNotCancelled(Reason reason) throws InterruptedException {
        if (reason == Reason.CANCELLED) {
            throw new InterruptedException();
        }
    }
}
