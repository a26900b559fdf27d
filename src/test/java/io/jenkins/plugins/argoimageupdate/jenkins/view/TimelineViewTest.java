package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.jenkins.record.PollFinding;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** What the timeline says of waits for Jenkins, and which steps it has. */
public class TimelineViewTest {

    private static final Instant LOOKED = Instant.parse("2026-01-02T03:04:05Z");
    private static final PollFinding FOUND =
            (application, name, version) -> application.equals("example") && version.equals(SampleReports.NEW);

    private final SampleReports reports = new SampleReports(LOOKED);

    @Test
    public void tellsTheWaitForThePollFromTheWaitForTheBuild() {
        assertThat(steps(reports.healthy(), polled(LOOKED.minusSeconds(20), FOUND)))
                .containsExactly(
                        "Image built",
                        "Detected by Jenkins: waited 2 min 40 s for the poll",
                        "Update began: waited 20 s for the build",
                        "Committed: + 3 s",
                        "Synced by Argo CD: + 4 s",
                        "Healthy: + 38 s, slowest");
    }

    @Test
    public void aWaitForJenkinsIsNotTheSlowestStep() {
        assertThat(steps(reports.healthy(), Occasion.at(LOOKED)))
                .contains("Detected by Jenkins: waited 3 min for this update", "Healthy: + 38 s, slowest");
    }

    @Test
    public void aPollThatFoundAnotherVersionDetectedNothing() {
        assertThat(steps(reports.healthy(), polled(LOOKED.minusSeconds(20), (application, name, version) -> false)))
                .contains("Detected by Jenkins: waited 3 min for this update")
                .noneMatch(step -> step.startsWith("Update began"));
    }

    @Test
    public void aTagThatWasBuiltAgainAfterThePollWasNotDetectedByIt() {
        assertThat(steps(reports.healthy(), polled(LOOKED.minusSeconds(200), FOUND)))
                .contains("Detected by Jenkins: waited 3 min for this update");
    }

    @Test
    public void aDryRunReachesNothingElse() {
        assertThat(steps(reports.dryRun(), Occasion.at(LOOKED)))
                .containsExactly("Image built", "Detected by Jenkins: waited 3 min for this update");
    }

    @Test
    public void stepsThatWereNotReachedAreNamedWhereTheyWereToBe() {
        assertThat(steps(reports.failed(), Occasion.at(LOOKED))).contains("Healthy: not reached");
        assertThat(steps(reports.written(), until(WaitFor.NONE))).endsWith("Committed: + 3 s");
        assertThat(steps(reports.written(), until(WaitFor.SYNCED))).endsWith("Synced by Argo CD: not reached");
    }

    /** There is nothing to compare it with. */
    @Test
    public void aSingleStepIsNotTheSlowest() {
        assertThat(steps(reports.written(), Occasion.at(LOOKED))).noneMatch(step -> step.endsWith("slowest"));
    }

    private static Occasion polled(Instant queued, PollFinding finding) {
        return new Occasion(LOOKED, queued, List.of(finding), false, WaitFor.HEALTHY);
    }

    private static Occasion until(WaitFor waitFor) {
        return new Occasion(LOOKED, null, List.of(), false, waitFor);
    }

    private static List<String> steps(CycleReport report, Occasion occasion) {
        ApplicationReport application = report.applications().get(0);
        return TimelineView.of(application, occasion).getSteps().stream()
                .map(step -> step.name()
                        + (step.at() == null ? ": not reached" : step.took().isEmpty() ? "" : ": " + step.took())
                        + (step.slowest() ? ", slowest" : ""))
                .toList();
    }
}
