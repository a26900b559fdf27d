package io.jenkins.plugins.argoimageupdate.engine.image;

import java.util.Optional;

/**
 * An operating system and architecture that an image is built for.
 *
 * @param variant such as {@code v7}; empty for none
 */
public record Platform(String os, String architecture, String variant) {

    /** What images are looked for when no platform is asked for. */
    public static final Platform DEFAULT = new Platform("linux", "amd64", "");

    /**
     * Reads {@code os/arch[/variant]}. Text without a slash becomes an operating system without architecture, which no image
     * has (Image Updater: {@code options.go}, {@code GetPlatformOptions}).
     */
    public static Platform parse(String text) {
        String[] parts = text.strip().split("/", 3);
        if (parts.length < 2) {
            return new Platform(text, "", "");
        }
        return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
    }

    /** Why no image can be built for a platform as written; empty if one can. */
    public static Optional<String> problem(String text) {
        return text.isBlank() || text.contains("/")
                ? Optional.empty()
                : Optional.of(
                        "platform '" + text + "' names no operating system and architecture, so that no image fits. "
                                + "Write both, such as linux/" + (text.equals("linux") ? "amd64" : text));
    }

    /** Whether it says what it is for; attestations in an index say {@code unknown}. */
    public boolean isNamed() {
        return !(os + architecture).isEmpty() && !os.equals("unknown");
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
