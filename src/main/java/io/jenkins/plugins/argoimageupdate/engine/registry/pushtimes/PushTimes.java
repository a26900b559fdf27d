package io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes;

import io.jenkins.plugins.argoimageupdate.engine.registry.AuthChallenge;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows which registries have an API that tells when tags were pushed, and which one. Immutable. */
public final class PushTimes {

    private static final URI HUB = URI.create("https://hub.docker.com");
    private static final URI GITHUB = URI.create("https://api.github.com");

    private final Map<String, PushTimeSource> byHost;

    /** Knows the public registries by their hosts, and Harbor, Quay and GitLab anywhere by how they ask for credentials. */
    public PushTimes() {
        this(Map.of(
                "registry-1.docker.io", new DockerHubPushTimes(HUB),
                "ghcr.io", new GitHubPushTimes(GITHUB),
                "quay.io", new QuayPushTimes(URI.create("https://quay.io")),
                "registry.gitlab.com", new GitLabPushTimes(URI.create("https://registry.gitlab.com")),
                "gcr.io", new GooglePushTimes()));
    }

    public PushTimes(Map<String, PushTimeSource> byHost) {
        this.byHost = Map.copyOf(byHost);
    }

    /** @param challenge the registry's last one, which betrays some products; null if it has not asked yet */
    public Optional<PushTimeSource> source(RegistryEndpoint endpoint, @Nullable AuthChallenge challenge) {
        PushTimeSource known = byHost.get(endpoint.host());
        if (known != null) {
            return Optional.of(known);
        }
        if (endpoint.host().endsWith("-docker.pkg.dev") || endpoint.host().endsWith(".gcr.io")) {
            return Optional.of(new GooglePushTimes());
        }
        return challenge == null ? Optional.empty() : byChallenge(endpoint, challenge);
    }

    private static Optional<PushTimeSource> byChallenge(RegistryEndpoint endpoint, @Nullable AuthChallenge challenge) {
        switch (challenge.parameter("service")) {
            case "harbor-registry":
                return Optional.of(new HarborPushTimes(endpoint.api()));
            case "container_registry":
                return Optional.of(new GitLabPushTimes(endpoint.api()));
            default:
                boolean quay = challenge.parameter("realm").endsWith("/v2/auth");
                return quay ? Optional.of(new QuayPushTimes(endpoint.api())) : Optional.empty();
        }
    }
}
