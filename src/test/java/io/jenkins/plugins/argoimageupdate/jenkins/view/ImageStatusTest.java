package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static io.jenkins.plugins.argoimageupdate.jenkins.view.SampleReports.NEW;
import static io.jenkins.plugins.argoimageupdate.jenkins.view.SampleReports.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drift;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.jenkins.record.EndedUpdate;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.record.ImageStatus;
import io.jenkins.plugins.argoimageupdate.jenkins.record.KnownImage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

/** What pages, history and remote API say of an image, by what was decided, what was written and what runs. */
public class ImageStatusTest {

    private static final WriteBackReport COMMITTED = new SampleReports(Instant.EPOCH).committed();
    private static final FailureReport DEGRADED = new FailureReport(Reason.DEGRADED, "a pod cannot start", "");
    private static final FailureReport TIMEOUT = new FailureReport(Reason.TIMEOUT, "took too long", "");
    private static final FailureReport ABORTED = new FailureReport(Reason.CANCELLED, "it was aborted", "");

    private static final ImageState LIVE = SampleStates.live(NEW);
    private static final ImageState ROLLING_OUT = SampleStates.rollingOut(NEW, OLD);
    private static final ImageState DEAD = SampleStates.dead(NEW, OLD);
    private static final ImageState BLOCKED = SampleStates.blocked(NEW, OLD);
    private static final ImageState DRIFTED = SampleStates.drifted(NEW, OLD);
    private static final ImageState AVAILABLE = SampleStates.wouldUpdate(NEW, OLD);
    private static final ImageState UNSEEN = SampleStates.unknown(NEW);

    private final SampleReports reports = new SampleReports(Instant.EPOCH);

    @Test
    public void whatWasFollowedIsWhatItsPodsAre() {
        assertThat(followed(LIVE, "Healthy", null)).isEqualTo("LIVE, HEALTHY, main-b99bc73: ");
        assertThat(followed(LIVE, "Degraded", DEGRADED))
                .as("another image failed")
                .isEqualTo("LIVE, HEALTHY, main-b99bc73: ");
        assertThat(followed(DEAD, "Degraded", DEGRADED))
                .isEqualTo("CANNOT_START, FAILED, main-0000000: ImagePullBackOff: manifest unknown (pod "
                        + SampleStates.POD + ")");
        assertThat(followed(BLOCKED, "Degraded", DEGRADED)).startsWith("BLOCKED, BLOCKED, main-0000000: is blocked by");
        assertThat(followed(DRIFTED, "Healthy", DEGRADED))
                .startsWith("DRIFTED, FAILED, main-0000000: still runs main-0000000 in Deployment/web");
        assertThat(followed(ROLLING_OUT, "Progressing", TIMEOUT))
                .isEqualTo("NOT_LIVE, FAILED, main-0000000: waiting for the sync");
        assertThat(followed(ROLLING_OUT, "Progressing", ABORTED)).startsWith("ROLLING_OUT, ABORTED, main-0000000: ");
        assertThat(followed(LIVE, "Healthy", ABORTED)).startsWith("LIVE, HEALTHY, main-b99bc73: ");
        assertThat(followed(ROLLING_OUT, "Progressing", null))
                .as("under way, or only followed until it is synced")
                .startsWith("ROLLING_OUT, WRITTEN, main-0000000: ");
        assertThat(followed(UNSEEN, "Healthy", null))
                .isEqualTo("UNKNOWN, WRITTEN, : no pod of the Application runs it");
    }

    @Test
    public void aPollSaysOfAChangeByHandThatItIsOneWhateverAnUpdateWouldDo() {
        Drift drift = new Drift("Deployment/web", "main-hotfix", NEW, "", null, "");
        ImageState byHand = LIVE.drifted(drift);
        assertThat(ImageStatus.watched(Outcome.UPDATED, byHand)).isEqualTo(ImageStatus.DRIFTED);
        assertThat(ImageStatus.watched(Outcome.CURRENT, byHand)).isEqualTo(ImageStatus.DRIFTED);
        assertThat(ImageStatus.watched(Outcome.WAITING, byHand)).isEqualTo(ImageStatus.DRIFTED);
        assertThat(ImageStatus.watched(Outcome.UPDATED, DEAD.drifted(drift))).isEqualTo(ImageStatus.CANNOT_START);
        assertThat(ImageStatus.watched(Outcome.FAILED, byHand)).isEqualTo(ImageStatus.FAILED);
        assertThat(ImageStatus.watched(Outcome.UPDATED, DRIFTED)).isEqualTo(ImageStatus.WOULD_UPDATE);
    }

    @Test
    public void whatWasNotFollowedIsNotCalledLive() {
        assertThat(of(Outcome.UPDATED, ROLLING_OUT, COMMITTED, null, null))
                .startsWith("WRITTEN, WRITTEN, main-0000000: ");
        assertThat(of(Outcome.UPDATED, null, COMMITTED, null, null)).isEqualTo("WRITTEN, WRITTEN, main-b99bc73: ");
        assertThat(of(Outcome.UPDATED, AVAILABLE, reports.wouldCommit(), null, null))
                .isEqualTo("WOULD_UPDATE, none, main-0000000: ");
        assertThat(of(Outcome.UPDATED, null, new WriteBackReport.WouldSetParameters("+ web.tag: 2"), null, null))
                .isEqualTo("WOULD_UPDATE, none, main-0000000: ");
        assertThat(of(Outcome.UPDATED, SampleStates.dead("main-dead001", OLD), null, null, null))
                .as("a poll finds a repair of what cannot start")
                .startsWith("WOULD_UPDATE, none, main-0000000: main-dead001 cannot start: ");
    }

    @Test
    public void whatIsProposedWaitsForItsMergeWhateverRunsMeanwhile() {
        CycleReport report = reports.with(Outcome.UPDATED, AVAILABLE, COMMITTED, null, null);
        assertThat(of(proposed(report))).isEqualTo("TO_BE_MERGED, WRITTEN, main-0000000: ");
        ImageState old = SampleStates.dead("main-dead001", OLD);
        report = proposed(reports.with(Outcome.UPDATED, old, COMMITTED, "Degraded", DEGRADED));
        assertThat(of(report)).startsWith("TO_BE_MERGED, WRITTEN, main-0000000: main-dead001 cannot start: ");
        assertThat(Headline.of(report).label()).isEqualTo("Not healthy");
    }

    private static CycleReport proposed(CycleReport report) {
        ApplicationReport one = report.applications().get(0);
        ApplicationReport proposed =
                new ApplicationReport(one.about(), one.images(), one.writeBack(), one.rollout(), null, false);
        return new CycleReport(
                false, report.started(), report.finished(), List.of(proposed), List.of(), report.requests());
    }

    @Test
    public void whatNeedsNoUpdateIsNotHealthyForThat() {
        assertThat(of(Outcome.CURRENT, LIVE, null, null, null)).isEqualTo("CURRENT, none, main-b99bc73: ");
        assertThat(of(Outcome.CURRENT, DEAD, null, null, null))
                .startsWith("CANNOT_START, none, main-0000000: ImagePullBackOff: ");
        assertThat(of(Outcome.CURRENT, ROLLING_OUT, null, null, null)).startsWith("ROLLING_OUT, none, main-0000000: ");
        assertThat(of(Outcome.CURRENT, UNSEEN, null, null, null))
                .isEqualTo("CURRENT, none, : no pod of the Application runs it");
        assertThat(of(Outcome.CURRENT, null, null, null, null)).isEqualTo("CURRENT, none, main-b99bc73: ");
        assertThat(of(Outcome.SKIPPED, null, null, null, null)).startsWith("SKIPPED, none, ");
        assertThat(of(Outcome.FAILED, SampleStates.live(OLD), null, null, null))
                .isEqualTo("FAILED, none, main-0000000: no answer");
    }

    @Test
    public void reportsWithoutStatesSayWhatTheyKnow() {
        assertThat(followed(null, "Healthy", null)).isEqualTo("LIVE, HEALTHY, main-0000000: ");
        assertThat(followed(null, "Degraded", DEGRADED)).isEqualTo("WRITTEN, FAILED, main-b99bc73: ");
        assertThat(followed(null, "Progressing", null)).isEqualTo("WRITTEN, WRITTEN, main-b99bc73: ");
    }

    @Test
    public void eachHasWordsAndNoProblemLooksLikeASuccess() {
        assertThat(Arrays.stream(ImageStatus.values()).map(ImageStatus::getWords))
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(ImageStatus.values())
                        .filter(ImageStatus::isProblem)
                        .map(ImageStatus::getSymbol))
                .noneMatch(symbol -> symbol.contains("checkmark") || symbol.contains("arrow"));
    }

    private String followed(ImageState state, String health, FailureReport failure) {
        return of(Outcome.UPDATED, state, COMMITTED, health, failure);
    }

    /** Status, outcome in the history, what serves, and why it is not live. */
    private String of(
            Outcome outcome, ImageState state, WriteBackReport written, String health, FailureReport failure) {
        return of(reports.with(outcome, state, written, health, failure));
    }

    private static String of(CycleReport report) {
        ImageView view = new ApplicationView(report.applications().get(0), Instant.EPOCH)
                .getImages()
                .get(0);
        KnownImage known = KnownImage.of(report).get(0);
        List<HistoryEntry> history = HistoryEntry.of(1, new EndedUpdate(report, false));
        assertThat(known.status().name()).isEqualTo(view.getStatusName());
        return view.getStatusName() + ", "
                + (history.isEmpty() ? "none" : history.get(0).outcome()) + ", " + known.tag() + ": "
                + view.getDetail();
    }
}
