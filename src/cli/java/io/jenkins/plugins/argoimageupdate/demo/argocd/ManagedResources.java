package io.jenkins.plugins.argoimageupdate.demo.argocd;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.Other;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.Rendered;
import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Workloads beside their manifests, as {@code /managed-resources} has them. */
final class ManagedResources {

    private final String application;
    private final String namespace;
    private final List<Rendered> desired;

    ManagedResources(String application, String namespace, List<Rendered> desired) {
        this.application = application;
        this.namespace = namespace;
        this.desired = desired;
    }

    ObjectNode of(Collection<SimulatedWorkload> workloads) {
        ObjectNode answer = Json.object();
        if (workloads.isEmpty()) {
            return answer;
        }
        ArrayNode items = answer.putArray("items");
        for (SimulatedWorkload workload : workloads) {
            Optional<String> target = target(workload);
            ObjectNode live = manifest(workload, workload.image());
            String normalized = live.toString();
            ((ObjectNode) live.path("metadata")).set("managedFields", managedFields(workload));
            ObjectNode item = items.addObject()
                    .put("group", workload.group())
                    .put("kind", workload.kind())
                    .put("namespace", namespace)
                    .put("name", workload.name)
                    .put(
                            "targetState",
                            target.map(image -> manifest(workload, image).toString())
                                    .orElse("null"))
                    .put("liveState", live.toString())
                    .put("normalizedLiveState", normalized)
                    .put("predictedLiveState", normalized)
                    .put("resourceVersion", Integer.toString(workload.generations.size()));
            if (target.filter(workload.image()::equals).isEmpty()) {
                item.put("modified", true);
            }
        }
        return answer;
    }

    private Optional<String> target(SimulatedWorkload workload) {
        return desired.stream()
                .flatMap(rendered -> rendered.workloads().stream())
                .filter(wanted -> wanted.name().equals(workload.name))
                .map(ManifestSource.Workload::image)
                .findFirst();
    }

    private ObjectNode manifest(SimulatedWorkload workload, String image) {
        return RenderedManifests.manifest(
                application,
                namespace,
                new Other(workload.group(), workload.version(), workload.kind(), workload.name, "", "", image));
    }

    private static ArrayNode managedFields(SimulatedWorkload workload) {
        ArrayNode entries = Json.array();
        add(entries, "argocd-controller", workload.createdAt, workload.setByHandAt == null);
        if (workload.setByHandAt != null) {
            add(entries, "kubectl-set", workload.setByHandAt, true);
        }
        return entries;
    }

    /** @param hasImage whether the field of the image is among those that it wrote last */
    private static void add(ArrayNode entries, String manager, Instant time, boolean hasImage) {
        ObjectNode container = entries.addObject()
                .put("manager", manager)
                .put("operation", "Update")
                .put("apiVersion", "apps/v1")
                .put("time", time.toString())
                .put("fieldsType", "FieldsV1")
                .putObject("fieldsV1")
                .putObject("f:spec")
                .putObject("f:template")
                .putObject("f:spec")
                .putObject("f:containers")
                .putObject("k:{\"name\":\"main\"}");
        container.putObject("f:name");
        if (hasImage) {
            container.putObject("f:image");
        }
    }
}
