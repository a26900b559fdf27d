package io.jenkins.plugins.argoimageupdate.engine.image;

import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.util.List;
import java.util.Optional;

/**
 * An operating system and architecture that an image is built for.
 *
 * @param variant such as {@code v7}; empty for none
 */
public record Platform(String os, String architecture, String variant) {

    /** Those of official images and of Windows. */
    private static final List<String> KNOWN = List.of(
            "linux/amd64",
            "linux/arm64",
            "linux/arm",
            "linux/386",
            "linux/ppc64le",
            "linux/s390x",
            "linux/riscv64",
            "linux/mips64le",
            "linux/loong64",
            "windows/amd64",
            "windows/arm64");

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
        if (text.indexOf(',') >= 0) {
            return Optional.of("platform '" + text
                    + "' contains a comma, so no image matches. List each platform as a separate entry");
        }
        return text.isBlank() || text.contains("/")
                ? Optional.empty()
                : Optional.of(
                        "platform '" + text + "' names no operating system and architecture, so that no image fits. "
                                + "Write both, such as linux/" + (text.equals("linux") ? "amd64" : text));
    }

    /** A sentence about a platform that images are hardly built for, as it is likely to be mistyped; empty for those that are known. */
    public static Optional<String> unknown(String text) {
        Platform platform = parse(text);
        String written = platform.os() + "/" + platform.architecture();
        return text.isBlank() || problem(text).isPresent() || KNOWN.contains(written)
                ? Optional.empty()
                : Optional.of("platform '" + text + "' is not one that images are usually built for"
                        + SpellingSuggestion.near(written, KNOWN)
                                .map(near -> ". Did you mean " + near + "?")
                                .orElse(""));
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
