package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceBranch;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A resource of the Application with those it owns, as last seen.
 *
 * @param group of the API; empty for the core group, null in reports that do not tell it
 * @param pod null for what is no pod, and in reports that do not tell it
 * @param sync {@code Synced} or {@code OutOfSync}; empty for a resource that Git does not describe
 * @param health {@code Healthy} …; empty for a kind without health
 * @param message why it is not healthy; empty for none
 * @param detail of a pod: {@code Running 1/1}, {@code ImagePullBackOff 0/1, 3 restarts}; else empty
 * @param images of a pod's containers
 */
public record ResourceReport(
        String group,
        String kind,
        String namespace,
        String name,
        String sync,
        String health,
        String message,
        String detail,
        List<String> images,
        List<ResourceReport> children,
        PodReport pod) {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(2);

    public ResourceReport {
        group = CleanText.lineOrNull(group);
        kind = CleanText.line(kind);
        namespace = CleanText.line(namespace);
        name = CleanText.line(name);
        sync = CleanText.line(sync);
        health = CleanText.line(health);
        message = CleanText.line(message);
        detail = CleanText.line(detail);
        images = CleanText.lines(Objects.requireNonNull(images));
        children = List.copyOf(children);
    }

    /** Whether a pod of the new revision is among it and what it owns. */
    public boolean hasNewPods() {
        return pod != null && pod.ofNewRevision() || children.stream().anyMatch(ResourceReport::hasNewPods);
    }

    /**
     * What Argo CD shows of an Application's resources.
     *
     * @param commit that is rolled out; empty for none
     */
    public static List<ResourceReport> of(LiveApplication application, ResourceTree tree, String commit) {
        Set<ResourceNode> newPods = new HashSet<>(tree.podsSince(syncOf(application, commit)));
        return tree.branches(application.status()).stream()
                .map(branch -> of(branch, newPods))
                .toList();
    }

    /** When the sync of a commit began; null if it has not. */
    private static Instant syncOf(LiveApplication application, String commit) {
        Operation operation = application.status().operation();
        boolean ours = operation != null
                && operation.startedAt() != null
                && (commit.isEmpty() || operation.revisions().contains(commit));
        return ours ? operation.startedAt().minus(CLOCK_SKEW) : null;
    }

    private static ResourceReport of(ResourceBranch branch, Set<ResourceNode> newPods) {
        ResourceNode node = branch.node();
        return new ResourceReport(
                node.key().group(),
                node.key().kind(),
                node.key().namespace(),
                node.key().name(),
                branch.sync() == null ? "" : branch.sync().toString(),
                node.health().status().toString(),
                node.health().message(),
                node.isPod() ? podDetail(node) : "",
                node.images(),
                branch.children().stream().map(child -> of(child, newPods)).toList(),
                node.isPod() ? pod(node, newPods) : null);
    }

    private static PodReport pod(ResourceNode node, Set<ResourceNode> newPods) {
        return new PodReport(node.reason(), node.readyContainers(), node.restarts(), newPods.contains(node));
    }

    private static String podDetail(ResourceNode pod) {
        String ready = pod.readyContainers().isEmpty() ? "" : " " + pod.readyContainers();
        String restarts =
                pod.restarts() == 0 ? "" : ", " + pod.restarts() + (pod.restarts() == 1 ? " restart" : " restarts");
        return (pod.reason() + ready + restarts).strip();
    }
}
