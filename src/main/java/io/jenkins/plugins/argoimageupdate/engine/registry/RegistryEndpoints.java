package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the endpoint of an image, always the same one for the same image: by its registry's exact name; else the one with the
 * longest prefix of {@code registry/name}, which ends between two of its components; else the one without a prefix; else {@code https://<registry>}. Images written
 * without a registry go to the default, which is Docker Hub unless another one is configured as such.
 */
public final class RegistryEndpoints {

    private final Map<String, RegistryEndpoint> byPrefix = new LinkedHashMap<>();
    private final RegistryEndpoint fallback;

    /** @param configured at most one of them default, at most one without a prefix; of the same prefix the last one counts */
    public RegistryEndpoints(List<RegistryEndpoint> configured) {
        Optional<RegistryEndpoint> chosen =
                configured.stream().filter(RegistryEndpoint::isDefault).findFirst();
        RegistryEndpoint hub = RegistryEndpoint.DOCKER_HUB;
        byPrefix.put(hub.prefix(), hub.withDefault(chosen.isEmpty()));
        configured.forEach(endpoint -> byPrefix.put(endpoint.prefix(), endpoint));
        fallback = chosen.orElse(hub);
    }

    /** Those that are configured or built in, the default one first. */
    public List<RegistryEndpoint> all() {
        List<RegistryEndpoint> all = new ArrayList<>(byPrefix.values());
        all.sort(Comparator.comparing(endpoint -> !endpoint.isDefault()));
        return all;
    }

    /** Whether a path begins with the whole components of a prefix; with any if there is none. */
    private static boolean isBelow(String path, String prefix) {
        return path.startsWith(prefix)
                && (prefix.isEmpty()
                        || prefix.endsWith("/")
                        || path.length() == prefix.length()
                        || path.charAt(prefix.length()) == '/');
    }

    /** @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException if its registry is no host */
    public RegistryEndpoint of(ImageReference image) {
        if (image.registry().isEmpty()) {
            return fallback;
        }
        RegistryEndpoint exact = byPrefix.get(image.registry());
        if (exact != null) {
            return exact;
        }
        String full = image.withoutTag();
        return byPrefix.values().stream()
                .filter(endpoint -> isBelow(full, endpoint.prefix()))
                .max(Comparator.comparingInt(endpoint -> endpoint.prefix().length()))
                .orElseGet(() -> RegistryEndpoint.inferred(image.registry()));
    }
}
