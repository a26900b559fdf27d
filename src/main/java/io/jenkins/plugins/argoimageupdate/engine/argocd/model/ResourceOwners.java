package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who owns whom among resources, worked out once: what a server says of it may be long chains, rings, and very many resources. Each
 * resource has one owner at most, the first of those it names that is there; where resources own each other, none of them has one.
 * Immutable.
 */
final class ResourceOwners {

    private final Map<String, ResourceNode> byUid = new HashMap<>();
    private final Map<ResourceNode, ResourceNode> owners = new IdentityHashMap<>();
    private final Map<ResourceNode, ResourceNode> roots = new IdentityHashMap<>();
    private final Map<ResourceNode, List<ResourceNode>> owned = new IdentityHashMap<>();

    ResourceOwners(List<ResourceNode> nodes) {
        for (ResourceNode node : nodes) {
            if (!node.uid().isEmpty()) {
                byUid.putIfAbsent(node.uid(), node);
            }
        }
        nodes.forEach(this::follow);
        Set<ResourceNode> placed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ResourceNode node : nodes) {
            ResourceNode owner = owners.get(node);
            if (owner != null && placed.add(node)) {
                owned.computeIfAbsent(owner, none -> new ArrayList<>()).add(node);
            }
        }
    }

    /** The owner; null for none. */
    @Nullable
    ResourceNode owner(ResourceNode node) {
        return roots.containsKey(node) ? owners.get(node) : named(node);
    }

    /** The last of the owners; the resource itself where it has none. */
    ResourceNode root(ResourceNode node) {
        ResourceNode known = roots.get(node);
        if (known != null) {
            return known;
        }
        ResourceNode owner = named(node);
        return owner == null ? node : roots.getOrDefault(owner, owner);
    }

    /** What has the resource as its owner, in the order of the tree. */
    List<ResourceNode> owned(ResourceNode node) {
        return owned.getOrDefault(node, List.of());
    }

    private @Nullable ResourceNode named(ResourceNode node) {
        for (String uid : node.parentUids()) {
            ResourceNode owner = byUid.get(uid);
            if (owner != null && owner != node) {
                return owner;
            }
        }
        return null;
    }

    /** Goes up from a resource until something is known, and keeps for all on the way what is found. */
    private void follow(ResourceNode start) {
        Map<ResourceNode, Integer> places = new IdentityHashMap<>();
        List<ResourceNode> way = new ArrayList<>();
        ResourceNode current = start;
        while (current != null && !roots.containsKey(current) && !places.containsKey(current)) {
            places.put(current, way.size());
            way.add(current);
            current = named(current);
        }
        int ring = current == null ? way.size() : places.getOrDefault(current, way.size());
        way.subList(ring, way.size()).forEach(node -> roots.put(node, node));
        ResourceNode owner = current;
        for (int i = ring - 1; i >= 0; i--) {
            ResourceNode node = way.get(i);
            if (owner == null) {
                roots.put(node, node);
            } else {
                owners.put(node, owner);
                roots.put(node, roots.get(owner));
            }
            owner = node;
        }
    }
}
