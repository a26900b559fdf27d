package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.image;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.stays;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.wrote;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.RecordedStates.state;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.Workloads.NEW;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.Workloads.OLD;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.Workloads.REGISTRY;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.Workloads.node;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.Workloads.pod;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.Workloads.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Health;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What the containers of pods tell of an image. */
public class StatesOfPodsTest {

    @Test
    public void severalContainersOfOneImageAreOneState() {
        ResourceTree tree = tree(
                node("Deployment", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                pod("web-1", "web", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2", REGISTRY + "web:1"));
        assertThat(state(tree, stays("web", "2")).verdict()).isEqualTo(Verdict.LIVE);
        assertThat(state(tree, wrote("web", "1", "2")).reason()).isEqualTo("still runs 1 in Deployment/web");
    }

    @Test
    public void aCrashingContainerIsFoundByItsName() {
        ResourceNode pod = new ResourceNode(
                new ResourceKey("", "Pod", "states", "web-1"),
                "web-1",
                List.of(),
                new Health(
                        HealthStatus.DEGRADED, "back-off 40s restarting failed container=sidecar pod=web-1_states(x)"),
                Map.of("Status Reason", "CrashLoopBackOff"),
                List.of(REGISTRY + "web:2", REGISTRY + "sidecar:3"),
                NEW);
        assertThat(state(tree(pod), wrote("web", "1", "2")).verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(state(tree(pod), wrote("sidecar", "1", "3")).verdict()).isEqualTo(Verdict.CANNOT_START);
    }

    @Test
    public void whereADigestIsDesiredATagIsNotEnough() {
        String digest = "sha256:" + "a".repeat(64);
        ResourceTree tree =
                tree(pod("web-1", "", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:latest@" + digest));
        ImageTag desired = new ImageTag("latest", digest);
        ImageTag other = new ImageTag("latest", "sha256:" + "b".repeat(64));
        assertThat(state(tree, new DesiredImage(image("web"), other, desired, "", true))
                        .verdict())
                .isEqualTo(Verdict.LIVE);
        assertThat(state(tree, new DesiredImage(image("web"), desired, other, "", true))
                        .verdict())
                .isEqualTo(Verdict.DRIFTED);
    }

    @Test
    public void podsThatHaveGoneBesideThoseThatServeAreNotWaitedFor() {
        for (HealthStatus health : List.of(HealthStatus.HEALTHY, HealthStatus.PROGRESSING)) {
            ResourceTree tree = tree(
                    node("Deployment", "web", "", OLD, Map.of(), health),
                    pod("web-1", "web", "", HealthStatus.DEGRADED, "Evicted", REGISTRY + "web:2"),
                    pod("web-2", "web", "", HealthStatus.PROGRESSING, "Terminating", REGISTRY + "web:2"),
                    pod("web-3", "web", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2"));
            assertThat(state(tree, wrote("web", "1", "2")).verdict()).isEqualTo(Verdict.LIVE);
        }
    }

    @Test
    public void aPodThatIsStartedAgainIsWaitedFor() {
        ResourceTree tree = tree(
                node("Deployment", "web", "", OLD, Map.of(), HealthStatus.PROGRESSING),
                pod("web-1", "web", "", HealthStatus.DEGRADED, "Error", REGISTRY + "web:2"),
                pod("web-2", "web", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2"));
        assertThat(state(tree, wrote("web", "1", "2")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(Verdict.ROLLING_OUT, "is starting: pod web-1 is Error");
    }
}
