package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.golang.Timestamps;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ImageConfig;
import java.time.Instant;
import java.util.Optional;

/**
 * When an image was built: {@code created} of its configuration. Where that is missing or stands for no date, as in
 * reproducible builds, the annotation or label {@code org.opencontainers.image.created} has it, if there is one.
 *
 * @param substitute whether it comes from the annotation or label
 */
public record ImageDate(Instant instant, boolean substitute) {

    /** Go's zero time: older than any date, for images about which no date is known. */
    static final Instant UNKNOWN = Instant.parse("0001-01-01T00:00:00Z");

    public static final String KEY = "org.opencontainers.image.created";

    /** Reproducible builds write the epoch, a second after it, or the first day of DOS (1980). */
    private static final Instant FIRST_PLAUSIBLE = Instant.parse("1980-01-02T00:00:00Z");

    /**
     * Empty if there is no date at all.
     *
     * @param annotated what {@link #KEY} says in the annotations; empty for nothing
     */
    public static Optional<ImageDate> of(ImageConfig config, String annotated) {
        Optional<Instant> created = Timestamps.parse(config.created());
        if (created.isPresent() && !created.get().isBefore(FIRST_PLAUSIBLE)) {
            return created.map(instant -> new ImageDate(instant, false));
        }
        return Timestamps.parse(annotated)
                .or(() -> Timestamps.parse(config.labels().getOrDefault(KEY, "")))
                .map(instant -> new ImageDate(instant, true))
                .or(() -> created.map(instant -> new ImageDate(instant, false)));
    }
}
