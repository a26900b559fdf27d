package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.watch.ConfigNode;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of the connections.
 *
 * @param privateKey for SSH; empty for none
 * @param dockerConfig the text of a Docker {@code config.json}; empty for none
 * @param url what they are for when nothing names them, and the only thing for which annotations may name them: a server, a part
 *     of its path, or a repository; empty for nothing
 */
record NamedCredentials(
        String username, String password, String privateKey, String passphrase, String dockerConfig, String url) {

    private static final Set<String> KEYS =
            Set.of("username", "password", "privateKey", "passphrase", "dockerConfig", "url");

    static NamedCredentials of(ConfigNode entry, @Nullable Path directory) {
        entry.allow(KEYS);
        NamedCredentials credentials = new NamedCredentials(
                Objects.requireNonNullElse(entry.text("username"), ""),
                secret(entry, "password", directory),
                secret(entry, "privateKey", directory),
                secret(entry, "passphrase", directory),
                secret(entry, "dockerConfig", directory),
                Objects.requireNonNullElse(entry.text("url"), ""));
        if (credentials.password().isEmpty()
                && credentials.privateKey().isEmpty()
                && credentials.dockerConfig().isEmpty()) {
            throw entry.unusable("it contains no secret", "Give a password, a privateKey or a dockerConfig");
        }
        return credentials;
    }

    /** Whether they are used for a repository where nothing names credentials. */
    boolean isFor(ServerAddress repository) {
        return !url.isEmpty() && ServerAddress.ofRepositories(url).covers(repository);
    }

    /** Whether all they can log in to are the servers that a Docker configuration names. */
    boolean isDockerConfig() {
        return !dockerConfig.isEmpty();
    }

    private static String secret(ConfigNode entry, String key, @Nullable Path directory) {
        return entry.get(key).map(node -> SecretSource.read(node, directory)).orElse("");
    }

    @Override
    public String toString() {
        return "credentials of " + username;
    }
}
