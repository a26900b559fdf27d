package io.jenkins.plugins.argoimageupdate.engine.registry.manifest;

import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What an image's configuration blob says of it.
 *
 * @param created as written; empty where it is missing, null or no text
 */
public record ImageConfig(Platform platform, String created, Map<String, String> labels) {

    /** Stands for a blob that is no configuration, so that it is not fetched again. */
    public static final ImageConfig UNREADABLE = new ImageConfig(new Platform("", "", ""), "unreadable", Map.of());

    /** Empty if the blob does not start with a JSON object, or one of these members is not of its type, as Go's reader would have it. */
    public static Optional<ImageConfig> parse(byte[] blob) {
        return Json.firstObject(blob)
                .filter(ImageConfig::isWellTyped)
                .map(config -> new ImageConfig(
                        new Platform(
                                Json.text(config, "os"),
                                Json.text(config, "architecture"),
                                Json.text(config, "variant")),
                        Json.text(config, "created"),
                        labels(Json.member(config, "config"))));
    }

    private static boolean isWellTyped(JsonNode config) {
        JsonNode container = Json.member(config, "config");
        JsonNode labels = Json.member(container, "Labels");
        return Stream.of("os", "architecture", "variant", "created")
                        .allMatch(name -> Json.isTextOrNone(Json.member(config, name)))
                && (container.isObject() || Json.isNone(container))
                && (labels.isObject() || Json.isNone(labels))
                && labels.valueStream().allMatch(Json::isTextOrNone);
    }

    private static Map<String, String> labels(JsonNode container) {
        Map<String, String> labels = new LinkedHashMap<>();
        Json.member(container, "Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        return Collections.unmodifiableMap(labels);
    }
}
