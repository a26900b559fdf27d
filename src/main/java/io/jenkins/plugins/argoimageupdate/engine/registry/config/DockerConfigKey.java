package io.jenkins.plugins.argoimageupdate.engine.registry.config;

import io.jenkins.plugins.argoimageupdate.engine.golang.GlobPattern;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an entry of a Docker configuration is for. The greater of two says more of what it is for.
 *
 * @param written the key itself
 * @param host with port if any, in lower case
 * @param path without slashes around it; empty for the whole registry
 */
record DockerConfigKey(String written, String host, String path) implements Comparable<DockerConfigKey> {

    private static final Set<String> HUB =
            Set.of("docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");
    private static final Comparator<DockerConfigKey> BY_PRECISION = Comparator.<DockerConfigKey>comparingInt(
                    key -> key.path().length())
            .thenComparing(key -> !key.host().contains("*"))
            .thenComparing(DockerConfigKey::written);

    static DockerConfigKey of(String written) {
        String rest = written.replaceFirst("^[A-Za-z]+://", "");
        String host = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        String path = rest.substring(host.length()).replaceAll("/+", "/").replaceFirst("^/v[12](?=/|$)", "");
        return new DockerConfigKey(
                written,
                host.toLowerCase(Locale.ROOT),
                path.replaceFirst("^/", "").replaceFirst("/$", ""));
    }

    /** @param repository empty for any */
    boolean covers(RegistryEndpoint endpoint, String repository) {
        String prefix = endpoint.prefix();
        String named = prefix.contains("/") ? prefix.substring(0, prefix.indexOf('/')) : prefix;
        boolean sameHost = Stream.of(named, endpoint.host()).anyMatch(this::isHost);
        return sameHost
                && (repository.isEmpty()
                        || path.isEmpty()
                        || (repository + "/").startsWith(path + "/")
                        || ("/" + path)
                                .replaceFirst("/v[12]$", "")
                                .equals(endpoint.api().getRawPath()));
    }

    /** As Kubernetes matches: a {@code *} stands for no dot. */
    private boolean isHost(String wanted) {
        String name = wanted.toLowerCase(Locale.ROOT);
        return host.equals(name)
                || HUB.contains(host) && HUB.contains(name)
                || GlobPattern.compile(host.replace('.', '/'))
                        .filter(glob -> glob.matches(name.replace('.', '/')))
                        .isPresent();
    }

    /** Host and path. */
    String shown() {
        return path.isEmpty() ? host : host + "/" + path;
    }

    @Override
    public int compareTo(DockerConfigKey other) {
        return BY_PRECISION.compare(this, other);
    }
}
