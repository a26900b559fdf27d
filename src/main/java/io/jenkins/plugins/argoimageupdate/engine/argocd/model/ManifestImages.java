package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The images that the manifests of an Application name: of containers and init containers at any depth, and of custom resources that have
 * a field {@code image} or {@code imageName}. Immutable.
 *
 * @param images in the order of the manifests
 * @param problem why the manifests are not known; empty where they are
 */
public record ManifestImages(List<Entry> images, String problem) {

    static final Set<String> FIELDS = Set.of("image", "imageName");

    /**
     * An image of one resource.
     *
     * @param resource its namespace is empty where the manifest leaves it to the Application
     */
    public record Entry(ResourceKey resource, ImageReference image) {}

    /** Of manifests that could not be had. */
    public static ManifestImages unknown(String problem) {
        return new ManifestImages(List.of(), problem);
    }

    /** Reads the answer of {@code /manifests}: a list of resources, each as the text of a JSON object. */
    public static ManifestImages of(JsonNode answer) {
        List<Entry> images = new ArrayList<>();
        for (String manifest : JsonAnswers.texts(answer.path("manifests"))) {
            try {
                JsonNode resource = JsonAnswers.MAPPER.readTree(manifest);
                collect(key(resource), resource, images);
            } catch (JacksonException e) {
                return unknown("a manifest is no JSON: " + e.getOriginalMessage());
            }
        }
        return new ManifestImages(List.copyOf(images), "");
    }

    /** Whether the manifests could be read, so that an image that is not among these is in none of them. */
    public boolean isKnown() {
        return problem.isEmpty();
    }

    /** Those of one repository. */
    public List<Entry> of(ImageReference image) {
        return images.stream()
                .filter(entry -> entry.image().isSameRepository(image))
                .toList();
    }

    private static ResourceKey key(JsonNode resource) {
        String version = JsonAnswers.text(resource, "apiVersion");
        JsonNode metadata = resource.path("metadata");
        return new ResourceKey(
                version.contains("/") ? version.substring(0, version.indexOf('/')) : "",
                JsonAnswers.text(resource, "kind"),
                JsonAnswers.text(metadata, "namespace"),
                JsonAnswers.text(metadata, "name"));
    }

    private static void collect(ResourceKey resource, JsonNode node, List<Entry> images) {
        node.properties().forEach(field -> {
            if (FIELDS.contains(field.getKey()) && field.getValue().isString()) {
                images.add(new Entry(
                        resource,
                        ImageReference.parse(field.getValue().asString().strip())));
            }
            collect(resource, field.getValue(), images);
        });
        if (node.isArray()) {
            node.forEach(element -> collect(resource, element, images));
        }
    }
}
