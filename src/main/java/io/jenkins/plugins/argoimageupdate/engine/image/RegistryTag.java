package io.jenkins.plugins.argoimageupdate.engine.image;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tag of a registry with what is known of it.
 *
 * @param created when the image was built (or pushed, where push times are what counts); null when not known or not asked for
 * @param digest of the manifest or index that the tag names; empty when not known or not asked for
 * @param labels of the image configuration; empty when not asked for
 */
public record RegistryTag(String name, @Nullable Instant created, String digest, Map<String, String> labels) {

    /** One of which the name alone is known. */
    public static RegistryTag named(String name) {
        return new RegistryTag(name, null, "", Map.of());
    }
}
