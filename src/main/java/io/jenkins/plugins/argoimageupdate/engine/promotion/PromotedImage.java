package io.jenkins.plugins.argoimageupdate.engine.promotion;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image in the version that it has where it is promoted from.
 *
 * @param alias that it has there; empty for none
 * @param image registry and name, with the tag, digest or both that it has
 * @param created when it was built; null when not known
 * @param labels of its image configuration; empty where not known
 */
public record PromotedImage(
        String alias, ImageReference image, @Nullable Instant created, Map<String, String> labels) {

    public PromotedImage {
        Objects.requireNonNull(image.tag());
        labels = Map.copyOf(labels);
    }

    /** One that runs, of which no more is known. */
    PromotedImage(String alias, ImageReference running) {
        this(alias, running, null, Map.of());
    }

    /** What there is of it. */
    public RegistryTag version() {
        ImageTag tag = Objects.requireNonNull(image.tag());
        return new RegistryTag(tag.name(), created, tag.digest(), labels);
    }
}
