package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.image.PlatformFilter;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out of one repository's tags when each was built, for which platform, and its labels, as the Image Updater does
 * ({@code registry-scanner/pkg/registry/client.go}, {@code TagMetadata}). What it fetched by digest it never fetches again.
 * Thread-safe.
 */
final class TagMetadataReader {

    private static final int MAX_DEPTH = 4;

    private final RegistryClient client;
    private final TagMetadataCache cache;
    private final RegistryEndpoint endpoint;
    private final String repository;
    private final PlatformFilter platforms;

    TagMetadataReader(
            RegistryClient client,
            TagMetadataCache cache,
            RegistryEndpoint endpoint,
            String repository,
            PlatformFilter platforms) {
        this.client = client;
        this.cache = cache;
        this.endpoint = endpoint;
        this.repository = repository;
        this.platforms = platforms;
    }

    /** Ends the reading of a tag. */
    private static final class DroppedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final Outcome outcome;

        DroppedException(Outcome outcome, String detail) {
            super(detail);
            this.outcome = outcome;
        }
    }

    /** @param labels of the image that has this date */
    private record Dated(ImageDate date, Map<String, String> labels) {}

    private record Source(Map<String, String> annotations, boolean child, int depth) {}

    /** For newest-build: everything, with the date of the youngest wanted image. */
    TagFacts built(String tag) throws InterruptedException {
        try {
            String digest = digestOf(tag);
            Optional<Dated> dated = newest(manifest(digest), new Source(Map.of(), false, 0));
            Instant created = dated.map(one -> one.date().instant()).orElse(ImageDate.UNKNOWN);
            Map<String, String> labels = dated.map(Dated::labels).orElse(Map.of());
            boolean substitute = dated.map(one -> one.date().substitute()).orElse(false);
            return new TagFacts.Usable(
                    new RegistryTag(tag, created, digest, labels),
                    substitute ? "has its date from " + ImageDate.KEY : "");
        } catch (DroppedException e) {
            return new TagFacts.Dropped(new TagVerdict(tag, e.outcome, e.getMessage()));
        }
    }

    /** For digest: what the tag names, provided that it is an image for a wanted platform. No image of an index is read. */
    TagFacts followed(String tag) throws InterruptedException {
        try {
            String digest = digestOf(tag);
            Manifest manifest = manifest(digest);
            if (manifest instanceof Manifest.Index index) {
                wanted(index);
                return new TagFacts.Usable(new RegistryTag(tag, null, digest, Map.of()), "");
            }
            Dated dated = newest(manifest, new Source(Map.of(), false, 0)).orElseThrow();
            return new TagFacts.Usable(new RegistryTag(tag, dated.date().instant(), digest, dated.labels()), "");
        } catch (DroppedException e) {
            return new TagFacts.Dropped(new TagVerdict(tag, e.outcome, e.getMessage()));
        }
    }

    /**
     * For newest-push: the tag with its digest and labels, provided that it is for a wanted platform.
     *
     * @param known with the push time, and the digest if the vendor tells it
     */
    TagFacts pushed(RegistryTag known) throws InterruptedException {
        String tag = known.name();
        try {
            if (!known.digest().isEmpty()) {
                cache.putDigest(endpoint, repository, tag, known.digest());
            } else if (isKnown(tag)) {
                revalidate(tag);
            }
            String digest = digestOf(tag);
            Map<String, String> labels = Map.of();
            Manifest manifest = manifest(digest);
            if (manifest instanceof Manifest.Unusable unusable) {
                throw new DroppedException(Outcome.NO_METADATA, unusable.problem());
            }
            if (manifest instanceof Manifest.Index index) {
                wanted(index);
            } else {
                ImageConfig config = config((Manifest.Image) manifest);
                failOnOtherPlatform(config);
                labels = config.labels();
            }
            return new TagFacts.Usable(new RegistryTag(tag, known.created(), digest, labels), "");
        } catch (DroppedException e) {
            return new TagFacts.Dropped(new TagVerdict(tag, e.outcome, e.getMessage()));
        }
    }

    /** Whether {@link #built} needs no request for this tag as far as its own manifest goes. */
    boolean isKnown(String tag) {
        return cache.digestOf(endpoint, repository, tag)
                .filter(cache::hasManifest)
                .isPresent();
    }

    /** Asks for the digest that the tag has now; true if it is not the one known so far. */
    boolean revalidate(String tag) throws InterruptedException {
        Optional<String> known = cache.digestOf(endpoint, repository, tag);
        Optional<String> now = client.digest(repository, tag);
        now.ifPresentOrElse(
                digest -> cache.putDigest(endpoint, repository, tag, digest),
                () -> cache.forgetTag(endpoint, repository, tag));
        return !now.equals(known);
    }

    private String digestOf(String tag) throws InterruptedException, DroppedException {
        Optional<String> known = cache.digestOf(endpoint, repository, tag);
        if (known.isPresent()) {
            return known.get();
        }
        RegistryClient.Fetched fetched = client.manifest(repository, tag)
                .orElseThrow(() -> new DroppedException(Outcome.NO_METADATA, "the registry has no such tag (404)"));
        cache.putManifest(fetched.digest(), fetched.manifest());
        cache.putDigest(endpoint, repository, tag, fetched.digest());
        return fetched.digest();
    }

    private Manifest manifest(String digest) throws InterruptedException, DroppedException {
        if (!Digest.isValid(digest)) {
            throw new DroppedException(Outcome.NO_METADATA, "its index names an image without a digest");
        }
        if (cache.hasManifest(digest)) {
            client.metrics().cached();
        }
        return cache.manifest(digest, () -> client.manifest(repository, digest).map(RegistryClient.Fetched::manifest))
                .orElseThrow(() -> new DroppedException(
                        Outcome.NO_METADATA, "the registry does not have its manifest " + digest + " (404)"));
    }

    private Optional<Dated> newest(Manifest manifest, Source source) throws InterruptedException, DroppedException {
        if (manifest instanceof Manifest.Unusable unusable) {
            throw new DroppedException(Outcome.NO_METADATA, unusable.problem());
        }
        if (manifest instanceof Manifest.Image image) {
            return ofImage(image, source);
        }
        if (source.depth() >= MAX_DEPTH) {
            throw new DroppedException(Outcome.NO_METADATA, "its indexes are nested too deeply");
        }
        Manifest.Index index = (Manifest.Index) manifest;
        Source below = new Source(merged(source.annotations(), index.annotations()), true, source.depth() + 1);
        Dated newest = null;
        for (Manifest.Child child : wanted(index)) {
            Optional<Dated> dated = newest(manifest(child.digest()), below);
            boolean newer = dated.isPresent()
                    && (newest == null
                            || dated.get()
                                    .date()
                                    .instant()
                                    .isAfter(newest.date().instant()));
            newest = newer ? dated.get() : newest;
        }
        return Optional.ofNullable(newest);
    }

    private List<Manifest.Child> wanted(Manifest.Index index) throws DroppedException {
        List<Manifest.Child> wanted = index.children().stream()
                .filter(child -> platforms.wants(child.platform()))
                .toList();
        if (wanted.isEmpty()) {
            throw new DroppedException(
                    Outcome.OTHER_PLATFORM,
                    "it is for "
                            + (index.children().isEmpty()
                                    ? "no platform at all"
                                    : String.join(
                                            ", ",
                                            index.children().stream()
                                                    .map(child ->
                                                            child.platform().toString())
                                                    .toList())));
        }
        return wanted;
    }

    /** Empty for an image of an index whose configuration names another platform than the index does. */
    private Optional<Dated> ofImage(Manifest.Image image, Source source) throws InterruptedException, DroppedException {
        ImageConfig config = config(image);
        if (source.child() && !platforms.wants(config.platform())) {
            return Optional.empty();
        }
        failOnOtherPlatform(config);
        ImageDate date = ImageDate.of(config, merged(source.annotations(), image.annotations()))
                .orElseThrow(() -> new DroppedException(
                        Outcome.NO_METADATA,
                        "its configuration has no usable date ('created' is "
                                + (config.created().isEmpty() ? "missing" : "'" + config.created() + "'") + ")"));
        return Optional.of(new Dated(date, config.labels()));
    }

    private ImageConfig config(Manifest.Image image) throws InterruptedException, DroppedException {
        String digest = image.configDigest();
        ImageConfig config = cache.config(
                        digest,
                        () -> client.blob(repository, digest)
                                .map(blob -> ImageConfig.parse(blob).orElse(ImageConfig.UNREADABLE)))
                .orElseThrow(() -> new DroppedException(
                        Outcome.NO_METADATA, "the registry does not have its configuration " + digest + " (404)"));
        if (config.equals(ImageConfig.UNREADABLE)) {
            throw new DroppedException(Outcome.NO_METADATA, "its configuration is not valid");
        }
        return config;
    }

    private void failOnOtherPlatform(ImageConfig config) throws DroppedException {
        if (!platforms.wants(config.platform())) {
            throw new DroppedException(Outcome.OTHER_PLATFORM, "it is for " + config.platform());
        }
    }

    private static Map<String, String> merged(Map<String, String> outer, Map<String, String> inner) {
        if (outer.isEmpty()) {
            return inner;
        }
        Map<String, String> merged = new HashMap<>(outer);
        merged.putAll(inner);
        return merged;
    }
}
