package io.jenkins.plugins.argoimageupdate.demo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an {@link EmbeddedRegistry} holds. Thread-safe. */
public final class RegistryContent {

    private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, Stored> manifests = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();

    /** A manifest's bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Stored(String mediaType, byte[] body) {}

    /**
     * Pushes an image of one platform, such as {@code linux/amd64}.
     *
     * @return the digest of its manifest
     */
    public String push(String repository, String tag, Instant created, String platform, Map<String, String> labels) {
        ObjectNode config = config(platform, labels);
        config.put("created", created.toString());
        return pushConfig(repository, tag, config.toString());
    }

    /** Pushes an image for linux/amd64 without labels. */
    public String push(String repository, String tag, Instant created) {
        return push(repository, tag, created, "linux/amd64", Map.of());
    }

    /**
     * Pushes an image whose configuration blob is this text.
     *
     * @param tag may be empty for an image that only an index names
     */
    public String pushConfig(String repository, String tag, String config) {
        byte[] bytes = EmbeddedRegistry.utf8(config);
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("schemaVersion", 2).put("mediaType", OCI_MANIFEST);
        manifest.putObject("config")
                .put("mediaType", OCI_CONFIG)
                .put("digest", putBlob(bytes))
                .put("size", bytes.length);
        manifest.putArray("layers");
        return putManifest(repository, tag, OCI_MANIFEST, EmbeddedRegistry.utf8(manifest.toString()));
    }

    /** Pushes an index over manifests that are there, by platform. */
    public String pushIndex(String repository, String tag, Map<String, String> digestByPlatform) {
        ObjectNode index = JSON.createObjectNode();
        index.put("schemaVersion", 2).put("mediaType", OCI_INDEX);
        var entries = index.putArray("manifests");
        digestByPlatform.forEach((platform, digest) -> {
            ObjectNode entry = entries.addObject();
            entry.put("mediaType", OCI_MANIFEST).put("digest", digest);
            String[] parts = platform.split("/");
            entry.putObject("platform").put("os", parts[0]).put("architecture", parts[1]);
        });
        return putManifest(repository, tag, OCI_INDEX, EmbeddedRegistry.utf8(index.toString()));
    }

    /** Stores a blob and returns its digest. */
    public String putBlob(byte[] bytes) {
        String digest = digest(bytes);
        blobs.put(digest, bytes.clone());
        return digest;
    }

    /** Stores a manifest, under a tag too unless {@code reference} is empty or a digest, and returns its digest. */
    public String putManifest(String repository, String reference, String mediaType, byte[] body) {
        String digest = digest(body);
        manifests.put(digest, new Stored(mediaType, body.clone()));
        tagsOf(repository);
        if (!reference.isEmpty() && !reference.startsWith("sha256:")) {
            tag(repository, reference, digest);
        }
        return digest;
    }

    /** Lets a tag name a digest, there or not. */
    public void tag(String repository, String tag, String digest) {
        Map<String, String> known = tagsOf(repository);
        synchronized (known) {
            known.put(tag, digest);
        }
    }

    /** Lets a tag be there no more; what it named stays. */
    public void untag(String repository, String tag) {
        Map<String, String> known = tagsOf(repository);
        synchronized (known) {
            known.remove(tag);
        }
    }

    /** Makes a repository without tags. */
    public void create(String repository) {
        tagsOf(repository);
    }

    Optional<List<String>> tags(String repository) {
        return Optional.ofNullable(tags.get(repository)).map(known -> {
            synchronized (known) {
                return new ArrayList<>(known.keySet());
            }
        });
    }

    Optional<Stored> manifest(String repository, String reference) {
        return digestOf(repository, reference).map(manifests::get);
    }

    Optional<byte[]> blob(String digest) {
        return Optional.ofNullable(blobs.get(digest));
    }

    boolean exists(String repository) {
        return tags.containsKey(repository);
    }

    /** The digest a tag names, or the digest itself; empty for an unknown tag or repository. */
    public Optional<String> digestOf(String repository, String reference) {
        Map<String, String> known = tags.get(repository);
        if (known == null) {
            return Optional.empty();
        }
        synchronized (known) {
            return reference.startsWith("sha256:") ? Optional.of(reference) : Optional.ofNullable(known.get(reference));
        }
    }

    static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> tagsOf(String repository) {
        return tags.computeIfAbsent(repository, name -> new LinkedHashMap<>());
    }

    private static ObjectNode config(String platform, Map<String, String> labels) {
        String[] parts = platform.split("/");
        ObjectNode config = JSON.createObjectNode();
        config.put("os", parts[0]).put("architecture", parts[1]);
        if (parts.length > 2) {
            config.put("variant", parts[2]);
        }
        ObjectNode container = config.putObject("config");
        if (!labels.isEmpty()) {
            ObjectNode node = container.putObject("Labels");
            labels.forEach(node::put);
        }
        return config;
    }
}
