package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drift;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drifts;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Version;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.BranchReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** What is undone of a rollout that failed. */
public class UndoTest {

    private static final Instant NOW = Instant.parse("2026-11-30T00:10:00Z");
    private static final String ID = "ab".repeat(20);
    private static final WriteBackReport COMMIT = new WriteBackReport.Committed(
            new BranchReport("r", "main"), ID, new CommitReport(List.of(), "", "", "", Optional.empty()), NOW);

    @Test
    public void theImagesOfAFailedRolloutGoBackAndTheirVersionsAreKeptOut() {
        Undo undo = undo(report(false, COMMIT, Reason.DEGRADED, true, image("main-41", "newest-build")), false);
        assertThat(undo.versions())
                .containsExactly(new Version("prod", "argocd", "shop", "web", ImageTag.ofName("main-41"), "main-42"));
        assertThat(undo.onlyOn()).containsExactly(ID);
        assertThat(undo.why()).isEqualTo("it failed");
        assertThat(undo.not()).isEmpty();
        assertThat(undo(report(false, COMMIT, Reason.TIMEOUT, true, image("main-41", "newest-build")), false)
                        .versions())
                .hasSize(1);
    }

    @Test
    public void whereDigestsAreFollowedTheDigestGoesBack() {
        Undo undo = undo(report(false, COMMIT, Reason.DEGRADED, true, image("main-41", "digest")), false);
        assertThat(undo.versions().get(0).tag()).isEqualTo(new ImageTag("main-41", "sha256:41"));
        assertThat(undo.versions().get(0).notAgain()).isEqualTo("sha256:42");
    }

    @Test
    public void whatWasPromotedGoesBackAsItWasWritten() {
        Undo undo = undo(report(false, COMMIT, Reason.DEGRADED, true, image("main-41", "promoted")), false);
        assertThat(undo.versions().get(0).tag()).isEqualTo(new ImageTag("main-41", "sha256:41"));
        assertThat(undo.versions().get(0).notAgain())
                .as("as a plan names it")
                .isEqualTo(new ImageTag("main-42", "sha256:42").toString());
    }

    @Test
    public void whatSaysNothingOfTheVersionIsNotUndone() {
        ImageReport image = image("main-41", "newest-build");
        assertThat(undo(report(false, COMMIT, null, true, image), false).versions())
                .isEmpty();
        assertThat(undo(report(false, COMMIT, Reason.UNREACHABLE, true, image), false)
                        .versions())
                .isEmpty();
        assertThat(undo(report(true, COMMIT, Reason.DEGRADED, true, image), false)
                        .versions())
                .isEmpty();
        assertThat(undo(report(false, COMMIT, Reason.DEGRADED, false, image), false)
                        .versions())
                .isEmpty();
        assertThat(undo(report(false, null, Reason.DEGRADED, true, image), false)
                        .versions())
                .isEmpty();
    }

    @Test
    public void whatIsNotUndoneIsSaid() {
        assertThat(undo(report(false, COMMIT, Reason.DEGRADED, true, image("main-41", "newest-build")), true)
                        .not())
                .containsExactly("web: its last update was undone too, so that more than this version is wrong");
        assertThat(undo(report(false, COMMIT, Reason.DEGRADED, true, image("", "newest-build")), false)
                        .not())
                .containsExactly("web: it had no version before");
        Drift byHand = new Drift("Deployment/web", "main-42", "main-41", "kubectl-set", NOW, "");
        ImageReport adopted = image("main-41", "newest-build").adopting(byHand);
        assertThat(undo(report(false, COMMIT, Reason.DEGRADED, true, adopted), false))
                .satisfies(undo -> assertThat(undo.versions()).isEmpty())
                .satisfies(undo ->
                        assertThat(undo.not()).containsExactly("web: somebody set it by hand, and Git only follows"));
        WriteBackReport set = new WriteBackReport.ParametersSet("", NOW);
        assertThat(undo(report(false, set, Reason.DEGRADED, true, image("main-41", "newest-build")), false)
                        .not())
                .containsExactly("shop: it is not known whether somebody else has changed it since");
    }

    @Test
    public void byWhatIsHeldTheLastUpdateWasUndoneIfTheImageHasTheVersionOfThatStill() {
        GuardedImage web = new GuardedImage("prod", "argocd", "shop", "web", "ghcr.io/org/web");
        CycleReport failed = report(false, COMMIT, Reason.DEGRADED, true, image("main-41", "newest-build"));
        FixedHolds holds = new FixedHolds();
        assertThat(Undo.of(failed, holds).versions()).hasSize(1);
        holds.hold(web, new Hold("main-41", "run", "", NOW, null, "main-40b"));
        assertThat(Undo.of(failed, holds).not()).hasSize(1);
        holds.hold(web, new Hold("main-39", "run", "", NOW, null, "main-40"));
        assertThat(Undo.of(failed, holds).versions()).as("main-41 came since").hasSize(1);
        holds.hold(web, new Hold("main-41", "run", "", NOW, null, "main-40b"));
        holds.release(web);
        assertThat(Undo.of(failed, holds).versions()).as("released").hasSize(1);
    }

    @Test
    public void itIsUndoneOnItsCommitsOnlyAndHeld() {
        Rollback rollback = undo(report(false, COMMIT, Reason.DEGRADED, true, image("main-41", "semver")), false)
                .rollback("run");
        assertThat(rollback.onlyOn()).containsExactly(ID);
        assertThat(rollback.hold()).isEqualTo(new Rollback.HoldOrder(null));
        assertThat(rollback.signature(Drifts.NONE)).isEqualTo("Rolled back to what was before by run: it failed");
    }

    private static Undo undo(CycleReport report, boolean undoneLast) {
        return Undo.of(report, image -> undoneLast);
    }

    private static ImageReport image(String from, String strategy) {
        return new ImageReport(
                new ImageSubject("web", "ghcr.io/org/web", strategy, "", ""),
                new ImageResult.Updated(
                        from.isEmpty() ? ImageVersion.UNKNOWN : new ImageVersion(from, "sha256:41", null, ""),
                        new ImageVersion("main-42", "sha256:42", null, "")),
                null);
    }

    private static CycleReport report(
            boolean dryRun, WriteBackReport written, Reason failure, boolean rollsOut, ImageReport image) {
        RolloutReport rollout = new RolloutReport(
                ID,
                "Synced",
                "Degraded",
                NOW,
                NOW,
                NOW,
                List.of(),
                List.of(),
                failure == null ? null : new FailureReport(failure, "it failed", ""));
        ApplicationReport application = new ApplicationReport(
                new ApplicationSubject("shop", "argocd", "", "prod", ""),
                List.of(image),
                written,
                rollout,
                null,
                rollsOut);
        return new CycleReport(dryRun, NOW, NOW, List.of(application), List.of(), Map.of());
    }
}
