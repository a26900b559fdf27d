package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class SummaryTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final FailureReport FAILURE =
            new FailureReport(Reason.DEGRADED, "roll out x: pod p cannot start", "");
    private static final WriteBackReport COMMIT = new WriteBackReport.Committed(
            new BranchReport("r", "main"),
            "1cce7a0123456789",
            new CommitReport(List.of("f"), "", "m", "Jane <jane@example.com>", Optional.empty()),
            NOW);

    @Test
    public void tellsImagesCommitAndHealth() {
        assertThat(Summary.of(report(false, COMMIT, rollout(null), image(ImageReport.Outcome.UPDATED))))
                .isEqualTo("updated web main-1 → main-2; commit 1cce7a0; Synced, Healthy");
    }

    @Test
    public void doesNotClaimWhatWasWrittenBefore() {
        BranchReport branch = new BranchReport("r", "main");
        Optional<String> tip = Optional.of("1cce7a0123456789");
        WriteBackReport there = new WriteBackReport.NothingToCommit(branch, tip, Optional.empty(), CommitOrder.NONE);
        assertThat(Summary.of(report(false, there, rollout(null), image(ImageReport.Outcome.UPDATED))))
                .isEqualTo("written before: web main-1 → main-2; commit 1cce7a0; Synced, Healthy");
        PullRequestReport closed = new PullRequestReport("#1", "", PullRequestReport.State.CLOSED);
        assertThat(Summary.of(report(
                        false,
                        new WriteBackReport.NothingToCommit(branch, tip, Optional.of(closed), CommitOrder.NONE),
                        null,
                        image(ImageReport.Outcome.UPDATED))))
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
        assertThat(Summary.of(report(false, null, null))).isEqualTo("nothing to do, no watched image is live");
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
    public void tellsWhatWaitsBesideWhatIsWritten() {
        ImageReport waiting = image(ImageReport.Outcome.WAITING);
        assertThat(Summary.of(report(false, null, null, waiting)))
                .isEqualTo("nothing to do, web waits: main-2 was rolled back by Jane Doe");
        assertThat(Summary.of(report(false, COMMIT, null, image(ImageReport.Outcome.UPDATED), waiting)))
                .isEqualTo(
                        "updated web main-1 → main-2; commit 1cce7a0; web waits: main-2 was rolled back by Jane Doe");
    }

    @Test
    public void tellsTheFailureBeforeAnythingElse() {
        assertThat(Summary.of(report(false, COMMIT, rollout(FAILURE), image(ImageReport.Outcome.UPDATED))))
                .isEqualTo("roll out x: pod p cannot start");
    }

    @Test
    public void countsWhatElseFailedAndTellsOnceWhatSeveralImagesShare() {
        FailureReport other = new FailureReport(Reason.DEGRADED, "roll out y: no answer", "");
        assertThat(Summary.of(failed(FAILURE, FAILURE))).isEqualTo("roll out x: pod p cannot start");
        assertThat(Summary.of(failed(FAILURE, other, FAILURE)))
                .isEqualTo("roll out x: pod p cannot start (and 1 more failure)");
    }

    private static CycleReport failed(FailureReport... failures) {
        return new CycleReport(false, NOW, NOW, List.of(), List.of(failures), Map.of());
    }

    private static ImageReport image(ImageReport.Outcome outcome) {
        ImageVersion from = new ImageVersion("main-1", "", null, "");
        ImageVersion to = new ImageVersion("main-2", "", null, "");
        ImageResult result = switch (outcome) {
            case UPDATED -> new ImageResult.Updated(from, to);
            case CURRENT -> new ImageResult.Current(to);
            case WAITING ->
                new ImageResult.Waiting(
                        from, to, new Wait(Wait.Cause.ROLLED_BACK, "main-2 was rolled back by Jane Doe"));
            default -> throw new IllegalArgumentException(outcome.name());
        };
        return new ImageReport(new ImageSubject("web", "org/web", "newest-build", "", ""), result, null);
    }

    private static RolloutReport rollout(FailureReport failure) {
        return new RolloutReport("1", "Synced", "Healthy", NOW, NOW, NOW, List.of(), List.of(), failure);
    }

    private static CycleReport report(
            boolean dryRun, WriteBackReport writeBack, RolloutReport rollout, ImageReport... images) {
        ApplicationReport application = new ApplicationReport(
                new ApplicationSubject("example", "", "", "", ""), List.of(images), writeBack, rollout, null, true);
        return new CycleReport(dryRun, NOW, NOW, List.of(application), List.of(), Map.of());
    }
}
