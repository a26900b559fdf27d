package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.Recording;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.PodFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ResourceTreeTest {

    private static final Instant SYNC = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant BEFORE = SYNC.minusSeconds(600);
    private static final Instant AFTER = SYNC.plusSeconds(1);

    @Test
    public void anOldPodOfAStatefulSetIsNoneOfTheSync() {
        ResourceTree tree = new ResourceTree(List.of(
                node("StatefulSet", "db", "", BEFORE, Map.of()),
                pod("db-0", "db", BEFORE, "CrashLoopBackOff"),
                pod("db-1", "db", AFTER, "CrashLoopBackOff")));
        assertThat(names(tree.podsSince(SYNC))).containsExactly("db-1");
    }

    @Test
    public void aPodOfAnOlderReplicaSetIsNoneOfTheSyncEvenIfItIsYoung() {
        ResourceTree tree = new ResourceTree(List.of(
                node("Deployment", "web", "", BEFORE, Map.of("Revision", "Rev:7")),
                node("ReplicaSet", "web-new", "web", BEFORE, Map.of("Revision", "Rev:7")),
                node("ReplicaSet", "web-old", "web", AFTER, Map.of("Revision", "Rev:6")),
                pod("web-new-1", "web-new", AFTER, "ImagePullBackOff"),
                pod("web-old-1", "web-old", AFTER, "ImagePullBackOff")));
        assertThat(names(tree.podsSince(SYNC))).containsExactly("web-new-1");
    }

    @Test
    public void theYoungestReplicaSetIsTheCurrentOneWhereNoRevisionTells() {
        ResourceTree tree = new ResourceTree(List.of(
                node("Rollout", "web", "", BEFORE, Map.of()),
                node("ReplicaSet", "web-new", "web", AFTER, Map.of()),
                node("ReplicaSet", "web-old", "web", BEFORE, Map.of()),
                pod("web-new-1", "web-new", AFTER, "Running"),
                pod("web-old-1", "web-old", AFTER, "Running")));
        assertThat(names(tree.podsSince(SYNC))).containsExactly("web-new-1");
    }

    @Test
    public void withoutASyncNoPodIsOfIt() {
        assertThat(new ResourceTree(List.of(pod("a", "", AFTER, "Running"))).podsSince(null))
                .isEmpty();
    }

    @Test
    public void seesInitContainersAndManyRestarts() {
        List<PodFailure> troubles = PodFailure.of(List.of(
                pod("a", "", AFTER, "Init:CrashLoopBackOff"),
                pod("b", "", AFTER, "Init:0/2"),
                pod("c", "", AFTER, "Terminating"),
                node("Pod", "d", "", AFTER, Map.of("Status Reason", "CrashLoopBackOff", "Restart Count", "3"))));
        assertThat(troubles).extracting(t -> t.pod().key().name()).containsExactly("a", "d");
        assertThat(troubles).extracting(PodFailure::certain).containsExactly(false, true);
    }

    @Test
    public void endsWhereResourcesOwnEachOther() {
        ResourceNode root = node("A", "root", "", BEFORE, Map.of());
        ResourceNode one = new ResourceNode(
                new ResourceKey("", "A", "ns", "one"),
                "one",
                List.of("root", "two"),
                NO_HEALTH,
                Map.of(),
                List.of(),
                null);
        ResourceNode two = new ResourceNode(
                new ResourceKey("", "A", "ns", "two"), "two", List.of("one"), NO_HEALTH, Map.of(), List.of(), null);
        ApplicationStatus status =
                Recording.named("web", "web-healthy").application().status();
        List<ResourceBranch> branches = new ResourceTree(List.of(root, one, two)).branches(status);
        assertThat(branches).singleElement().extracting(b -> b.node().uid()).isEqualTo("root");
    }

    private static final Health NO_HEALTH = new Health(HealthStatus.NONE, "");

    private static ResourceNode pod(String name, String parent, Instant createdAt, String reason) {
        return node("Pod", name, parent, createdAt, Map.of("Status Reason", reason));
    }

    private static ResourceNode node(
            String kind, String name, String parent, Instant createdAt, Map<String, String> info) {
        List<String> parents = parent.isEmpty() ? List.of() : List.of(parent);
        String group = kind.equals("Pod") ? "" : "apps";
        return new ResourceNode(
                new ResourceKey(group, kind, "ns", name), name, parents, NO_HEALTH, info, List.of(), createdAt);
    }

    private static List<String> names(List<ResourceNode> nodes) {
        return nodes.stream().map(n -> n.key().name()).toList();
    }
}
