package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

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
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Images of Rollouts that have not replaced all pods. */
public class PausedRolloutStatesTest {

    @Test
    public void anImageInSomeOfThePodsOfAPausedRolloutIsNotLive() {
        ImageState paused = state(canary(HealthStatus.SUSPENDED, "CanaryPauseStep", true), wrote("web", "1", "2"));
        assertThat(paused.verdict()).isEqualTo(Verdict.ROLLING_OUT);
        assertThat(paused.reason()).isEqualTo("is in 1 of 3 pods of Rollout/web, which is paused");
    }

    @Test
    public void anImageThatIsInNoPodYetWaitsForThePausedRollout() {
        ImageState paused = state(canary(HealthStatus.SUSPENDED, "CanaryPauseStep", false), wrote("web", "1", "2"));
        assertThat(paused.verdict()).isEqualTo(Verdict.ROLLING_OUT);
        assertThat(paused.reason()).isEqualTo("waits for Rollout/web, which is Suspended");
    }

    @Test
    public void anImageThatWasGivenUpIsNotLiveAndSaysWhy() {
        String why = "RolloutAborted: Rollout aborted update to revision 2";
        ImageState aborted = state(canary(HealthStatus.DEGRADED, why, false), wrote("web", "1", "2"));
        assertThat(aborted.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(aborted.reason()).isEqualTo("still runs 1 in Rollout/web, which is Degraded: " + why);
        ImageState aborting = state(canary(HealthStatus.DEGRADED, why, true), wrote("web", "1", "2"));
        assertThat(aborting.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(aborting.reason()).isEqualTo("does not replace the pods of Rollout/web, which is Degraded: " + why);
    }

    @Test
    public void whatASuspendedCronJobRanBeforeDoesNotCount() {
        ResourceTree tree = tree(
                node("CronJob", "nightly", "", OLD, Map.of(), HealthStatus.SUSPENDED),
                node("Job", "nightly-1", "nightly", OLD, Map.of(), HealthStatus.HEALTHY),
                node("Job", "nightly-2", "nightly", NEW, Map.of(), HealthStatus.HEALTHY),
                pod("nightly-1-a", "nightly-1", "", HealthStatus.HEALTHY, "Completed", REGISTRY + "web:1"),
                pod("nightly-2-a", "nightly-2", "", HealthStatus.HEALTHY, "Completed", REGISTRY + "web:2"));
        assertThat(state(tree, stays("web", "2")).verdict()).isEqualTo(Verdict.LIVE);
    }

    @Test
    public void anImageThatAPausedRolloutDoesNotChangeIsLive() {
        ResourceTree tree = canary(HealthStatus.SUSPENDED, "CanaryPauseStep", true, "2");
        assertThat(state(tree, stays("web", "2")).verdict()).isEqualTo(Verdict.LIVE);
    }

    private static ResourceTree canary(HealthStatus health, String message, boolean started) {
        return canary(health, message, started, "1");
    }

    private static ResourceTree canary(HealthStatus health, String message, boolean started, String old) {
        ResourceNode rollout = new ResourceNode(
                new ResourceKey("argoproj.io", "Rollout", "states", "web"),
                "web",
                List.of(),
                new Health(health, message),
                Map.of("Revision", "Rev:2"),
                List.of(),
                OLD);
        ResourceNode before =
                node("ReplicaSet", "web-1", "web", OLD, Map.of("Revision", "Rev:1"), HealthStatus.HEALTHY);
        ResourceNode after = node("ReplicaSet", "web-2", "web", NEW, Map.of("Revision", "Rev:2"), HealthStatus.HEALTHY);
        ResourceNode one = pod("web-1-a", "web-1", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:" + old);
        ResourceNode two = pod("web-1-b", "web-1", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:" + old);
        return started
                ? tree(
                        rollout,
                        before,
                        after,
                        one,
                        two,
                        pod("web-2-a", "web-2", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2"))
                : tree(rollout, before, after, one, two);
    }
}
