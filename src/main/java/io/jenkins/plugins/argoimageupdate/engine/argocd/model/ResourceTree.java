package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The live resources of an Application and who owns whom. Immutable; two with the same resources are equal. */
public final class ResourceTree {

    public static final ResourceTree EMPTY = new ResourceTree(List.of());

    private static final Comparator<ResourceNode> BY_KIND_AND_NAME = Comparator.comparing(
                    (ResourceNode n) -> n.key().kind())
            .thenComparing(n -> n.key().namespace())
            .thenComparing(n -> n.key().name());

    private static final int DEEPEST = Budget.RESOURCE_DEPTH.intValue();

    private final List<ResourceNode> nodes;
    private final ResourceOwners owners;

    public ResourceTree(List<ResourceNode> nodes) {
        this.nodes = List.copyOf(nodes);
        this.owners = new ResourceOwners(this.nodes);
    }

    /** Reads the answer of {@code /resource-tree}; orphaned resources are no part of the Application. */
    public static ResourceTree of(JsonNode json) {
        List<ResourceNode> nodes = new ArrayList<>();
        for (JsonNode node : json.path("nodes")) {
            nodes.add(node(node));
        }
        return new ResourceTree(nodes);
    }

    private static ResourceNode node(JsonNode node) {
        List<String> parents = new ArrayList<>();
        for (JsonNode parent : node.path("parentRefs")) {
            parents.add(JsonAnswers.text(parent, "uid"));
        }
        Map<String, String> info = new HashMap<>();
        for (JsonNode item : node.path("info")) {
            info.put(JsonAnswers.text(item, "name"), JsonAnswers.text(item, "value"));
        }
        return new ResourceNode(
                JsonAnswers.key(node),
                JsonAnswers.text(node, "uid"),
                List.copyOf(parents),
                JsonAnswers.health(node),
                Map.copyOf(info),
                JsonAnswers.texts(node.path("images")),
                JsonAnswers.instant(node, "createdAt"),
                JsonAnswers.textMap(node.path("networkingInfo").path("labels")),
                new ResourceNode.Version(JsonAnswers.text(node, "version"), JsonAnswers.text(node, "resourceVersion")));
    }

    /** All of its resources, in the order of Argo CD's answer. */
    public List<ResourceNode> nodes() {
        return nodes;
    }

    /** Its pods, whoever owns them, in the order of Argo CD's answer. */
    public List<ResourceNode> pods() {
        return nodes.stream().filter(ResourceNode::isPod).toList();
    }

    /** The first owner of a resource, if it is in the tree. Resources that own each other have none. */
    public Optional<ResourceNode> owner(ResourceNode node) {
        return Optional.ofNullable(owners.owner(node));
    }

    /** The managed resource that a resource belongs to; the resource itself where it has no owner in the tree. */
    public ResourceNode root(ResourceNode node) {
        return owners.root(node);
    }

    /**
     * The pods that a sync at that time or later brought: created since, and of the newest revision of their workload.
     *
     * @param since null for none, which gives no pods
     */
    public List<ResourceNode> podsSince(@Nullable Instant since) {
        if (since == null) {
            return List.of();
        }
        return WorkloadPod.allOf(this).stream()
                .filter(WorkloadPod::newest)
                .map(WorkloadPod::pod)
                .filter(pod -> pod.createdAt() != null && !pod.createdAt().isBefore(since))
                .toList();
    }

    /**
     * The managed resources with what they own, each resource once; {@code status} tells which of them are in sync. What is below the
     * {@link Budget#RESOURCE_DEPTH} is left out.
     */
    public List<ResourceBranch> branches(ApplicationStatus status) {
        Map<ResourceKey, SyncStatus> sync = new HashMap<>();
        status.resources().forEach(r -> sync.put(r.key(), r.sync()));
        return nodes.stream()
                .filter(n -> owner(n).isEmpty())
                .sorted(BY_KIND_AND_NAME)
                .map(n -> branch(n, sync, 1))
                .toList();
    }

    private ResourceBranch branch(ResourceNode node, Map<ResourceKey, SyncStatus> sync, int depth) {
        List<ResourceBranch> children = depth == DEEPEST
                ? List.of()
                : owners.owned(node).stream()
                        .sorted(BY_KIND_AND_NAME)
                        .map(child -> branch(child, sync, depth + 1))
                        .toList();
        return new ResourceBranch(node, sync.get(node.key()), children);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceTree tree && nodes.equals(tree.nodes);
    }

    @Override
    public int hashCode() {
        return nodes.hashCode();
    }

    @Override
    public String toString() {
        return nodes.toString();
    }
}
