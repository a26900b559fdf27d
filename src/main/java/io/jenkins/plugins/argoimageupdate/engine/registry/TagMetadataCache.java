package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Remembers what registries said: manifests and configurations by digest, which never change, and the digest that each tag
 * last had, which may. Whoever uses a tag's digest has to check it again before relying on it. What is asked for by several
 * threads at once is fetched by one of them. Thread-safe; one for the whole process.
 */
public final class TagMetadataCache {

    private static final int USUAL_ENTRIES = 200_000;

    private final Map<String, Manifest> manifests;
    private final Map<String, ImageConfig> configs;
    private final Map<String, String> tagDigests;
    private final Map<String, CompletableFuture<Optional<?>>> underway = new ConcurrentHashMap<>();

    /** Keeps everything in memory, 200,000 entries of each sort, dropping what was used the longest time ago. */
    public TagMetadataCache() {
        this(USUAL_ENTRIES);
    }

    /** @param entries of each sort that are kept, in memory */
    public TagMetadataCache(int entries) {
        this(bounded(entries), bounded(entries), bounded(entries));
    }

    /** @param manifests this one and the others have to be thread-safe; they may keep their entries anywhere */
    public TagMetadataCache(
            Map<String, Manifest> manifests, Map<String, ImageConfig> configs, Map<String, String> tagDigests) {
        this.manifests = manifests;
        this.configs = configs;
        this.tagDigests = tagDigests;
    }

    /** The entries of a cache. */
    record Content(Map<String, Manifest> manifests, Map<String, ImageConfig> configs, Map<String, String> tagDigests) {}

    /** Gets what is not in the cache; empty if the registry does not have it. */
    interface Load<T> {
        Optional<T> get() throws InterruptedException;
    }

    Optional<Manifest> manifest(String digest, Load<Manifest> load) throws InterruptedException {
        return once(manifests, digest, load);
    }

    Optional<ImageConfig> config(String digest, Load<ImageConfig> load) throws InterruptedException {
        return once(configs, digest, load);
    }

    boolean hasManifest(String digest) {
        return manifests.containsKey(digest);
    }

    void putManifest(String digest, Manifest manifest) {
        manifests.putIfAbsent(digest, manifest);
    }

    Optional<String> digestOf(RegistryEndpoint endpoint, String repository, String tag) {
        return Optional.ofNullable(tagDigests.get(key(endpoint, repository, tag)));
    }

    void putDigest(RegistryEndpoint endpoint, String repository, String tag, String digest) {
        tagDigests.put(key(endpoint, repository, tag), digest);
    }

    void forgetTag(RegistryEndpoint endpoint, String repository, String tag) {
        tagDigests.remove(key(endpoint, repository, tag));
    }

    private static String key(RegistryEndpoint endpoint, String repository, String tag) {
        return endpoint.api() + "/" + repository + ":" + tag;
    }

    private <T> Optional<T> once(Map<String, T> known, String digest, Load<T> load) throws InterruptedException {
        while (true) {
            T cached = known.get(digest);
            if (cached != null) {
                return Optional.of(cached);
            }
            CompletableFuture<Optional<?>> mine = new CompletableFuture<>();
            CompletableFuture<Optional<?>> other = underway.putIfAbsent(digest, mine);
            if (other == null) {
                return loadAs(mine, known, digest, load);
            }
            try {
                if (other.get().isEmpty()) {
                    return Optional.empty();
                }
            } catch (ExecutionException e) {
                // the other one failed, perhaps by being cancelled: this thread tries for itself
            }
        }
    }

    private <T> Optional<T> loadAs(
            CompletableFuture<Optional<?>> mine, Map<String, T> known, String digest, Load<T> load)
            throws InterruptedException {
        try {
            Optional<T> loaded = load.get();
            loaded.ifPresent(value -> known.put(digest, value));
            underway.remove(digest);
            mine.complete(loaded);
            return loaded;
        } catch (InterruptedException | RuntimeException e) {
            underway.remove(digest);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    /** What is known at this moment, the entries used the longest time ago first. */
    Content content() {
        return new Content(copy(manifests), copy(configs), copy(tagDigests));
    }

    /** Takes up what was known before. */
    void putAll(Content content) {
        manifests.putAll(content.manifests());
        configs.putAll(content.configs());
        tagDigests.putAll(content.tagDigests());
    }

    private static <T> Map<String, T> copy(Map<String, T> map) {
        synchronized (map) {
            return new LinkedHashMap<>(map);
        }
    }

    private static <T> Map<String, T> bounded(int entries) {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > entries;
            }
        });
    }
}
