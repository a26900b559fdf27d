package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.stays;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.wrote;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.RecordedStates.manifests;
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
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** How the images of Jobs and CronJobs are, whose pods end. */
public class TaskStatesTest {

    @Test
    public void aTaskThatWasStartedBeforeKeepsItsImageAndIsNoFailure() {
        for (HealthStatus health : List.of(HealthStatus.HEALTHY, HealthStatus.PROGRESSING, HealthStatus.DEGRADED)) {
            String reason = health == HealthStatus.DEGRADED ? "ImagePullBackOff" : "Running";
            ResourceTree tree = tree(
                    node("CronJob", "nightly", "", OLD, Map.of(), HealthStatus.HEALTHY),
                    node("Job", "nightly-1", "nightly", OLD, Map.of(), health),
                    pod("nightly-1-a", "nightly-1", "", health, reason, REGISTRY + "nightly:main-old"));
            DesiredImage nightly = wrote("nightly", "main-old", "main-feed001");
            assertThat(state(tree, nightly))
                    .extracting(ImageState::verdict, ImageState::reason)
                    .containsExactly(Verdict.UNKNOWN, "has not run since");
            assertThat(state(tree, manifests("manifests-now"), nightly))
                    .extracting(ImageState::verdict, ImageState::reason)
                    .containsExactly(Verdict.UNKNOWN, "is set in CronJob/nightly, which has not run since");
        }
    }

    @Test
    public void onlyTheLastJobOfACronJobCounts() {
        ResourceTree tree = tree(
                node("CronJob", "nightly", "", OLD, Map.of(), HealthStatus.HEALTHY),
                node("Job", "nightly-1", "nightly", OLD, Map.of(), HealthStatus.DEGRADED),
                node("Job", "nightly-2", "nightly", NEW, Map.of(), HealthStatus.HEALTHY),
                pod("nightly-1-a", "nightly-1", "", HealthStatus.DEGRADED, "ImagePullBackOff", REGISTRY + "nightly:1"),
                pod("nightly-2-a", "nightly-2", "", HealthStatus.HEALTHY, "Completed", REGISTRY + "nightly:2"));
        assertThat(state(tree, wrote("nightly", "1", "2")).verdict()).isEqualTo(Verdict.LIVE);
    }

    @Test
    public void aTaskUnderWayRunsItsImage() {
        ResourceNode running = new ResourceNode(
                new ResourceKey("", "Pod", "states", "nightly-1-a"),
                "nightly-1-a",
                List.of("nightly-1"),
                new Health(HealthStatus.PROGRESSING, ""),
                Map.of("Status Reason", "Running", "Containers", "1/1"),
                List.of(REGISTRY + "nightly:2"),
                NEW);
        ResourceTree tree = tree(
                node("CronJob", "nightly", "", OLD, Map.of(), HealthStatus.NONE),
                node("Job", "nightly-1", "nightly", NEW, Map.of(), HealthStatus.PROGRESSING),
                running);
        assertThat(state(tree, stays("nightly", "2")).verdict()).isEqualTo(Verdict.LIVE);
    }

    @Test
    public void aTaskThatHasFailedIsNotWaitedFor() {
        ResourceTree tree = tree(
                node("CronJob", "nightly", "", OLD, Map.of(), HealthStatus.DEGRADED),
                node("Job", "nightly-1", "nightly", NEW, Map.of(), HealthStatus.DEGRADED),
                pod("nightly-1-a", "nightly-1", "", HealthStatus.DEGRADED, "Error", REGISTRY + "nightly:2"));
        assertThat(state(tree, stays("nightly", "2")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(Verdict.UNKNOWN, "has ended with an error: pod nightly-1-a is Error");
    }
}
