package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.http.SingleFlight;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.TimeSource;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ImageConfig;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Manifest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

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
    private final SingleFlight<String, Optional<Manifest>> manifests = new SingleFlight<>();
    private final SingleFlight<String, Optional<ImageConfig>> configs = new SingleFlight<>();
    private final SingleFlight<String, Optional<String>> digests = new SingleFlight<>();

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

    /**
     * The same with the usual room.
     *
     * @param time the clock by which entries age
     */
    public static TagMetadataCache in(Path directory, TimeSource time) {
        return new TagMetadataCache(MetadataStore.in(directory, time, USUAL_TAGS));
    }

    /** @param fetch gets it if it is not in the cache; empty if the registry does not have it */
    Optional<Manifest> manifest(String digest, SingleFlight.Fetch<Optional<Manifest>> fetch)
            throws InterruptedException {
        return manifests.get(digest, manifestOf(digest), fetch);
    }

    /** @param fetch gets it if it is not in the cache; empty if the registry does not have it */
    Optional<ImageConfig> config(String digest, SingleFlight.Fetch<Optional<ImageConfig>> fetch)
            throws InterruptedException {
        return configs.get(digest, configOf(digest), fetch);
    }

    /**
     * The digest that a tag is known to have, or else the one that is fetched.
     *
     * @param fetch empty if the registry does not have the tag
     */
    Optional<String> digest(KnownTags tags, String tag, SingleFlight.Fetch<Optional<String>> fetch)
            throws InterruptedException {
        return digests.get(tags.repository() + ":" + tag, new DigestOf(tags, tag), fetch);
    }

    /** Empty if it is not known. */
    Optional<Manifest> manifest(String digest) {
        return manifestOf(digest).value();
    }

    /** Empty if it is not known. */
    Optional<ImageConfig> config(String digest) {
        return configOf(digest).value();
    }

    void putManifest(String digest, Manifest manifest) {
        manifestOf(digest).keep(Optional.of(manifest));
    }

    /** What is known of one repository's tags. */
    public KnownTags tags(RegistryEndpoint endpoint, String repository) {
        return new KnownTags(store, MetadataCodec.repositoryKey(endpoint, repository));
    }

    /** How much memory what is known takes, as far as it has been read. */
    public long bytes() {
        return store.liveBytes();
    }

    /** Writes what is not written yet. Without it that happens within a fraction of a second of the next fetch. */
    public void flush() {
        store.flush();
    }

    private Stored<Manifest> manifestOf(String digest) {
        return new Stored<>(MetadataCodec.manifestKey(digest), MetadataCodec::manifest, MetadataCodec::encode);
    }

    private Stored<ImageConfig> configOf(String digest) {
        return new Stored<>(MetadataCodec.configKey(digest), MetadataCodec::config, MetadataCodec::encode);
    }

    /** A value of the store. That the registry does not have something is not kept. */
    private final class Stored<T> implements SingleFlight.Memory<Optional<T>> {

        private final byte[] key;
        private final Function<byte[], T> decode;
        private final Function<T, byte[]> encode;

        Stored(byte[] key, Function<byte[], T> decode, Function<T, byte[]> encode) {
            this.key = key;
            this.decode = decode;
            this.encode = encode;
        }

        Optional<T> value() {
            return Optional.ofNullable(store.get(key)).map(decode);
        }

        @Override
        public Optional<Optional<T>> known() {
            return value().map(Optional::of);
        }

        /** Another repository, registry or login may have what this one does not. */
        @Override
        public boolean isGoodEnough(Optional<T> found) {
            return found.isPresent();
        }

        @Override
        public void keep(Optional<T> found) {
            found.ifPresent(value -> store.put(key, encode.apply(value)));
        }
    }

    private record DigestOf(KnownTags tags, String tag) implements SingleFlight.Memory<Optional<String>> {

        @Override
        public Optional<Optional<String>> known() {
            return tags.digest(tag).map(Optional::of);
        }

        @Override
        public void keep(Optional<String> found) {
            found.ifPresent(digest -> tags.put(tag, digest));
        }
    }
}
