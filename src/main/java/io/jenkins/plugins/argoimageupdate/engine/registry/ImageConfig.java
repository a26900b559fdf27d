package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What an image's configuration blob says of it.
 *
 * @param created as written; empty where it is missing, null or no text
 */
public record ImageConfig(Platform platform, String created, Map<String, String> labels) {

    /** Stands for a blob that is no configuration, so that it is not fetched again. */
    static final ImageConfig UNREADABLE = new ImageConfig(new Platform("", "", ""), "unreadable", Map.of());

    /** Empty if the blob is no JSON object. */
    static Optional<ImageConfig> parse(byte[] blob) {
        return Json.object(blob)
                .map(config -> new ImageConfig(
                        new Platform(
                                Json.text(config, "os"),
                                Json.text(config, "architecture"),
                                Json.text(config, "variant")),
                        Json.text(config, "created"),
                        labels(Json.member(config, "config"))));
    }

    private static Map<String, String> labels(JsonNode container) {
        return Map.copyOf(Json.texts(Json.member(container, "Labels")));
    }
}
