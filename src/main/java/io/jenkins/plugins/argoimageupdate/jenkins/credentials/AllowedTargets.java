package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.RedirectRule;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import java.net.URI;
import java.util.List;

/**
 * Which registries, Git repositories and Argo CD servers jobs may reach. Each list holds globs; an empty list allows all. A glob has
 * to match the target or a part of its path from the left, ending at a slash: {@code ghcr.io/org} allows {@code ghcr.io/org/app}.
 * Hosts are compared in lower case. Immutable.
 */
public final class AllowedTargets {

    private static final String API = "/v2/";

    /** Allows everything. */
    public static final AllowedTargets ALL = new AllowedTargets(List.of(), List.of(), List.of());

    private final List<String> registries;
    private final List<String> repositories;
    private final List<String> argoCdServers;

    /**
     * @param registries globs on {@code host} or {@code host/repository}, Docker Hub being {@code docker.io}
     * @param repositories globs on {@code host/path}, with or without a scheme before it
     * @param argoCdServers globs on the names of configured servers
     */
    public AllowedTargets(List<String> registries, List<String> repositories, List<String> argoCdServers) {
        this.registries = List.copyOf(registries);
        this.repositories = List.copyOf(repositories);
        this.argoCdServers = List.copyOf(argoCdServers);
    }

    /** @throws ConfigurationException if the image's registry or repository is not allowed */
    public void requireImage(ImageReference image, RegistryEndpoint endpoint) {
        TargetAddress address = TargetAddress.of(image, endpoint);
        if (!registries.isEmpty() && !allows(registries, address)) {
            throw refused(Messages.AllowedTargets_registry(address));
        }
    }

    /**
     * @param repository a user or password in it plays no part
     * @throws ConfigurationException if it is not allowed, or cannot be judged
     */
    public void requireRepository(ServerAddress repository) {
        TargetAddress address = TargetAddress.of(repository);
        if (!repositories.isEmpty() && !allows(repositories, address)) {
            throw refused(Messages.AllowedTargets_repository(address));
        }
    }

    /** Git servers may lead to what is allowed itself. */
    public RedirectRule repositoryRedirects() {
        return (from, target) -> {
            if (!repositories.isEmpty()
                    && !allows(repositories, TargetAddress.of(ServerAddress.ofRepositories(target.toString())))) {
                throw refusedRedirect(from, target);
            }
        };
    }

    /** Registries may lead to themselves, for the same repository, and else to what is allowed itself. */
    public RedirectRule registryRedirects() {
        return (from, target) -> {
            String repository = repository(target);
            boolean same = isSameServer(Origin.of(from), Origin.of(target))
                    && (repository.isEmpty() || repository.equals(repository(from)));
            TargetAddress address = TargetAddress.ofImage(
                    Origin.of(target).authority(), repository.isEmpty() ? target.getRawPath() : repository);
            if (!registries.isEmpty() && !same && !allows(registries, address)) {
                throw refusedRedirect(from, target);
            }
        };
    }

    /** Also where the server asks for TLS. */
    private static boolean isSameServer(Origin one, Origin other) {
        boolean upgrade = one.scheme().equals("http") && other.scheme().equals("https");
        return one.host().equals(other.host())
                && (one.port() == other.port() || upgrade && one.port() == 80 && other.port() == 443);
    }

    /** The repository in the address of a request of the OCI protocol; empty if it is no such address. */
    private static String repository(URI request) {
        String path = request.getRawPath();
        int start = path.indexOf(API);
        int end = Math.max(path.lastIndexOf("/tags/list"), path.lastIndexOf("/manifests/"));
        return start >= 0 && end > start + API.length() ? path.substring(start + API.length(), end) : "";
    }

    private static ConfigurationException refusedRedirect(URI from, URI target) {
        return refused(Messages.AllowedTargets_redirect(
                Origin.of(from).authority(), Origin.of(target).authority()));
    }

    /**
     * @param name of a configured server
     * @throws ConfigurationException if it is not allowed
     */
    public void requireArgoCd(String name) {
        if (!allowsArgoCd(name)) {
            throw refused(Messages.AllowedTargets_argoCd(name));
        }
    }

    /** @param name of a configured server */
    public boolean allowsArgoCd(String name) {
        return argoCdServers.isEmpty() || argoCdServers.stream().anyMatch(glob -> TargetAddress.matches(glob, name));
    }

    private static boolean allows(List<String> globs, TargetAddress address) {
        return globs.stream().anyMatch(address::isCoveredBy);
    }

    private static ConfigurationException refused(String attempted) {
        return new ConfigurationException(
                Reason.FORBIDDEN, attempted, Messages.AllowedTargets_refused(), Messages.AllowedTargets_advice());
    }
}
