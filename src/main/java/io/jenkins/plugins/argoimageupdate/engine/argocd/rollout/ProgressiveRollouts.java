package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.AnalysisRun;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRolloutJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the Rollouts of an Application are at: steps, weights and analyses stand in their manifests alone, which are asked for while a
 * Rollout is not Healthy, and only when it has changed. One wait, one thread.
 */
final class ProgressiveRollouts {

    private static final int MOST = Budget.ROLLOUT_RESOURCES.intValue();

    private static final Comparator<ResourceNode> BY_AGE =
            Comparator.comparing(ResourceNode::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final Source manifests;
    private final Clock clock;
    private final Duration again;
    private final Map<String, Known> known = new HashMap<>();

    /** Where the manifest of a resource comes from. */
    @FunctionalInterface
    interface Source {
        Optional<JsonNode> of(ResourceNode node) throws InterruptedException;
    }

    /** @param manifest null where it could not be had */
    private record Known(
            String version, Instant askedAt, @Nullable JsonNode manifest) {}

    /**
     * @param manifests of a resource; empty where it cannot be had now
     * @param again how long to wait before the same is asked for once more where that failed, or where nothing tells whether it has changed
     */
    ProgressiveRollouts(Source manifests, Clock clock, Duration again) {
        this.manifests = manifests;
        this.clock = clock;
        this.again = again;
    }

    /** Those of the tree that are not Healthy, as far as their manifests can be had. */
    List<ProgressiveRollout> of(ResourceTree tree) throws InterruptedException {
        List<ResourceNode> unsettled = tree.nodes().stream()
                .filter(ProgressiveRollout::isOne)
                .filter(node -> node.health().status() != HealthStatus.HEALTHY)
                .limit(MOST)
                .toList();
        List<ProgressiveRollout> rollouts = new ArrayList<>();
        for (ResourceNode node : unsettled) {
            Optional<JsonNode> manifest = manifest(node);
            if (manifest.isPresent()) {
                ProgressiveRollout rollout = ProgressiveRolloutJson.read(manifest.get());
                rollouts.add(hasFailed(rollout) ? withReason(rollout, node, tree) : rollout);
            }
        }
        return rollouts;
    }

    private static boolean hasFailed(ProgressiveRollout rollout) {
        return rollout.aborted() || rollout.failedAnalysis().isPresent();
    }

    /** With the run that failed last for the same revision: its manifest alone has the metric. */
    private ProgressiveRollout withReason(ProgressiveRollout rollout, ResourceNode node, ResourceTree tree)
            throws InterruptedException {
        Optional<ResourceNode> run = tree.nodes().stream()
                .filter(ProgressiveRollout::isAnalysis)
                .filter(one -> one.health().status() == HealthStatus.DEGRADED)
                .filter(one -> one.parentUids().contains(node.uid()))
                .filter(one -> one.rolloutRevision().equals(node.rolloutRevision()))
                .max(BY_AGE);
        if (run.isEmpty()) {
            return rollout;
        }
        return manifest(run.get()).map(AnalysisRun::of).map(rollout::with).orElse(rollout);
    }

    private Optional<JsonNode> manifest(ResourceNode node) throws InterruptedException {
        String version = node.version().resource() + " " + node.health();
        Known before = known.get(node.uid());
        if (before == null || isDue(before, node, version)) {
            JsonNode manifest = manifests.of(node).orElse(null);
            known.put(node.uid(), new Known(version, clock.instant(), manifest));
            return Optional.ofNullable(manifest);
        }
        return Optional.ofNullable(before.manifest());
    }

    private boolean isDue(Known before, ResourceNode node, String version) {
        boolean changed = !before.version().equals(version);
        boolean unsure = before.manifest() == null || node.version().resource().isEmpty();
        return changed || unsure && !clock.instant().isBefore(before.askedAt().plus(again));
    }
}
