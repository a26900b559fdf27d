package io.jenkins.plugins.argoimageupdate.jenkins.view;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.time.Instant;
import org.jvnet.hudson.test.JenkinsRule;

/** Builds of every kind of outcome, to look at. */
public final class SamplePages {

    private SamplePages() {}

    /** Builds a job some times; the last update is still under way. */
    public static void fill(JenkinsRule jenkins, FreeStyleProject job) throws Exception {
        Instant now = Instant.now().minusSeconds(600);
        for (int i = 12; i > 0; i--) {
            SampleBuilds.build(
                    jenkins, job, new SampleReports(now.minusSeconds(7_200L * i)).healthyAfter(30 + 17 * (i % 5)));
        }
        SampleReports reports = new SampleReports(now);
        SampleBuilds.build(jenkins, job, reports.current());
        SampleBuilds.build(jenkins, job, reports.dryRun());
        SampleBuilds.build(jenkins, job, reports.limited());
        SampleBuilds.build(jenkins, job, reports.failed());
        SampleBuilds.build(jenkins, job, reports.currentAndLookedAt());
        SampleBuilds.build(jenkins, job, reports.oneOfFiveFailed());
        SampleBuilds.build(
                jenkins, job, reports.warning("frontend: update strategy 'latest' is the old name of 'newest-build'"));
        SampleBuilds.build(jenkins, job, reports.healthy());
        job.getBuildersList().clear();
        Run<?, ?> running = jenkins.buildAndAssertSuccess(job);
        UpdateRunAction action = UpdateRunAction.of(running);
        int number = action.begin(SampleBuilds.arguments(), "");
        action.rollingOut(number, reports.written());
        action.live(number).accept(new CycleEvent.BeforeRollout(reports.written()));
        action.live(number)
                .accept(new CycleEvent.RolloutBegan(
                        reports.written().applications().get(0)));
    }
}
