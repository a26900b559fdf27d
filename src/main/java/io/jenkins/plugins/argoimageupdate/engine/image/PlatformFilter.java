package io.jenkins.plugins.argoimageupdate.engine.image;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The platforms an image has to be built for; one of them is enough. A platform without variant takes any variant, one with
 * a variant only that (Image Updater: {@code registry-scanner/pkg/options/options.go}, {@code WantsPlatform}).
 */
public record PlatformFilter(Set<String> platforms) {

    /** Reads {@code os/arch[/variant]} entries; none at all mean {@link Platform#DEFAULT}. */
    public static PlatformFilter of(List<String> written) {
        if (written.isEmpty()) {
            return new PlatformFilter(Set.of(Platform.DEFAULT.toString()));
        }
        return new PlatformFilter(
                written.stream().map(text -> Platform.parse(text).toString()).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether an image for this platform will do; an image that names no platform has three empty parts. */
    public boolean wants(Platform platform) {
        return platforms.contains(platform.toString())
                || !platform.variant().isEmpty() && platforms.contains(platform.os() + "/" + platform.architecture());
    }
}
