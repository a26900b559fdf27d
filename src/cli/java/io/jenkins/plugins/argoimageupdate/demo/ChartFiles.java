package io.jenkins.plugins.argoimageupdate.demo;

import io.jenkins.plugins.argoimageupdate.demo.argocd.JsonPatch;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.Other;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.RenderException;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.Rendered;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.Workload;
import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/**
 * A directory of a repository as Argo CD would render it, for charts whose templates only put in values ({@code {{ .Values.a.b
 * }}}) and for Kustomize directories that only set images. Parameters come from {@code .argocd-source.yaml} and {@code
 * .argocd-source-<application>.yaml} where these have some, else from the Application.
 */
record ChartFiles(Map<String, String> files) {

    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{-?\\s*(.*?)\\s*-?}}");
    private static final Pattern VALUE = Pattern.compile("\\.Values((?:\\.\\w+)+)(?:\\s*\\|\\s*quote)?");

    Rendered render(String application, JsonNode source, String revision) {
        JsonNode effective = withOverrides(application, source);
        if (files.containsKey("Chart.yaml")) {
            return rendered(revision, "Helm", helm(effective), Map.of());
        }
        if (files.containsKey("kustomization.yaml")) {
            return rendered(revision, "Kustomize", kustomizeResources(), kustomizeImages(effective));
        }
        List<String> manifests = files.entrySet().stream()
                .filter(f -> f.getKey().matches("[^/.][^/]*\\.ya?ml"))
                .map(Map.Entry::getValue)
                .toList();
        return rendered(revision, "Directory", manifests, Map.of());
    }

    /** Lists replace lists, as in a JSON merge patch. */
    private JsonNode withOverrides(String application, JsonNode source) {
        JsonNode merged = source;
        for (String name : List.of(".argocd-source.yaml", ".argocd-source-" + application + ".yaml")) {
            if (files.containsKey(name)) {
                merged = JsonPatch.merge(merged, Json.MAPPER.valueToTree(load(name, files.get(name))));
            }
        }
        return merged;
    }

    private List<String> helm(JsonNode source) {
        Map<String, Object> values = map(load("values.yaml", files.getOrDefault("values.yaml", "{}")));
        for (JsonNode parameter : source.path("helm").path("parameters")) {
            set(values, Json.text(parameter, "name").split("\\."), Json.text(parameter, "value"));
        }
        List<String> manifests = new ArrayList<>();
        files.forEach((path, text) -> {
            if (path.matches("templates/[^_].*\\.ya?ml")) {
                manifests.add(substituted(path, text, values));
            }
        });
        return manifests;
    }

    private static String substituted(String path, String template, Map<String, Object> values) {
        StringBuilder text = new StringBuilder();
        Matcher expressions = EXPRESSION.matcher(template);
        while (expressions.find()) {
            Matcher value = VALUE.matcher(expressions.group(1));
            if (!value.matches()) {
                throw new RenderException("helm template failed: " + path + ": {{ " + expressions.group(1)
                        + " }} is more than this stand-in can do");
            }
            Object found = values;
            for (String key : value.group(1).substring(1).split("\\.")) {
                found = map(found).get(key);
            }
            String shown = found == null ? "" : String.valueOf(found);
            boolean quote = expressions.group(1).contains("quote");
            expressions.appendReplacement(text, Matcher.quoteReplacement(quote ? '"' + shown + '"' : shown));
        }
        return expressions.appendTail(text).toString();
    }

    private List<String> kustomizeResources() {
        List<String> manifests = new ArrayList<>();
        Map<String, Object> kustomization = map(load("kustomization.yaml", files.get("kustomization.yaml")));
        for (Object resource : list(kustomization.get("resources"))) {
            if (!files.containsKey(String.valueOf(resource))) {
                throw new RenderException("kustomize build failed: " + resource + ": no such file");
            }
            manifests.add(files.get(String.valueOf(resource)));
        }
        return manifests;
    }

    /** New image by original name. */
    private Map<String, String> kustomizeImages(JsonNode source) {
        Map<String, String> images = new LinkedHashMap<>();
        for (Object entry : list(
                map(load("kustomization.yaml", files.get("kustomization.yaml"))).get("images"))) {
            Map<String, Object> image = map(entry);
            String name = String.valueOf(image.get("name"));
            String tag = image.containsKey("digest")
                    ? "@" + image.get("digest")
                    : image.containsKey("newTag") ? ":" + image.get("newTag") : "";
            images.put(name, image.getOrDefault("newName", name) + tag);
        }
        for (JsonNode image : source.path("kustomize").path("images")) {
            String[] parts = image.asString("").split("=", 2);
            images.put(parts.length == 2 ? parts[0] : withoutTag(parts[0]), parts[parts.length - 1]);
        }
        return images;
    }

    private static Rendered rendered(
            String revision, String type, List<String> manifests, Map<String, String> newImages) {
        List<Workload> workloads = new ArrayList<>();
        List<Other> others = new ArrayList<>();
        for (String manifest : manifests) {
            for (Object document : documents(manifest)) {
                Map<String, Object> resource = map(document);
                if (resource.isEmpty()) {
                    continue;
                }
                String name = String.valueOf(map(resource.get("metadata")).get("name"));
                String written = image(resource);
                String image = newImages.getOrDefault(withoutTag(written), written);
                if ("Rollout".equals(resource.get("kind"))) {
                    Object strategy = map(resource.get("spec")).get("strategy");
                    workloads.add(new Workload(name, image, Json.MAPPER.valueToTree(strategy)));
                } else if ("Deployment".equals(resource.get("kind")) && !isScaledToZero(resource)) {
                    workloads.add(new Workload(name, image));
                } else {
                    others.add(other(resource, name, image));
                }
            }
        }
        return new Rendered(revision, type, List.copyOf(workloads), List.copyOf(others));
    }

    private static boolean isScaledToZero(Map<String, Object> deployment) {
        return "0".equals(String.valueOf(map(deployment.get("spec")).get("replicas")));
    }

    /** Of the first container; empty for a resource without pods. */
    private static String image(Map<String, Object> resource) {
        Map<String, Object> spec = map(resource.get("spec"));
        Map<String, Object> template = map((spec.containsKey("jobTemplate")
                        ? map(map(spec.get("jobTemplate")).get("spec"))
                        : spec)
                .get("template"));
        List<?> containers = list(map(template.get("spec")).get("containers"));
        return containers.isEmpty() ? "" : String.valueOf(map(containers.get(0)).get("image"));
    }

    /** Health as in a cluster without metrics and without an ingress controller. */
    private static Other other(Map<String, Object> resource, String name, String image) {
        String kind = String.valueOf(resource.get("kind"));
        String apiVersion = String.valueOf(resource.get("apiVersion"));
        int slash = apiVersion.indexOf('/');
        String health = switch (kind) {
            case "HorizontalPodAutoscaler", "Ingress" -> "Progressing";
            case "Service", "Deployment", "CronJob" -> "Healthy";
            default -> "";
        };
        return new Other(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                kind,
                name,
                health,
                kind.equals("HorizontalPodAutoscaler") ? "Waiting to Autoscale" : "",
                image);
    }

    private static String withoutTag(String image) {
        String undigested = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        int colon = undigested.lastIndexOf(':');
        return colon > undigested.lastIndexOf('/') ? undigested.substring(0, colon) : undigested;
    }

    /** With a buffer as long as the text: at the end of a shorter one half a surrogate pair is an error. */
    private static Load reader(@Nullable String text) {
        return new Load(LoadSettings.builder().setBufferSize(text.length() + 1).build());
    }

    private static Object load(String name, @Nullable String text) {
        try {
            return reader(text).loadFromString(text);
        } catch (RuntimeException e) {
            throw new RenderException(name + " is no YAML: " + e.getMessage());
        }
    }

    private static Iterable<Object> documents(String text) {
        try {
            List<Object> documents = new ArrayList<>();
            reader(text).loadAllFromString(text).forEach(documents::add);
            return documents;
        } catch (RuntimeException e) {
            throw new RenderException("a manifest is no YAML: " + e.getMessage());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map ? (Map<String, Object>) value : new LinkedHashMap<>();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static void set(Map<String, Object> values, String[] path, String value) {
        Map<String, Object> at = values;
        for (int i = 0; i < path.length - 1; i++) {
            Map<String, Object> next = map(at.get(path[i]));
            at.put(path[i], next);
            at = next;
        }
        at.put(path[path.length - 1], value);
    }
}
