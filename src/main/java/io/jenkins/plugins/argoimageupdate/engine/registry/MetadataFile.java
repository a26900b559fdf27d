package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries what is known of tags over a restart, so that configurations, which never change, are fetched once. The file may be deleted at
 * any time; one that cannot be read counts as none. Not for use by several threads at once.
 */
public final class MetadataFile {

    private static final Logger LOGGER = Logger.getLogger(MetadataFile.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;

    public MetadataFile(Path file) {
        this.file = file;
    }

    /** One of the three is there. */
    private record StoredManifest(Manifest.Image image, Manifest.Index index, Manifest.Unusable unusable) {

        static StoredManifest of(Manifest manifest) {
            return new StoredManifest(
                    manifest instanceof Manifest.Image image ? image : null,
                    manifest instanceof Manifest.Index index ? index : null,
                    manifest instanceof Manifest.Unusable unusable ? unusable : null);
        }

        Manifest manifest() {
            if (image != null) {
                return image;
            }
            return index == null ? unusable : index;
        }
    }

    private record Stored(
            Map<String, StoredManifest> manifests, Map<String, ImageConfig> configs, Map<String, String> tagDigests) {}

    /** @param entries of each sort that the cache keeps */
    public TagMetadataCache load(int entries) {
        TagMetadataCache cache = new TagMetadataCache(entries);
        if (Files.isRegularFile(file)) {
            try {
                Stored stored = MAPPER.readValue(Files.readString(file), Stored.class);
                Map<String, Manifest> manifests = new LinkedHashMap<>();
                stored.manifests().forEach((digest, manifest) -> manifests.put(digest, manifest.manifest()));
                cache.putAll(new TagMetadataCache.Content(manifests, stored.configs(), stored.tagDigests()));
            } catch (IOException | JacksonException | NullPointerException e) {
                LOGGER.log(Level.FINE, e, () -> file + " cannot be read, all is asked for anew");
            }
        }
        return cache;
    }

    /** Replaces the file as a whole. */
    public void save(TagMetadataCache cache) throws IOException {
        TagMetadataCache.Content content = cache.content();
        Map<String, StoredManifest> manifests = new LinkedHashMap<>();
        content.manifests().forEach((digest, manifest) -> manifests.put(digest, StoredManifest.of(manifest)));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(
                written, MAPPER.writeValueAsString(new Stored(manifests, content.configs(), content.tagDigests())));
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
