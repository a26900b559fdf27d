package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.image;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.mistyped;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.planned;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.stays;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.wrote;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.RecordedStates.application;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.RecordedStates.recorded;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.RecordedStates.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Running;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.util.List;
import org.junit.Test;

/** How images are, by recorded answers of a real Argo CD. */
public class ImageStatesTest {

    @Test
    public void whatAllPodsRunIsLive() {
        for (String image : List.of("web", "multi", "setup", "db", "once")) {
            ImageState state = recorded("all-live", wrote(image, "main-old", "main-feed001"));
            assertThat(state.verdict()).as(image).isEqualTo(Verdict.LIVE);
            assertThat(state.live()).as(image).containsExactly("main-feed001");
            assertThat(state.git()).as(image).isEqualTo("main-feed001");
        }
    }

    @Test
    public void theSummaryIsEnoughWhileAllIsQuiet() {
        LiveApplication live = application("all-live");
        List<DesiredImage> web = List.of(stays("web", "main-feed001"));
        assertThat(ImageStates.needsPods(live, web)).isFalse();
        assertThat(ImageStates.of(live).of(web.get(0)).verdict()).isEqualTo(Verdict.LIVE);
        assertThat(ImageStates.needsPods(live, List.of(stays("both", "main-one0001"))))
                .isTrue();
        assertThat(ImageStates.needsPods(application("stuck-every-workload"), web))
                .isTrue();
    }

    @Test
    public void anImageOfNoPodIsUnknown() {
        assertThat(recorded("all-live", stays("idle", "main-feed001")).verdict())
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(recorded("all-live", stays("nightly", "main-feed001")).reason())
                .isEqualTo("is in no pod of the Application");
    }

    @Test
    public void twoWorkloadsMayRunTwoVersionsOfAnImage() {
        ImageState state = recorded("all-live", stays("both", "main-one0001"));
        assertThat(state.verdict()).isEqualTo(Verdict.LIVE);
        assertThat(state.running())
                .containsExactly(
                        new Running("Deployment/blue", "main-one0001", 1, 1, true),
                        new Running("Deployment/green", "main-two0001", 1, 1, true));
        assertThat(recorded("all-live", wrote("both", "main-two0001", "main-one0001")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(Verdict.DRIFTED, "still runs main-two0001 in Deployment/green");
        assertThat(recorded("all-live", wrote("both", "main-two0001", "main-one0001"))
                        .describe())
                .isEqualTo("still runs main-two0001 in Deployment/green");
    }

    @Test
    public void aStuckRolloutIsNotLiveWhateverTheSummarySays() {
        ImageState web = recorded("stuck-every-workload", stays("web", "main-bad0dea"));
        assertThat(web.verdict()).isEqualTo(Verdict.CANNOT_START);
        assertThat(web.reason())
                .startsWith("cannot start: ImagePullBackOff: Back-off pulling image ")
                .endsWith(" (pod web-55794c96d5-9d98b)");
        assertThat(web.pod()).isEqualTo("web-55794c96d5-9d98b");
        assertThat(web.namespace()).isEqualTo("states");
        assertThat(web.live()).containsExactly("main-feed001");
        assertThat(web.describe()).startsWith("main-bad0dea cannot start: ImagePullBackOff: ");
        assertThat(recorded("stuck-every-workload", stays("db", "main-bad0dea")))
                .extracting(ImageState::verdict, ImageState::pod)
                .containsExactly(Verdict.CANNOT_START, "db-1");
    }

    @Test
    public void aJobThatCannotStartIsSeenThoughItIsProgressing() {
        ImageState once = recorded("stuck-every-workload", wrote("once", "main-feed001", "main-bad0dea"));
        assertThat(once.verdict()).isEqualTo(Verdict.CANNOT_START);
        assertThat(once.running())
                .as("the Job that is to be pruned does not count")
                .extracting(Running::workload)
                .containsExactly("Job/once-bad0dea");
    }

    @Test
    public void theContainerBesideTheOneThatFailsIsBlocked() {
        assertThat(recorded("stuck-every-workload", wrote("multi", "main-feed001", "main-bad0dea"))
                        .verdict())
                .isEqualTo(Verdict.CANNOT_START);
        ImageState setup = recorded("stuck-every-workload", wrote("setup", "main-feed001", "main-bad0dea"));
        assertThat(setup.verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(setup.reason())
                .startsWith("is blocked by another container of its pod: ")
                .endsWith("(pod multi-d4f7897b4-x9fn6)");
    }

    @Test
    public void oneOfManyThatIsStuckLeavesTheOthersLive() {
        assertThat(recorded("one-of-many-stuck", stays("web", "main-aaabad1")).verdict())
                .isEqualTo(Verdict.CANNOT_START);
        assertThat(recorded("one-of-many-stuck", stays("multi", "main-feed001")).verdict())
                .isEqualTo(Verdict.LIVE);
    }

    @Test
    public void aStatefulSetStaysStuckAfterItsRepairUntilItsPodIsDeleted() {
        ImageState db = recorded("repaired", wrote("db", "main-bad0dea", "main-feed001"));
        assertThat(db.verdict()).isEqualTo(Verdict.CANNOT_START);
        assertThat(db.pod()).isEqualTo("db-1");
        assertThat(db.reason())
                .isEqualTo("is not rolled out: StatefulSet/db waits for its broken pod db-1 of an earlier revision"
                        + " (ImagePullBackOff), which Kubernetes does not replace by itself");
        assertThat(recorded("repaired", wrote("web", "main-aaabad1", "main-good002"))
                        .verdict())
                .isEqualTo(Verdict.LIVE);
    }

    @Test
    public void aRepairUnderWayIsRollingOut() {
        ImageState web = recorded("repair-under-way", wrote("web", "main-aaabad1", "main-good002"));
        assertThat(web.verdict()).isEqualTo(Verdict.ROLLING_OUT);
        assertThat(web.reason()).contains("web-77674bdc97-85ffn is ContainerCreating 0/1");
        assertThat(web.live()).containsExactly("main-feed001");
    }

    @Test
    public void aNewerVersionThatIsNotWrittenWouldUpdate() {
        ImageState web = recorded("all-live", planned("web", "main-feed001", "main-good002"));
        assertThat(web.verdict()).isEqualTo(Verdict.WOULD_UPDATE);
        assertThat(web.reason()).isEqualTo("main-good002 is available");
        assertThat(web.git()).isEmpty();
    }

    @Test
    public void whatRunsIsNotLiveIfGitSaysAnotherVersion() {
        DesiredImage mistyped = new DesiredImage(
                image("web"),
                ImageTag.ofName("main-feed001"),
                ImageTag.ofName("main-good002"),
                "the Helm value web.tga",
                true);
        ImageState web = recorded("all-live", mistyped);
        assertThat(web.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(web.reason()).isEqualTo("still runs main-feed001 in Deployment/web");
        assertThat(web.isBroken()).isTrue();
    }

    @Test
    public void withoutAChoiceWhateverRunsIsLive() {
        DesiredImage unchosen = new DesiredImage(image("web"), null, null, "", false);
        assertThat(recorded("all-live", unchosen).verdict()).isEqualTo(Verdict.LIVE);
        assertThat(recorded("stuck-every-workload", unchosen).verdict()).isEqualTo(Verdict.CANNOT_START);
    }

    @Test
    public void beforeItsSyncAnImageWaits() {
        ImageState web = recorded("refresh-bad", "all-live", wrote("web", "main-feed001", "main-bad0dea"));
        assertThat(web.verdict()).isEqualTo(Verdict.ROLLING_OUT);
        assertThat(web.reason()).isEqualTo("waiting for the sync");
    }
}
