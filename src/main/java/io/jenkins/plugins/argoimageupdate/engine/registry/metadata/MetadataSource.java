package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClient;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Digest;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ImageConfig;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Manifest;
import java.util.Optional;

/**
 * Where the metadata of one repository's tags comes from: the cache, and what is not there from the registry, which then is in
 * the cache. Thread-safe.
 */
public final class MetadataSource {

    private final RegistryClient client;
    private final TagMetadataCache cache;
    private final KnownTags tags;
    private final String repository;
    private final boolean asks;

    /** @param repository its name in the registry */
    public MetadataSource(RegistryClient client, TagMetadataCache cache, KnownTags tags, String repository) {
        this(client, cache, tags, repository, true);
    }

    private MetadataSource(
            RegistryClient client, TagMetadataCache cache, KnownTags tags, String repository, boolean asks) {
        this.client = client;
        this.cache = cache;
        this.tags = tags;
        this.repository = repository;
        this.asks = asks;
    }

    /** What is known of the repository's tags. */
    public KnownTags tags() {
        return tags;
    }

    /** Something is not in the cache, and the registry is not to be asked. */
    static final class NotRememberedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NotRememberedException() {
            super("not in the cache", null, false, false);
        }
    }

    /** The same without the registry: throws {@link NotRememberedException} for what is not in the cache. */
    MetadataSource remembered() {
        return new MetadataSource(client, cache, tags, repository, false);
    }

    String digestOf(String tag) throws InterruptedException, UnusableTagException {
        if (!asks) {
            return tags.digest(tag).orElseThrow(NotRememberedException::new);
        }
        return cache.digest(tags, tag, () -> client.manifest(repository, tag).map(this::kept))
                .orElseThrow(() -> new UnusableTagException(Outcome.NO_METADATA, "the registry has no such tag (404)"));
    }

    private String kept(RegistryClient.Fetched fetched) {
        cache.putManifest(fetched.digest(), fetched.manifest());
        return fetched.digest();
    }

    /** @param digest of the manifest */
    record Tagged(String digest, Manifest manifest) {}

    /**
     * What a tag names. Where the registry tells a digest and has nothing of that digest, as one that is not yet the same everywhere, the
     * tag itself is asked for once more: only if that is not there either, the tag is gone.
     */
    Tagged tagged(String tag) throws InterruptedException, UnusableTagException {
        String digest = digestOf(tag);
        Optional<Manifest> named = find(digest);
        if (named.isEmpty()) {
            tags.forget(tag);
            digest = digestOf(tag);
            named = find(digest);
        }
        return new Tagged(digest, named.orElseThrow(() -> missing(tag)));
    }

    Manifest manifest(String digest) throws InterruptedException, UnusableTagException {
        return find(digest).orElseThrow(() -> missing(digest));
    }

    private static UnusableTagException missing(String reference) {
        return new UnusableTagException(
                Outcome.NO_METADATA, "the registry does not have its manifest " + reference + " (404)");
    }

    private Optional<Manifest> find(String digest) throws InterruptedException, UnusableTagException {
        Optional<Manifest> known = cache.manifest(digest);
        if (known.isPresent()) {
            noteRemembered(1);
            return known;
        }
        if (!Digest.isValid(digest)) {
            throw new UnusableTagException(Outcome.NO_METADATA, "its index names an image without a digest");
        }
        failUnlessAsking();
        return cache.manifest(digest, () -> client.manifest(repository, digest).map(RegistryClient.Fetched::manifest));
    }

    ImageConfig config(String digest) throws InterruptedException, UnusableTagException {
        Optional<ImageConfig> known = cache.config(digest);
        ImageConfig config = known.isPresent() ? known.get() : load(digest);
        if (config.equals(ImageConfig.UNREADABLE)) {
            throw new UnusableTagException(Outcome.NO_METADATA, "its configuration is not valid");
        }
        return config;
    }

    private ImageConfig load(String digest) throws InterruptedException, UnusableTagException {
        failUnlessAsking();
        return cache.config(
                        digest,
                        () -> client.blob(repository, digest)
                                .map(blob -> ImageConfig.parse(blob).orElse(ImageConfig.UNREADABLE)))
                .orElseThrow(() -> new UnusableTagException(
                        Outcome.NO_METADATA, "the registry does not have its configuration " + digest + " (404)"));
    }

    /** Counts images that the registry need not be asked for. */
    public void noteRemembered(int images) {
        client.metrics().cached(images);
    }

    /** Takes note of what a tag names, as somebody told who has to know. */
    void recordDigest(String tag, String digest) {
        tags.put(tag, digest);
    }

    /** Asks for the digest that the tag has now; true if it is not the one known so far. */
    public boolean revalidate(String tag) throws InterruptedException {
        Optional<String> known = tags.digest(tag);
        Optional<String> now = client.digest(repository, tag);
        now.ifPresentOrElse(digest -> tags.put(tag, digest), () -> tags.forget(tag));
        return !now.equals(known);
    }

    private void failUnlessAsking() {
        if (!asks) {
            throw new NotRememberedException();
        }
    }
}
