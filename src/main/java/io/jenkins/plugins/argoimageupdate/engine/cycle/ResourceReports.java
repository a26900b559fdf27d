package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceBranch;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PodReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Argo CD shows of an Application's resources, as a report. */
public final class ResourceReports {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(2);

    private final Set<ResourceNode> newPods;

    private ResourceReports(Set<ResourceNode> newPods) {
        this.newPods = newPods;
    }

    /** @param commit that is rolled out; empty for none */
    public static List<ResourceReport> of(LiveApplication application, ResourceTree tree, String commit) {
        Set<ResourceNode> newPods = new HashSet<>(tree.podsSince(syncOf(application, commit)));
        ResourceReports reports = new ResourceReports(newPods);
        return tree.branches(application.status()).stream().map(reports::of).toList();
    }

    /** When the sync of a commit began; null if it has not. */
    private static Instant syncOf(LiveApplication application, String commit) {
        Operation operation = application.status().operation();
        boolean ours = operation != null
                && operation.startedAt() != null
                && (commit.isEmpty() || operation.revisions().contains(commit));
        return ours ? operation.startedAt().minus(CLOCK_SKEW) : null;
    }

    private ResourceReport of(ResourceBranch branch) {
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
                branch.children().stream().map(this::of).toList(),
                node.isPod() ? pod(node) : null);
    }

    private PodReport pod(ResourceNode node) {
        return new PodReport(node.reason(), node.readyContainers(), node.restarts(), newPods.contains(node));
    }

    private static String podDetail(ResourceNode pod) {
        String ready = pod.readyContainers().isEmpty() ? "" : " " + pod.readyContainers();
        String restarts =
                pod.restarts() == 0 ? "" : ", " + pod.restarts() + (pod.restarts() == 1 ? " restart" : " restarts");
        return (pod.reason() + ready + restarts).strip();
    }
}
