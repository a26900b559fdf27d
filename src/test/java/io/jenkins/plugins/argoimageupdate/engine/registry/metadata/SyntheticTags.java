package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Digest;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ImageConfig;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts tags into a cache as if they had been read from a registry. */
public final class SyntheticTags {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private SyntheticTags() {}

    /** Tags {@code main-0000000} and so on, each a second younger than the one before. */
    public static void fill(TagMetadataCache cache, RegistryEndpoint endpoint, String repository, int count)
            throws InterruptedException {
        KnownTags tags = cache.tags(endpoint, repository);
        for (int i = 0; i < count; i++) {
            String manifest = Digest.sha256(("manifest " + i).getBytes(StandardCharsets.UTF_8));
            String config = Digest.sha256(("config " + i).getBytes(StandardCharsets.UTF_8));
            ImageConfig metadata = new ImageConfig(
                    new Platform("linux", "amd64", ""), FIRST.plusSeconds(i).toString(), Map.of());
            tags.put(name(i), manifest);
            cache.putManifest(manifest, new Manifest.Image(config, Map.of()));
            cache.config(config, () -> Optional.of(metadata));
        }
        cache.flush();
    }

    /** Reads what is on disk into memory. */
    public static void read(TagMetadataCache cache, RegistryEndpoint endpoint, String repository) {
        cache.tags(endpoint, repository).refresh();
    }

    public static String name(int i) {
        return String.format(Locale.ROOT, "main-%07d", i);
    }

    public static String digestOf(byte[] content) {
        return Digest.sha256(content);
    }

    /** The digest of the manifest that a tag names. */
    public static String digest(String name) {
        int i = Integer.parseInt(name.substring("main-".length()));
        return Digest.sha256(("manifest " + i).getBytes(StandardCharsets.UTF_8));
    }
}
