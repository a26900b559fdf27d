package io.jenkins.plugins.argoimageupdate.engine.image;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How one tag is preferred over the others. */
public enum UpdateStrategy {
    SEMVER("semver"),
    NEWEST_BUILD("newest-build"),
    NEWEST_PUSH("newest-push"),
    ALPHABETICAL("alphabetical"),
    NUMERIC("numeric"),
    DIGEST("digest");

    private final String id;

    UpdateStrategy(String id) {
        this.id = id;
    }

    /** The name that annotations, files and arguments use. */
    public String id() {
        return id;
    }

    /** Whether the choice needs more of each tag than its name (Image Updater: manifest and configuration). */
    public boolean needsMetadata() {
        return this == NEWEST_BUILD || this == NEWEST_PUSH || this == DIGEST;
    }

    /** Whether the tag of a watched image says something: a range of versions, or the tag whose digest is followed. */
    public boolean usesConstraint() {
        return this == SEMVER || this == DIGEST;
    }

    /** What is written for a chosen tag: its name, and its digest only if the strategy is to follow digests. */
    public ImageTag tagFor(RegistryTag chosen) {
        return new ImageTag(chosen.name(), this == DIGEST ? chosen.digest() : "");
    }

    /**
     * Whether what is live has to give way. For digest, a live image without a digest has to even if its tag is the same
     * (Image Updater: {@code pkg/argocd/update.go}, {@code needsUpdate}).
     *
     * @param live null if the live image has neither tag nor digest
     */
    public boolean needsUpdate(@Nullable ImageTag live, ImageTag chosen) {
        return live == null || this == DIGEST && live.digest().isEmpty() || !live.matches(chosen);
    }

    /**
     * Reads a strategy in any case; {@code latest} and {@code name} are old names of newest-build and alphabetical
     * (Image Updater: {@code options.go}, {@code ParseUpdateStrategy}).
     *
     * @param text as configured; null or empty for the default, semver
     * @param warnings takes a sentence when the text is outdated, or unknown, which means semver too
     */
    public static UpdateStrategy parse(@Nullable String text, Consumer<String> warnings) {
        if (text == null || text.isEmpty()) {
            return SEMVER;
        }
        String wanted = text.toLowerCase(Locale.ROOT);
        for (UpdateStrategy strategy : values()) {
            if (strategy.id.equals(wanted)) {
                return strategy;
            }
        }
        Optional<UpdateStrategy> renamed = ofOldName(text);
        if (renamed.isPresent()) {
            warnings.accept("update strategy '" + text + "' is the old name of '" + renamed.get().id + "'");
            return renamed.get();
        }
        warnings.accept("unknown update strategy '" + text + "', using 'semver'");
        return SEMVER;
    }

    /** The strategy that had this name in older versions of the Image Updater, in any case. */
    public static Optional<UpdateStrategy> ofOldName(@Nullable String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "latest" -> Optional.of(NEWEST_BUILD);
            case "name" -> Optional.of(ALPHABETICAL);
            default -> Optional.empty();
        };
    }
}
