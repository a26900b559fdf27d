package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

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
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Which pods of a workload are those of its newest revision. */
public class NewestRevisionTest {

    @Test
    public void onlyTheNewestReplicaSetOfARolloutCounts() {
        ResourceTree tree = tree(
                node("Rollout", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                node("ReplicaSet", "web-new", "web", NEW, Map.of(), HealthStatus.HEALTHY),
                node("ReplicaSet", "web-old", "web", OLD, Map.of(), HealthStatus.HEALTHY),
                pod("web-new-1", "web-new", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2"),
                pod("web-old-1", "web-old", "", HealthStatus.DEGRADED, "ImagePullBackOff", REGISTRY + "web:1"));
        assertThat(state(tree, wrote("web", "1", "2")).verdict()).isEqualTo(Verdict.LIVE);
    }

    @Test
    public void aDaemonSetsPodsAreToldApartByTheirRevisionHash() {
        ResourceTree tree = tree(
                node("DaemonSet", "agent", "", OLD, Map.of(), HealthStatus.PROGRESSING),
                node("ControllerRevision", "agent-aaa", "agent", OLD, Map.of("Revision", "Rev:9"), HealthStatus.NONE),
                node("ControllerRevision", "agent-bbb", "agent", NEW, Map.of("Revision", "Rev:10"), HealthStatus.NONE),
                pod("agent-1", "agent", "aaa", HealthStatus.HEALTHY, "Running", REGISTRY + "agent:1"),
                pod("agent-2", "agent", "bbb", HealthStatus.HEALTHY, "Running", REGISTRY + "agent:2"));
        ImageState state = state(tree, wrote("agent", "1", "2"));
        assertThat(state.verdict()).isEqualTo(Verdict.ROLLING_OUT);
        assertThat(state.reason()).isEqualTo("replaces the pods of DaemonSet/agent");
        assertThat(state.live()).containsExactly("2", "1");
    }

    @Test
    public void aWorkloadThatReplacesNoPodByItselfStillRunsTheOldImage() {
        ResourceTree tree = tree(
                node("StatefulSet", "db", "", OLD, Map.of(), HealthStatus.HEALTHY),
                node("ControllerRevision", "db-aaa", "db", OLD, Map.of("Revision", "Rev:1"), HealthStatus.NONE),
                node("ControllerRevision", "db-bbb", "db", NEW, Map.of("Revision", "Rev:2"), HealthStatus.NONE),
                pod("db-0", "db", "db-aaa", HealthStatus.HEALTHY, "Running", REGISTRY + "db:1"));
        assertThat(state(tree, wrote("db", "1", "2")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.DRIFTED,
                        "still runs 1 in StatefulSet/db: no pod of its newest revision has been created, as where its"
                                + " updateStrategy is OnDelete");
    }

    @Test
    public void aWorkloadOnItsWayOrPausedIsNotBlamedOnTheManifests() {
        for (HealthStatus health : List.of(HealthStatus.PROGRESSING, HealthStatus.SUSPENDED)) {
            ResourceTree tree = tree(
                    node("Canary", "shop", "", OLD, Map.of(), health),
                    node("Deployment", "web-primary", "shop", OLD, Map.of(), HealthStatus.HEALTHY),
                    node("Deployment", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                    pod("web-primary-1", "web-primary", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:1"),
                    pod("web-1", "web", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2"));
            assertThat(state(tree, wrote("web", "1", "2")))
                    .extracting(ImageState::verdict, ImageState::reason)
                    .containsExactly(Verdict.ROLLING_OUT, "waits for Canary/shop, which is " + health);
        }
    }

    @Test
    public void onlyTheLastRevisionOfAKnativeServiceCounts() {
        ResourceTree tree = tree(
                node("Service", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                node("Configuration", "web-configuration", "web", OLD, Map.of(), HealthStatus.HEALTHY),
                node("Revision", "web-00001", "web-configuration", OLD, Map.of(), HealthStatus.HEALTHY),
                node("Revision", "web-00002", "web-configuration", NEW, Map.of(), HealthStatus.HEALTHY),
                pod("web-00001-a", "web-00001", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:1"),
                pod("web-00002-a", "web-00002", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2"));
        assertThat(state(tree, wrote("web", "1", "2")).verdict()).isEqualTo(Verdict.LIVE);
    }
}
