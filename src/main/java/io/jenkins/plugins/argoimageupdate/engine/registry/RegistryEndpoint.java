package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.CredentialSource;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where and how one registry is reached.
 *
 * @param prefix the host, or host and path, of the images it serves; empty to serve all that no other endpoint does
 * @param api base address; given with a slash, {@code /v1} or {@code /v2} at its end, as in {@code docker login}'s files, it goes
 *     without, and any address of Docker Hub becomes that of its registry; one that is no plain address is refused, see {@link
 *     ServerAddress#ofWeb}
 * @param credentials where the credentials come from, see {@link CredentialSource}; empty for anonymous access
 * @param credentialsExpire how long resolved credentials may be used; zero for as long as they work
 * @param defaultNamespace goes before names of one component ({@code library} for Docker Hub); empty for none
 * @param requestsPerSecond zero for no limit
 * @param isDefault whether it serves images written without a registry
 */
public record RegistryEndpoint(
        String name,
        String prefix,
        URI api,
        String credentials,
        Duration credentialsExpire,
        TagSortMode tagSortMode,
        TlsTrust trust,
        String defaultNamespace,
        int requestsPerSecond,
        boolean isDefault) {

    public RegistryEndpoint {
        api = base(name, api);
    }

    private static final Set<String> HUB_ADDRESSES = Set.of("docker.io", "index.docker.io", "hub.docker.com");
    private static final Pattern VERSION = Pattern.compile("(?<!/)(?:/(?:v1|v2)?+)++$");

    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]++(?:/[A-Za-z0-9._-]++)*+");

    static final int INFERRED_REQUESTS_PER_SECOND = 20;
    static final int HUB_REQUESTS_PER_SECOND = 10;

    /** Docker Hub as it is without any configuration. */
    public static final RegistryEndpoint DOCKER_HUB = new RegistryEndpoint(
            "Docker Hub",
            "docker.io",
            URI.create("https://registry-1.docker.io"),
            "",
            Duration.ZERO,
            TagSortMode.NONE,
            TlsTrust.DEFAULT,
            "library",
            HUB_REQUESTS_PER_SECOND,
            true);

    private static URI base(String name, URI written) {
        ServerAddress address = ServerAddress.ofWeb(written.toString(), "use registry " + name);
        if (HUB_ADDRESSES.contains(address.authority())) {
            return URI.create("https://registry-1.docker.io");
        }
        String path = VERSION.matcher(address.path()).replaceFirst("");
        return URI.create(address.scheme() + "://" + address.authority() + path);
    }

    /**
     * An endpoint for a registry that is not configured: https, anonymous, 20 requests a second.
     *
     * @param host with port if any
     * @throws ConfigurationException if it is more or less than a host
     */
    public static RegistryEndpoint inferred(String host) {
        ServerAddress address = ServerAddress.ofWeb("https://" + host, "reach the registry of an image");
        if (!address.path().isEmpty()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "reach the registry of an image",
                    "it is not a host name",
                    "Write images as host/repository:tag");
        }
        return at(host, address.toUri(), TlsTrust.DEFAULT).withRequestsPerSecond(INFERRED_REQUESTS_PER_SECOND);
    }

    /** Whether names of images can begin with it: a host, with a port if any, or that and the beginning of a path. */
    public static boolean isPrefix(String text) {
        try {
            String path = ServerAddress.ofWeb("https://" + text, "read the prefix of a registry")
                    .path();
            return path.isEmpty()
                    || path.equals("/")
                    || isNamespace(path.replaceFirst("^/", "").replaceFirst("/$", ""));
        } catch (ConfigurationException e) {
            return false;
        }
    }

    /** Whether it can go before the name of a repository. */
    public static boolean isNamespace(String text) {
        return NAMESPACE.matcher(text).matches();
    }

    /** An endpoint with nothing but an address and a trust, without a limit of requests. */
    public static RegistryEndpoint at(String prefix, URI api, TlsTrust trust) {
        return new RegistryEndpoint(prefix, prefix, api, "", Duration.ZERO, TagSortMode.NONE, trust, "", 0, false);
    }

    /** The name of the repository in this registry, with the default namespace where that applies. */
    public String repositoryOf(ImageReference image) {
        boolean alone = image.name().indexOf('/') < 0;
        return alone && !defaultNamespace.isEmpty() ? defaultNamespace + "/" + image.name() : image.name();
    }

    /** Host name of the API, with its port if unusual: how messages call the registry. */
    public String host() {
        return Origin.of(api).authority();
    }

    boolean isPlainHttp() {
        return "http".equalsIgnoreCase(api.getScheme());
    }

    /**
     * The same with another rate limit.
     *
     * @param limit requests a second
     */
    public RegistryEndpoint withRequestsPerSecond(int limit) {
        return new RegistryEndpoint(
                name,
                prefix,
                api,
                credentials,
                credentialsExpire,
                tagSortMode,
                trust,
                defaultNamespace,
                limit,
                isDefault);
    }

    /** The same, also or no longer for images that name no registry. */
    public RegistryEndpoint withDefault(boolean serveUnprefixed) {
        return new RegistryEndpoint(
                name,
                prefix,
                api,
                credentials,
                credentialsExpire,
                tagSortMode,
                trust,
                defaultNamespace,
                requestsPerSecond,
                serveUnprefixed);
    }
}
