package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.AnalysisRun;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import java.time.Instant;
import java.util.List;

/** Reports of runs that end where canaries pause, for pages to show. */
public final class SampleCanaries {

    private SampleCanaries() {}

    /** A canary that pauses, and one that was given up for a metric. */
    public static CycleReport paused(CycleReport healthy, Instant since) {
        return with(healthy, List.of(canary(since), givenUp()));
    }

    private static CycleReport with(CycleReport report, List<ProgressiveRollout> rollouts) {
        return report.with(report.applications()
                .get(0)
                .with(suspended(report, rollouts))
                .with(image -> image.name().equals("frontend")
                        ? image.with(SampleStates.rollingOut(SampleReports.NEW, SampleReports.OLD))
                        : image));
    }

    private static RolloutReport suspended(CycleReport report, List<ProgressiveRollout> rollouts) {
        RolloutReport usual = report.applications().get(0).rollout();
        return new RolloutReport(
                usual.revision(),
                usual.sync(),
                "Suspended",
                usual.started(),
                usual.synced(),
                usual.finished(),
                usual.resources(),
                usual.timeline(),
                rollouts,
                null);
    }

    private static ProgressiveRollout canary(Instant since) {
        return new ProgressiveRollout(
                new ResourceKey("argoproj.io", "Rollout", "default", "frontend"),
                ProgressiveRollout.Strategy.CANARY,
                ProgressiveRollout.Phase.PAUSED,
                "CanaryPauseStep",
                new ProgressiveRollout.Steps(4, 8, 40),
                new ProgressiveRollout.Pause("CanaryPauseStep", since, null),
                false,
                false,
                List.of(new AnalysisRun("frontend-74c454c5c7-2-4", "Running", "", List.of())));
    }

    private static ProgressiveRollout givenUp() {
        AnalysisRun failed = new AnalysisRun(
                "worker-74c454c5c7-2-4",
                "Failed",
                "Metric \"success-rate\" assessed Failed due to failed (1) > failureLimit (0)",
                List.of(new AnalysisRun.Metric("success-rate", "Failed", "", "[0.82]")));
        return new ProgressiveRollout(
                new ResourceKey("argoproj.io", "Rollout", "default", "worker"),
                ProgressiveRollout.Strategy.CANARY,
                ProgressiveRollout.Phase.DEGRADED,
                "RolloutAborted: Rollout aborted update to revision 2",
                new ProgressiveRollout.Steps(1, 5, 0),
                null,
                true,
                false,
                List.of(failed));
    }
}
