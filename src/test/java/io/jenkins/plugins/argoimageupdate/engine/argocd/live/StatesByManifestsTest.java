package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.mistyped;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.version;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.wrote;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.RecordedStates.liveTree;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.RecordedStates.manifests;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.RecordedStates.state;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.Workloads.OLD;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.Workloads.REGISTRY;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.Workloads.node;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.Workloads.pod;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.Workloads.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ManifestImages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** How images are where the rendered manifests tell what the pods do not. */
public class StatesByManifestsTest {

    @Test
    public void whyItRunsAnotherVersionIsSaidWhereTheManifestsAreKnown() {
        DesiredImage web = mistyped("web", "main-feed001", "main-good002", "the Helm value web.tga");
        assertThat(state(liveTree(), manifests("manifests-of-an-old-revision"), web))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.DRIFTED,
                        "still runs main-feed001 in Deployment/web: the Helm value web.tga has no effect there");
        assertThat(state(liveTree(), manifests("manifests-now"), web))
                .as("an operator or webhook has the last word")
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.ROLLING_OUT,
                        "still runs main-feed001 in Deployment/web, though its manifest says main-good002");
        assertThat(state(liveTree(), new ManifestImages(List.of(), ""), web))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.ROLLING_OUT,
                        "still runs main-feed001 in Deployment/web, and no manifest of the Application names the image");
        assertThat(state(liveTree(), ManifestImages.unknown("500"), web))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(Verdict.DRIFTED, "still runs main-feed001 in Deployment/web");
    }

    @Test
    public void anImageWithoutPodIsAsItsManifestSays() {
        ManifestImages now = manifests("manifests-now");
        assertThat(state(liveTree(), now, wrote("nightly", "main-old", "main-feed001")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(Verdict.UNKNOWN, "is set in CronJob/nightly, which has no pod now");
        assertThat(state(liveTree(), now, wrote("idle", "main-old", "main-feed001"))
                        .reason())
                .isEqualTo("is set in Deployment/idle, which has no pod now");
        assertThat(state(liveTree(), now, mistyped("nightly", "main-feed001", "main-good002", "the value nightly.tga")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.DRIFTED,
                        "is still main-feed001 in CronJob/nightly: the value nightly.tga has no effect");
        assertThat(state(liveTree(), now, wrote("absent", "1", "2")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(Verdict.UNKNOWN, "is in no pod and in no manifest of the Application");
        assertThat(state(liveTree(), ManifestImages.unknown("403 permission denied"), wrote("nightly", "1", "2"))
                        .reason())
                .isEqualTo("is in no pod of the Application, and its manifests cannot be read: 403 permission denied");
    }

    @Test
    public void podsThatAnAdmissionControllerGaveAnotherImageAreNoFailure() {
        ResourceTree mirrored = tree(
                node("Deployment", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                pod("web-1", "web", "", HealthStatus.HEALTHY, "Running", "mirror.example/states/web:main-good002"));
        assertThat(state(mirrored, manifests("manifests-now"), wrote("web", "main-old", "main-good002")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.UNKNOWN,
                        "is set in Deployment/web, whose pods run mirror.example/states/web:main-good002");
        ResourceTree pinned = tree(
                node("Deployment", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                pod("web-1", "web", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web@sha256:" + "a".repeat(64)));
        assertThat(state(pinned, manifests("manifests-now"), wrote("web", "main-old", "main-good002"))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    public void aContainerThatItsManifestPinsIsNotWaitedFor() {
        ResourceTree tree = tree(
                node("Deployment", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                pod("web-1", "web", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2", REGISTRY + "web:1"));
        ManifestImages manifests = new ManifestImages(
                List.of(
                        new ManifestImages.Entry(new ResourceKey("apps", "Deployment", "", "web"), version("web", "2")),
                        new ManifestImages.Entry(
                                new ResourceKey("apps", "Deployment", "", "web"), version("web", "1"))),
                "");
        assertThat(state(tree, manifests, mistyped("web", "1", "2", "the value web.tag")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.DRIFTED, "still runs 1 in Deployment/web: the value web.tag has no effect there");
    }
}
