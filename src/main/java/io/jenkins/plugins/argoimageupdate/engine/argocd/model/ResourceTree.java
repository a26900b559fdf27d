package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The live resources of an Application and who owns whom. Immutable. */
public record ResourceTree(List<ResourceNode> nodes) {

    public static final ResourceTree EMPTY = new ResourceTree(List.of());

    private static final Comparator<ResourceNode> BY_KIND_AND_NAME = Comparator.comparing(
                    (ResourceNode n) -> n.key().kind())
            .thenComparing(n -> n.key().namespace())
            .thenComparing(n -> n.key().name());

    /** Reads the answer of {@code /resource-tree}; orphaned resources are no part of the Application. */
    public static ResourceTree of(JsonNode json) {
        List<ResourceNode> nodes = new ArrayList<>();
        for (JsonNode node : json.path("nodes")) {
            nodes.add(node(node));
        }
        return new ResourceTree(List.copyOf(nodes));
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
                JsonAnswers.textMap(node.path("networkingInfo").path("labels")));
    }

    public List<ResourceNode> pods() {
        return nodes.stream().filter(ResourceNode::isPod).toList();
    }

    /** The first owner of a resource, if it is in the tree. */
    public Optional<ResourceNode> owner(ResourceNode node) {
        return nodes.stream()
                .filter(n -> !n.uid().isEmpty() && node.parentUids().contains(n.uid()))
                .findFirst();
    }

    /** The managed resource that a resource belongs to; the resource itself where it has no owner in the tree. */
    public ResourceNode root(ResourceNode node) {
        Set<String> passed = new HashSet<>();
        ResourceNode current = node;
        Optional<ResourceNode> owner = owner(current);
        while (owner.isPresent() && passed.add(owner.get().uid())) {
            current = owner.get();
            owner = owner(current);
        }
        return current;
    }

    public List<ResourceNode> children(ResourceNode node) {
        return nodes.stream()
                .filter(n -> !node.uid().isEmpty() && n.parentUids().contains(node.uid()))
                .sorted(BY_KIND_AND_NAME)
                .toList();
    }

    /**
     * The pods that a sync at that time or later brought: created since, and of the newest revision of their workload.
     *
     * @param since null for none, which gives no pods
     */
    public List<ResourceNode> podsSince(Instant since) {
        if (since == null) {
            return List.of();
        }
        return WorkloadPod.allOf(this).stream()
                .filter(WorkloadPod::newest)
                .map(WorkloadPod::pod)
                .filter(pod -> pod.createdAt() != null && !pod.createdAt().isBefore(since))
                .toList();
    }

    /** The managed resources with what they own; {@code status} tells which of them are in sync. */
    public List<ResourceBranch> branches(ApplicationStatus status) {
        Map<ResourceKey, SyncStatus> sync = new HashMap<>();
        status.resources().forEach(r -> sync.put(r.key(), r.sync()));
        return nodes.stream()
                .filter(n -> owner(n).isEmpty())
                .sorted(BY_KIND_AND_NAME)
                .map(n -> branch(n, sync, new HashSet<>()))
                .toList();
    }

    private ResourceBranch branch(ResourceNode node, Map<ResourceKey, SyncStatus> sync, Set<String> above) {
        List<ResourceBranch> children = new ArrayList<>();
        if (above.add(node.uid())) {
            for (ResourceNode child : children(node)) {
                children.add(branch(child, sync, above));
            }
            above.remove(node.uid());
        }
        return new ResourceBranch(node, sync.get(node.key()), List.copyOf(children));
    }
}
