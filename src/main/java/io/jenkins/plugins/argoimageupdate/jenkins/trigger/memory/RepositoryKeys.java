package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The names that a repository goes by: as images write it, as it is configured, and as its registry calls itself. */
public final class RepositoryKeys {

    private static final String HUB = "docker.io";
    private static final Set<String> HUB_HOSTS =
            Set.of("", HUB, "index.docker.io", "registry-1.docker.io", "hub.docker.com");

    private RepositoryKeys() {}

    /** Of an image that is watched. */
    public static Set<String> of(ImageReference image, RegistryEndpoint endpoint) {
        Set<String> keys = new LinkedHashSet<>();
        String repository = endpoint.repositoryOf(image);
        keys.add(of(endpoint.api().getAuthority(), repository));
        keys.add(of(endpoint.prefix(), repository));
        if (!image.registry().isEmpty()) {
            keys.add(of(image.registry(), image.name()));
        }
        return keys;
    }

    /**
     * Of what a registry tells.
     *
     * @param registry host, with port if any; empty for Docker Hub
     */
    public static String of(String registry, String repository) {
        String host = registry.toLowerCase(Locale.ROOT);
        String name = repository.toLowerCase(Locale.ROOT);
        if (!HUB_HOSTS.contains(host)) {
            return host + "/" + name;
        }
        return HUB + "/" + (name.contains("/") ? name : "library/" + name);
    }
}
