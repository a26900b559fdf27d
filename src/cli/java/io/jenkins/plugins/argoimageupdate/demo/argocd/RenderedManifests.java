package io.jenkins.plugins.argoimageupdate.demo.argocd;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.Other;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.Rendered;
import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Manifests as Argo CD gives them: each the text of a JSON object, with the annotation that it tracks resources by. */
final class RenderedManifests {

    private RenderedManifests() {}

    static List<String> of(String application, String namespace, Rendered rendered) {
        Stream<Other> deployments = rendered.workloads().stream()
                .map(workload -> workload.strategy() == null
                        ? new Other("apps", "v1", "Deployment", workload.name(), "", "", workload.image())
                        : new Other("argoproj.io", "v1alpha1", "Rollout", workload.name(), "", "", workload.image()));
        return Stream.concat(deployments, rendered.others().stream())
                .map(resource -> manifest(application, namespace, resource).toString())
                .toList();
    }

    static ObjectNode manifest(String application, String namespace, Other resource) {
        String group = resource.group().isEmpty() ? "" : resource.group() + "/";
        ObjectNode manifest = Json.object();
        manifest.put("apiVersion", group + resource.version()).put("kind", resource.kind());
        manifest.putObject("metadata")
                .put("name", resource.name())
                .putObject("annotations")
                .put(
                        "argocd.argoproj.io/tracking-id",
                        application + ":" + group + resource.kind() + ":" + namespace + "/" + resource.name());
        if (!resource.image().isEmpty()) {
            ObjectNode spec = manifest.putObject("spec");
            ObjectNode pods = resource.kind().equals("CronJob")
                    ? spec.putObject("jobTemplate").putObject("spec")
                    : spec;
            pods.putObject("template")
                    .putObject("spec")
                    .putArray("containers")
                    .addObject()
                    .put("name", "main")
                    .put("image", resource.image());
        }
        return manifest;
    }

    /** Of a node of the resource tree: no more than its name. */
    static ObjectNode named(JsonNode node) {
        String group = Json.text(node, "group").isEmpty() ? "" : Json.text(node, "group") + "/";
        ObjectNode manifest = Json.object().put("apiVersion", group + Json.text(node, "version"));
        manifest.put("kind", Json.text(node, "kind"))
                .putObject("metadata")
                .put("name", Json.text(node, "name"))
                .put("namespace", Json.text(node, "namespace"));
        return manifest;
    }
}
