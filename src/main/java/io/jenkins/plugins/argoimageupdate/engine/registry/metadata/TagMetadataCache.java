package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.TimeSource;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ImageConfig;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Manifest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Remembers what registries said: manifests and configurations by digest, which never change, and the digest that each tag
 * last had, which may. Whoever uses a tag's digest has to check it again before relying on it. What is asked for by several
 * threads at once is fetched by one of them.
 *
 * <p>It costs about a quarter of a kilobyte for each tag (without labels), and is bounded: when it is full, the tags that
 * were checked the longest time ago go, with what only they name.
 *
 * <p>Thread-safe; one for the whole process.
 */
public final class TagMetadataCache {

    private static final int USUAL_TAGS = 100_000;

    private final MetadataStore store;
    private final Map<String, CompletableFuture<Optional<?>>> underway = new ConcurrentHashMap<>();

    private TagMetadataCache(MetadataStore store) {
        this.store = store;
    }

    /** Keeps everything in memory alone. */
    public TagMetadataCache() {
        this(MetadataStore.inMemory(TimeSource.SYSTEM, USUAL_TAGS));
    }

    /**
     * Keeps everything in memory and in a directory, which is made when something is written. Several processes may share it,
     * and it may be deleted at any time.
     */
    public static TagMetadataCache in(Path directory) {
        return in(directory, USUAL_TAGS);
    }

    /**
     * The same.
     *
     * @param tags how many there is room for, if their images have few labels
     */
    public static TagMetadataCache in(Path directory, int tags) {
        return new TagMetadataCache(MetadataStore.in(directory, TimeSource.SYSTEM, tags));
    }

    public static TagMetadataCache in(Path directory, TimeSource time) {
        return new TagMetadataCache(MetadataStore.in(directory, time, USUAL_TAGS));
    }

    /** Gets what is not in the cache; empty if the registry does not have it. */
    interface Load<T> {
        Optional<T> get() throws InterruptedException;
    }

    Optional<Manifest> manifest(String digest, Load<Manifest> load) throws InterruptedException {
        return once(new Manifests(digest), load);
    }

    Optional<ImageConfig> config(String digest, Load<ImageConfig> load) throws InterruptedException {
        return once(new Configs(digest), load);
    }

    /** The digest that a tag is known to have, or else the one that is loaded. */
    Optional<String> digest(KnownTags tags, String tag, Load<String> load) throws InterruptedException {
        return once(new Digests(tags, tag), load);
    }

    /** Empty if it is not known. */
    Optional<Manifest> manifest(String digest) {
        return new Manifests(digest).get();
    }

    /** Empty if it is not known. */
    Optional<ImageConfig> config(String digest) {
        return new Configs(digest).get();
    }

    boolean hasManifest(String digest) {
        return store.contains(MetadataCodec.manifestKey(digest));
    }

    void putManifest(String digest, Manifest manifest) {
        new Manifests(digest).put(manifest);
    }

    /** What is known of one repository's tags. */
    public KnownTags tags(RegistryEndpoint endpoint, String repository) {
        return new KnownTags(store, MetadataCodec.repositoryKey(endpoint, repository));
    }

    /** How much memory what is known takes, as far as it has been read. */
    public long bytes() {
        return store.liveBytes();
    }

    /** See {@link MetadataStore#tagChanges}. */
    long tagChanges() {
        return store.tagChanges();
    }

    /** Takes over what other processes have written meanwhile. */
    void refresh() {
        store.refresh();
    }

    /** Writes what is not written yet. Without it that happens within a fraction of a second of the next fetch. */
    public void flush() {
        store.flush();
    }

    /** A place for one thing in the store. */
    private interface Place<T> {
        String name();

        Optional<T> get();

        void put(T value);
    }

    private record Digests(KnownTags tags, String tag) implements Place<String> {

        @Override
        public String name() {
            return "tag " + tags.repository() + ":" + tag;
        }

        @Override
        public Optional<String> get() {
            return tags.digest(tag);
        }

        @Override
        public void put(String digest) {
            tags.put(tag, digest);
        }
    }

    private final class Manifests implements Place<Manifest> {

        private final String digest;

        Manifests(String digest) {
            this.digest = digest;
        }

        @Override
        public String name() {
            return "manifest " + digest;
        }

        @Override
        public Optional<Manifest> get() {
            return Optional.ofNullable(store.get(MetadataCodec.manifestKey(digest)))
                    .map(MetadataCodec::manifest);
        }

        @Override
        public void put(Manifest manifest) {
            store.put(MetadataCodec.manifestKey(digest), MetadataCodec.encode(manifest));
        }
    }

    private final class Configs implements Place<ImageConfig> {

        private final String digest;

        Configs(String digest) {
            this.digest = digest;
        }

        @Override
        public String name() {
            return "config " + digest;
        }

        @Override
        public Optional<ImageConfig> get() {
            return Optional.ofNullable(store.get(MetadataCodec.configKey(digest)))
                    .map(MetadataCodec::config);
        }

        @Override
        public void put(ImageConfig config) {
            store.put(MetadataCodec.configKey(digest), MetadataCodec.encode(config));
        }
    }

    private <T> Optional<T> once(Place<T> place, Load<T> load) throws InterruptedException {
        while (true) {
            Optional<T> cached = place.get();
            if (cached.isPresent()) {
                return cached;
            }
            CompletableFuture<Optional<?>> mine = new CompletableFuture<>();
            CompletableFuture<Optional<?>> other = underway.putIfAbsent(place.name(), mine);
            if (other == null) {
                return loadAs(mine, place, load);
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

    private <T> Optional<T> loadAs(CompletableFuture<Optional<?>> mine, Place<T> place, Load<T> load)
            throws InterruptedException {
        try {
            Optional<T> loaded = load.get();
            loaded.ifPresent(place::put);
            underway.remove(place.name());
            mine.complete(loaded);
            return loaded;
        } catch (InterruptedException | RuntimeException e) {
            underway.remove(place.name());
            mine.completeExceptionally(e);
            throw e;
        }
    }
}
