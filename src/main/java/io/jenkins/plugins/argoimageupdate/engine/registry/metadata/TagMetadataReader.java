package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.image.PlatformFilter;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ImageConfig;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Manifest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out of one repository's tags when each was built, for which platform, and its labels, as the Image Updater does
 * ({@code registry-scanner/pkg/registry/client.go}, {@code TagMetadata}). What it fetched by digest it never fetches again.
 * Thread-safe.
 */
public final class TagMetadataReader {

    private static final int MAX_DEPTH = Budget.INDEX_DEPTH.intValue();

    private final MetadataSource source;
    private final MetadataSource remembered;
    private final PlatformFilter platforms;

    public TagMetadataReader(MetadataSource source, PlatformFilter platforms) {
        this.source = source;
        this.remembered = source.remembered();
        this.platforms = platforms;
    }

    /** Where what is read comes from. */
    public MetadataSource source() {
        return source;
    }

    /** @param labels of the image that has this date */
    private record Dated(ImageDate date, Map<String, String> labels) {

        private static final Dated UNKNOWN = new Dated(new ImageDate(ImageDate.UNKNOWN, false), Map.of());
    }

    /**
     * Where an image or index is found.
     *
     * @param created the date that the annotations of the indexes above give it; empty for none
     * @param visits of all that the tag names
     */
    private record IndexContext(MetadataSource source, String created, boolean child, int depth, Visits visits) {

        static IndexContext tag(MetadataSource source) {
            return new IndexContext(source, "", false, 0, new Visits());
        }

        IndexContext in(Manifest.Index index) {
            return new IndexContext(source, created(index.annotations()), true, depth + 1, visits);
        }

        /** The inner ones count. */
        String created(Map<String, String> inner) {
            return inner.getOrDefault(ImageDate.KEY, created);
        }
    }

    /** What was found already for one tag: an index may name the same image, or index, any number of times. */
    private static final class Visits {

        private record Place(String digest, String created, int depth) {}

        private final Map<Place, Optional<Dated>> found = new HashMap<>();
        private int count;

        Optional<Dated> known(Manifest.Child child, IndexContext below) {
            return found.get(new Place(child.digest(), below.created(), below.depth()));
        }

        void put(Manifest.Child child, IndexContext below, Optional<Dated> dated) {
            found.put(new Place(child.digest(), below.created(), below.depth()), dated);
        }

        void failIfTooMany() throws UnusableTagException {
            if (++count > Budget.TAG_IMAGES.value()) {
                throw new UnusableTagException(
                        Outcome.NO_METADATA, "its indexes name more than " + Budget.TAG_IMAGES.value() + " images");
            }
        }
    }

    /** For newest-build: everything, with the date of the youngest wanted image. */
    public TagMetadata built(String tag) throws InterruptedException {
        return built(tag, source);
    }

    /** The same without a request; empty if something is not known. */
    public Optional<TagMetadata> remembered(String tag) throws InterruptedException {
        try {
            return Optional.of(built(tag, remembered));
        } catch (MetadataSource.NotRememberedException e) {
            return Optional.empty();
        }
    }

    private TagMetadata built(String tag, MetadataSource from) throws InterruptedException {
        try {
            MetadataSource.Tagged tagged = from.tagged(tag);
            Dated dated = newest(tagged.manifest(), IndexContext.tag(from)).orElse(Dated.UNKNOWN);
            return new TagMetadata.Usable(
                    new RegistryTag(tag, dated.date().instant(), tagged.digest(), dated.labels()),
                    dated.date().substitute() ? "has its date from " + ImageDate.KEY : "");
        } catch (UnusableTagException e) {
            return e.metadata(tag);
        }
    }

    /** For digest: what the tag names, provided that it is an image for a wanted platform. No image of an index is read. */
    public TagMetadata followed(String tag) throws InterruptedException {
        try {
            MetadataSource.Tagged tagged = source.tagged(tag);
            String digest = tagged.digest();
            Manifest manifest = tagged.manifest();
            if (manifest instanceof Manifest.Index index) {
                wanted(index);
                return new TagMetadata.Usable(new RegistryTag(tag, null, digest, Map.of()), "");
            }
            Dated dated = newest(manifest, IndexContext.tag(source)).orElseThrow();
            return new TagMetadata.Usable(new RegistryTag(tag, dated.date().instant(), digest, dated.labels()), "");
        } catch (UnusableTagException e) {
            return e.metadata(tag);
        }
    }

    /**
     * For newest-push: the tag with its digest and labels, provided that it is for a wanted platform.
     *
     * @param known with the push time, and the digest if the vendor tells it
     */
    public TagMetadata pushed(RegistryTag known) throws InterruptedException {
        String tag = known.name();
        try {
            if (!known.digest().isEmpty()) {
                source.recordDigest(tag, known.digest());
            } else if (source.tags().isKnown(tag)) {
                source.revalidate(tag);
            }
            MetadataSource.Tagged tagged = source.tagged(tag);
            Map<String, String> labels = Map.of();
            Manifest manifest = tagged.manifest();
            if (manifest instanceof Manifest.Unusable unusable) {
                throw new UnusableTagException(Outcome.NO_METADATA, unusable.problem());
            }
            if (manifest instanceof Manifest.Index index) {
                wanted(index);
            } else {
                ImageConfig config = source.config(((Manifest.Image) manifest).configDigest());
                failOnOtherPlatform(config);
                labels = config.labels();
            }
            return new TagMetadata.Usable(new RegistryTag(tag, known.created(), tagged.digest(), labels), "");
        } catch (UnusableTagException e) {
            return e.metadata(tag);
        }
    }

    private Optional<Dated> newest(Manifest manifest, IndexContext context)
            throws InterruptedException, UnusableTagException {
        if (manifest instanceof Manifest.Unusable unusable) {
            throw new UnusableTagException(Outcome.NO_METADATA, unusable.problem());
        }
        if (manifest instanceof Manifest.Image image) {
            return ofImage(image, context);
        }
        if (context.depth() >= MAX_DEPTH) {
            throw new UnusableTagException(Outcome.NO_METADATA, "its indexes are nested too deeply");
        }
        Manifest.Index index = (Manifest.Index) manifest;
        IndexContext below = context.in(index);
        Dated newest = null;
        for (Manifest.Child child : wanted(index)) {
            Optional<Dated> dated = visited(child, below);
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

    private Optional<Dated> visited(Manifest.Child child, IndexContext below)
            throws InterruptedException, UnusableTagException {
        Optional<Dated> known = below.visits().known(child, below);
        if (known != null) {
            return known;
        }
        below.visits().failIfTooMany();
        Optional<Dated> dated = newest(below.source().manifest(child.digest()), below);
        below.visits().put(child, below, dated);
        return dated;
    }

    private List<Manifest.Child> wanted(Manifest.Index index) throws UnusableTagException {
        List<Manifest.Child> wanted = index.children().stream()
                .filter(child -> platforms.wants(child.platform()))
                .toList();
        if (wanted.isEmpty()) {
            throw UnusableTagException.otherPlatform(
                    index.children().stream().map(Manifest.Child::platform).toList());
        }
        return wanted;
    }

    /** Empty for an image of an index whose configuration names another platform than the index does. */
    private Optional<Dated> ofImage(Manifest.Image image, IndexContext context)
            throws InterruptedException, UnusableTagException {
        ImageConfig config = context.source().config(image.configDigest());
        if (context.child() && !platforms.wants(config.platform())) {
            return Optional.empty();
        }
        failOnOtherPlatform(config);
        ImageDate date = ImageDate.of(config, context.created(image.annotations()))
                .orElseThrow(() -> new UnusableTagException(
                        Outcome.NO_METADATA,
                        "its configuration has no usable date ('created' is "
                                + (config.created().isEmpty() ? "missing" : "'" + config.created() + "'") + ")"));
        return Optional.of(new Dated(date, config.labels()));
    }

    private void failOnOtherPlatform(ImageConfig config) throws UnusableTagException {
        if (!platforms.wants(config.platform())) {
            throw UnusableTagException.otherPlatform(List.of(config.platform()));
        }
    }
}
