package io.jenkins.plugins.argoimageupdate.demo.argocd;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.Other;
import io.jenkins.plugins.argoimageupdate.demo.argocd.SimulatedWorkload.Generation;
import io.jenkins.plugins.argoimageupdate.demo.argocd.SimulatedWorkload.Pod;
import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The state of a simulated cluster in the words of Argo CD's API. */
final class ClusterAnswers {

    /** {@code healthOrder} in {@code gitops-engine/pkg/health/health.go}. */
    private static final List<String> WORST_LAST =
            List.of("", "Healthy", "Suspended", "Progressing", "Missing", "Degraded", "Unknown");

    private final String namespace;
    private final Collection<SimulatedWorkload> workloads;
    private final List<Other> others;

    ClusterAnswers(String namespace, Collection<SimulatedWorkload> workloads, List<Other> others) {
        this.namespace = namespace;
        this.workloads = workloads;
        this.others = others;
    }

    String health() {
        if (workloads.isEmpty()) {
            return "Missing";
        }
        return Stream.concat(
                        workloads.stream().map(SimulatedWorkload::health),
                        others.stream().map(Other::health))
                .max(Comparator.comparingInt(WORST_LAST::indexOf))
                .filter(health -> !health.isEmpty())
                .orElse("Healthy");
    }

    ArrayNode resources(Map<String, String> desired, boolean comparable) {
        ArrayNode resources = Json.array();
        for (Other other : others) {
            ObjectNode resource = resource(other.group(), other.version(), other.kind(), other.name());
            resource.put("status", comparable ? "Synced" : "Unknown");
            putHealth(resource, other.health(), other.message());
            resources.add(resource);
        }
        for (SimulatedWorkload workload : workloads) {
            ObjectNode resource = resource(workload.group(), workload.version(), workload.kind(), workload.name);
            boolean same = workload.image().equals(desired.get(workload.name));
            resource.put("status", !comparable ? "Unknown" : same ? "Synced" : "OutOfSync");
            putHealth(resource, workload.health(), workload.progress());
            resources.add(resource);
        }
        desired.keySet().stream()
                .filter(name -> workloads.stream().noneMatch(w -> w.name.equals(name)))
                .forEach(name -> {
                    ObjectNode resource =
                            resource("apps", "v1", "Deployment", name).put("status", "OutOfSync");
                    putHealth(resource, "Missing", "");
                    resources.add(resource);
                });
        return resources;
    }

    ObjectNode summary() {
        TreeSet<String> images = new TreeSet<>();
        for (SimulatedWorkload workload : workloads) {
            images.add(workload.image());
            workload.generations.stream().filter(g -> g.pod != null).forEach(g -> images.add(g.image));
        }
        ObjectNode summary = Json.object();
        if (!images.isEmpty()) {
            ArrayNode array = summary.putArray("images");
            images.forEach(array::add);
        }
        return summary;
    }

    ObjectNode tree() {
        ObjectNode tree = Json.object();
        ArrayNode nodes = tree.putArray("nodes");
        for (SimulatedWorkload workload : workloads) {
            addWorkload(nodes, workload);
        }
        for (Other other : others) {
            ObjectNode node = node(other.group(), other.version(), other.kind(), other.name(), null);
            putHealth(node, other.health(), other.message());
            nodes.add(node);
        }
        return tree;
    }

    /** The events of a resource; only a pod without a node has one. */
    ArrayNode events(String resourceName) {
        ArrayNode events = Json.array();
        for (SimulatedWorkload workload : workloads) {
            Generation generation = workload.current();
            if (generation.pod == null) {
                continue;
            }
            String name = workload.name + "-" + generation.hash + "-" + generation.pod.suffix;
            if (name.equals(resourceName) && generation.pod.reason.equals("Pending")) {
                events.addObject()
                        .put("type", "Warning")
                        .put("reason", "FailedScheduling")
                        .put("message", "0/1 nodes are available: 1 Insufficient memory.")
                        .put("lastTimestamp", generation.pod.createdAt.toString());
            }
        }
        return events;
    }

    private void addWorkload(ArrayNode nodes, SimulatedWorkload workload) {
        ObjectNode deployment =
                node(workload.group(), workload.version(), workload.kind(), workload.name, workload.createdAt);
        addInfo(deployment, "Revision", "Rev:" + workload.current().number);
        putHealth(deployment, workload.health(), workload.progress());
        nodes.add(deployment);
        if (workload.rollout != null) {
            addRollout(nodes, deployment, workload.rollout);
        }
        for (Generation generation : workload.generations) {
            String name = workload.name + "-" + generation.hash;
            ObjectNode replicaSet = node("apps", "v1", "ReplicaSet", name, generation.createdAt);
            putParent(replicaSet, deployment);
            addInfo(replicaSet, "Revision", "Rev:" + generation.number);
            boolean waits = generation.pod != null && !generation.pod.isRunning();
            putHealth(
                    replicaSet,
                    waits ? "Progressing" : "Healthy",
                    waits ? "Waiting for rollout to finish: 0 out of 1 new replicas are available..." : "");
            nodes.add(replicaSet);
            if (generation.pod != null) {
                nodes.add(pod(name, generation, generation.pod, replicaSet));
            }
        }
    }

    private void addRollout(ArrayNode nodes, ObjectNode owner, SimulatedRollout rollout) {
        owner.put("resourceVersion", rollout.resourceVersion());
        SimulatedRollout.Analysis analysis = rollout.analysis();
        if (analysis == null) {
            return;
        }
        ObjectNode run = node("argoproj.io", "v1alpha1", "AnalysisRun", analysis.name(), analysis.createdAt())
                .put("resourceVersion", rollout.resourceVersion());
        putParent(run, owner);
        addInfo(run, "Revision", "Rev:" + analysis.revision());
        switch (analysis.phase()) {
            case "Failed" -> putHealth(run, "Degraded", analysis.message());
            case "Successful" -> putHealth(run, "Healthy", "Analysis run completed successfully");
            default -> putHealth(run, "Progressing", "Analysis run is running");
        }
        nodes.add(run);
    }

    private ObjectNode pod(String replicaSetName, Generation generation, Pod pod, ObjectNode replicaSet) {
        ObjectNode node = node("", "v1", "Pod", replicaSetName + "-" + pod.suffix, pod.createdAt);
        putParent(node, replicaSet);
        addInfo(node, "Status Reason", pod.reason);
        addInfo(node, "Node", "");
        addInfo(node, "Containers", pod.isRunning() ? "1/1" : "0/1");
        if (pod.restarts > 0) {
            addInfo(node, "Restart Count", Integer.toString(pod.restarts));
        }
        node.putArray("images").add(generation.image);
        putHealth(node, pod.isRunning() ? "Healthy" : pod.isFailing() ? "Degraded" : "Progressing", pod.message);
        return node;
    }

    private ObjectNode node(String group, String version, String kind, String name, @Nullable Instant createdAt) {
        ObjectNode node = resource(group, version, kind, name);
        node.put("uid", SimulatedWorkload.uid(kind + namespace + name));
        if (createdAt != null) {
            node.put("createdAt", createdAt.toString());
        }
        return node;
    }

    private ObjectNode resource(String group, String version, String kind, String name) {
        ObjectNode resource = Json.object();
        if (!group.isEmpty()) {
            resource.put("group", group);
        }
        return resource.put("version", version)
                .put("kind", kind)
                .put("namespace", namespace)
                .put("name", name);
    }

    private static void putParent(ObjectNode node, ObjectNode parent) {
        ObjectNode reference = node.putArray("parentRefs").addObject();
        for (String field : List.of("group", "kind", "namespace", "name", "uid")) {
            reference.set(field, parent.path(field));
        }
    }

    private static void addInfo(ObjectNode node, String name, String value) {
        ObjectNode item = node.withArray("info").addObject().put("name", name);
        if (!value.isEmpty()) {
            item.put("value", value);
        }
    }

    private static void putHealth(ObjectNode node, String status, String message) {
        if (status.isEmpty()) {
            return;
        }
        ObjectNode health = node.putObject("health").put("status", status);
        if (!message.isEmpty()) {
            health.put("message", message);
        }
    }
}
