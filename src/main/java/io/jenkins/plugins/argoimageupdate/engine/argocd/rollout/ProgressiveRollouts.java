package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.AnalysisRun;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRolloutJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
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
import java.util.stream.Stream;
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

    /**
     * With the manifest of the run that it names for its failure, which alone has the metric. One that it does not name any more failed
     * before a retry ({@code rollout/analysis.go} of Argo Rollouts: {@code SetCurrentAnalysisRuns}), and has nothing to do with it.
     */
    private ProgressiveRollout withReason(ProgressiveRollout rollout, ResourceNode node, ResourceTree tree)
            throws InterruptedException {
        Optional<ResourceNode> run = rollout.failedAnalysis()
                .map(analysis -> run(analysis.name(), node, tree))
                .or(() -> rollout.message().isEmpty() ? lastFailed(node, tree) : Optional.empty());
        if (run.isEmpty()) {
            return rollout;
        }
        return manifest(run.get()).map(AnalysisRun::of).map(rollout::with).orElse(rollout);
    }

    /** Not yet in the tree, it may be in the cluster all the same. */
    private static ResourceNode run(String name, ResourceNode rollout, ResourceTree tree) {
        ResourceNode.Version version =
                new ResourceNode.Version(rollout.version().api(), "");
        return runs(rollout, tree)
                .filter(run -> run.key().name().equals(name))
                .findFirst()
                .orElseGet(() -> new ResourceNode(
                        new ResourceKey(
                                ProgressiveRollout.GROUP,
                                "AnalysisRun",
                                rollout.key().namespace(),
                                name),
                        rollout.uid() + "/" + name,
                        List.of(rollout.uid()),
                        rollout.health(),
                        Map.of(),
                        List.of(),
                        null,
                        Map.of(),
                        version));
    }

    /** Before 1.0 a Rollout gave no reason, and the last of these has to do. */
    private static Optional<ResourceNode> lastFailed(ResourceNode rollout, ResourceTree tree) {
        return runs(rollout, tree)
                .filter(run -> run.health().status() == HealthStatus.DEGRADED)
                .filter(run -> run.rolloutRevision().equals(rollout.rolloutRevision()))
                .max(BY_AGE);
    }

    private static Stream<ResourceNode> runs(ResourceNode rollout, ResourceTree tree) {
        return tree.nodes().stream()
                .filter(ProgressiveRollout::isAnalysis)
                .filter(run -> run.parentUids().contains(rollout.uid()));
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
