package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class SummaryTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final FailureReport FAILURE =
            new FailureReport(Reason.DEGRADED, "roll out x: pod p cannot start", "");
    private static final WriteBackReport COMMIT = new WriteBackReport(
            WriteBackReport.Outcome.COMMITTED,
            "r",
            "main",
            "1cce7a0123456789",
            List.of("f"),
            "",
            "m",
            NOW,
            "Jane <jane@example.com>",
            null);

    @Test
    public void tellsImagesCommitAndHealth() {
        assertThat(Summary.of(report(false, COMMIT, rollout(null), image(ImageReport.Outcome.UPDATED))))
                .isEqualTo("updated web main-1 → main-2; commit 1cce7a0; Synced, Healthy");
    }

    @Test
    public void doesNotClaimWhatWasWrittenBefore() {
        WriteBackReport there = new WriteBackReport(
                WriteBackReport.Outcome.NOTHING_TO_DO,
                "r",
                "main",
                "1cce7a0123456789",
                List.of(),
                "",
                "",
                null,
                "",
                null);
        assertThat(Summary.of(report(false, there, rollout(null), image(ImageReport.Outcome.UPDATED))))
                .isEqualTo("written before: web main-1 → main-2; commit 1cce7a0; Synced, Healthy");
        PullRequestReport closed = new PullRequestReport("#1", "", PullRequestReport.State.CLOSED);
        assertThat(Summary.of(report(false, there.with(closed), null, image(ImageReport.Outcome.UPDATED))))
                .startsWith("not written, as the pull request was closed: web main-1 → main-2");
    }

    @Test
    public void namesSomeImagesAndCountsTheRest() {
        ImageReport[] many = new ImageReport[3_000];
        Arrays.fill(many, image(ImageReport.Outcome.UPDATED));
        assertThat(Summary.of(report(false, COMMIT, null, many)))
                .startsWith("updated web main-1 → main-2, web main-1")
                .endsWith(" and 2980 more; commit 1cce7a0");
    }

    @Test
    public void tellsWhatADryRunWouldDo() {
        assertThat(Summary.of(report(true, null, null, image(ImageReport.Outcome.UPDATED))))
                .isEqualTo("dry run, would update web main-1 → main-2");
    }

    @Test
    public void tellsWhatIsCurrentWhenThereIsNothingToDo() {
        assertThat(Summary.of(report(false, null, null, image(ImageReport.Outcome.CURRENT))))
                .isEqualTo("nothing to do, 1 image is current: web main-2");
        assertThat(Summary.of(report(false, null, null))).isEqualTo("nothing to do, no image is watched that is live");
    }

    @Test
    public void doesNotCallAnImageCurrentThatCannotStart() {
        ImageState dead = new ImageState(
                ImageState.Verdict.CANNOT_START,
                "",
                List.of(new ImageState.Running("Deployment/web", "main-2", 1, 0, true)),
                "cannot start: ErrImagePull (pod web-1)",
                "web-1",
                "shop");
        ImageReport current = image(ImageReport.Outcome.CURRENT);
        assertThat(Summary.of(report(true, null, null, current.with(dead), current)))
                .isEqualTo("nothing to update, but not healthy: web main-2 cannot start: ErrImagePull (pod web-1)");
    }

    @Test
    public void tellsTheFailureBeforeAnythingElse() {
        assertThat(Summary.of(report(false, COMMIT, rollout(FAILURE), image(ImageReport.Outcome.UPDATED))))
                .isEqualTo("roll out x: pod p cannot start");
    }

    private static ImageReport image(ImageReport.Outcome outcome) {
        ImageVersion from = new ImageVersion("main-1", "", null, "");
        ImageVersion to = new ImageVersion("main-2", "", null, "");
        return new ImageReport("web", "org/web", "newest-build", "", outcome, from, to, "", null, null);
    }

    private static RolloutReport rollout(FailureReport failure) {
        return new RolloutReport("1", "Synced", "Healthy", NOW, NOW, NOW, List.of(), List.of(), failure);
    }

    private static CycleReport report(
            boolean dryRun, WriteBackReport writeBack, RolloutReport rollout, ImageReport... images) {
        ApplicationReport application =
                new ApplicationReport("example", "", "", "", "", List.of(images), writeBack, rollout, null, true);
        return new CycleReport(dryRun, NOW, NOW, List.of(application), List.of(), Map.of());
    }
}
