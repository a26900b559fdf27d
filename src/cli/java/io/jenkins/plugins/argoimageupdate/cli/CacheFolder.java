package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.nio.file.Path;
import java.util.Map;

/** Where things are cached unless an option says so, by the XDG base directory specification. */
final class CacheFolder {

    private static final String NAME = "argo-image-update";

    private CacheFolder() {}

    /**
     * The folder; it need not exist.
     *
     * @param userHome what the JVM takes for the user's home, which is not {@code HOME}: {@code ?} where the account has none
     * @throws ConfigurationException if there is no home at all
     */
    static Path of(Map<String, String> environment, String userHome) {
        Path caches = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        if (caches.isAbsolute()) {
            return caches.resolve(NAME);
        }
        String variable = environment.getOrDefault("HOME", "");
        String home = variable.isEmpty() ? String.valueOf(userHome) : variable;
        if (!Path.of(home).isAbsolute()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "find the cache folder",
                    "this account has no home directory",
                    "Give --cache-dir DIRECTORY, or set HOME");
        }
        return Path.of(home, ".cache", NAME);
    }
}
