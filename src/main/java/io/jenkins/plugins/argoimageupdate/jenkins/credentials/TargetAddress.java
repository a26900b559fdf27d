package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import io.jenkins.plugins.argoimageupdate.engine.golang.GlobPattern;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import java.util.List;
import java.util.Locale;

/**
 * An address in the one form that allow-lists compare.
 *
 * @param scheme empty for an image
 * @param host in lower case, with a port if it is not the scheme's usual one
 * @param path without a slash at either end and without {@code .git}
 */
record TargetAddress(String scheme, String host, String path) {

    /** @param registry host, or host and a part of the path */
    static TargetAddress ofImage(String registry, String repository) {
        int slash = registry.indexOf('/');
        String host = slash < 0 ? registry : registry.substring(0, slash);
        return new TargetAddress("", host.toLowerCase(Locale.ROOT), repository);
    }

    /** The place of an image in the registry where it is looked for. */
    static TargetAddress of(ImageReference image, RegistryEndpoint endpoint) {
        String registry = image.registry().isEmpty() ? endpoint.prefix() : image.registry();
        return ofImage(registry, endpoint.repositoryOf(image));
    }

    /** The place of a Git repository. */
    static TargetAddress of(ServerAddress repository) {
        return new TargetAddress(repository.scheme(), repository.authority(), repository.place());
    }

    /** A glob as it is compared: no slash and no {@code .git} at its end, host in lower case. */
    static String normalGlob(String glob) {
        String text = glob.strip().replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        int host = text.contains("://") ? text.indexOf("://") + 3 : 0;
        int slash = text.indexOf('/', host);
        int end = slash < 0 ? text.length() : slash;
        return text.substring(0, end).toLowerCase(Locale.ROOT) + text.substring(end);
    }

    /** Whether a server cannot take the path for another one than it looks like. */
    boolean isClear() {
        boolean plain = path.chars().allMatch(c -> c > ' ' && "%\\?#".indexOf(c) < 0);
        return plain
                && !host.isEmpty()
                && List.of(path.split("/")).stream()
                        .noneMatch(segment -> List.of("", ".", "..").contains(segment));
    }

    /** Whether a glob matches it, or a part of its path from the left that ends at a slash. */
    boolean isCoveredBy(String written) {
        if (!isClear()) {
            return false;
        }
        String glob = normalGlob(written);
        String text = glob.contains("://") ? withScheme() : withoutScheme();
        int end = text.contains("://") ? text.indexOf('/', text.indexOf("://") + 3) : text.indexOf('/');
        while (end >= 0) {
            if (matches(glob, text.substring(0, end))) {
                return true;
            }
            end = text.indexOf('/', end + 1);
        }
        return matches(glob, text);
    }

    static boolean matches(String glob, String text) {
        return GlobPattern.compile(glob)
                .filter(pattern -> pattern.matches(text))
                .isPresent();
    }

    String withScheme() {
        return scheme + "://" + withoutScheme();
    }

    String withoutScheme() {
        return host + "/" + path;
    }

    @Override
    public String toString() {
        return scheme.isEmpty() ? withoutScheme() : withScheme();
    }
}
