package io.jenkins.plugins.argoimageupdate.engine.strategy;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * How one tag is preferred over the others. A constant says all that its strategy decides; what asks registries, plans and explains goes by
 * that and knows no strategy by name.
 */
public enum UpdateStrategy {
    SEMVER(
            "semver",
            Needs.NAME,
            Constraint.VERSIONS,
            "lower than",
            (rule, filter) -> new VersionOrder(rule.constraint())),
    NEWEST_BUILD(
            "newest-build",
            Needs.BUILD_DATE,
            Constraint.UNUSED,
            "older than",
            (rule, filter) -> new DateOrder("built")),
    NEWEST_PUSH(
            "newest-push", Needs.PUSH_TIME, Constraint.UNUSED, "older than", (rule, filter) -> new DateOrder("pushed")),
    ALPHABETICAL("alphabetical", Needs.NAME, Constraint.UNUSED, "comes before", (rule, filter) -> new NameOrder()),
    NUMERIC(
            "numeric",
            Needs.NAME,
            Constraint.UNUSED,
            "lower than",
            (rule, filter) -> new NumberOrder(filter.expression())),
    DIGEST("digest", Needs.DIGEST, Constraint.TAG, "older than", (rule, filter) -> new NameOrder());

    private final String id;
    private final Needs needs;
    private final Constraint constraint;
    private final String lesser;
    private final BiFunction<SelectionRule, TagFilter, TagOrder<?>> order;

    UpdateStrategy(
            String id,
            Needs needs,
            Constraint constraint,
            String lesser,
            BiFunction<SelectionRule, TagFilter, TagOrder<?>> order) {
        this.id = id;
        this.needs = needs;
        this.constraint = constraint;
        this.lesser = lesser;
        this.order = order;
    }

    /** What has to be known of a tag before it can be chosen. */
    public enum Needs {
        NAME,
        /** The date in the image's configuration. */
        BUILD_DATE,
        /** What the API of the registry's vendor tells; where it tells nothing, the build date. */
        PUSH_TIME,
        /** What the one tag that is followed names now; this is what is compared with the live image, and what is written. */
        DIGEST
    }

    /** What the tag that is written with a watched image means. */
    public enum Constraint {
        UNUSED,
        /** A {@link io.jenkins.plugins.argoimageupdate.engine.version.VersionConstraint}. */
        VERSIONS,
        /** The only tag that may be chosen; it has to be given. */
        TAG
    }

    /** The name that annotations, files and arguments use. */
    public String id() {
        return id;
    }

    /** What has to be read of each tag before this strategy can choose. */
    public Needs needs() {
        return needs;
    }

    /** Whether the choice needs more of each tag than its name (Image Updater: manifest and configuration). */
    public boolean needsMetadata() {
        return needs != Needs.NAME;
    }

    /** What a tag that is written with the image means to it. */
    public Constraint constraint() {
        return constraint;
    }

    /** Whether the tag of a watched image says something: a range of versions, or the tag whose digest is followed. */
    public boolean usesConstraint() {
        return constraint != Constraint.UNUSED;
    }

    /** How the tags that the filters leave are ranked, for one choice. */
    public TagOrder<?> order(SelectionRule rule, TagFilter filter) {
        return order.apply(rule, filter);
    }

    /** What a tag is that could have been chosen, in words that the chosen one follows: such as {@code older than}. */
    public String lesser() {
        return lesser;
    }

    /** Whether images are compared and written by their digests, not by their tags. */
    public boolean comparesDigests() {
        return needs == Needs.DIGEST;
    }

    /** What is written for a chosen tag: its name, and its digest only if the strategy is to follow digests. */
    public ImageTag tagFor(RegistryTag chosen) {
        return new ImageTag(chosen.name(), comparesDigests() ? chosen.digest() : "");
    }

    /**
     * Whether what is live has to give way. Where digests are compared, a live image without a digest has to even if its tag is the same
     * (Image Updater: {@code pkg/argocd/update.go}, {@code needsUpdate}).
     *
     * @param live null if the live image has neither tag nor digest
     */
    public boolean needsUpdate(ImageTag live, ImageTag chosen) {
        return live == null || comparesDigests() && live.digest().isEmpty() || !live.matches(chosen);
    }

    /** The strategy of this name, exactly as {@link #id} has it. */
    public static Optional<UpdateStrategy> ofId(String text) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.id.equals(text))
                .findFirst();
    }

    /** The strategy that had this name in older versions of the Image Updater, in any case. */
    public static Optional<UpdateStrategy> ofOldName(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "latest" -> Optional.of(NEWEST_BUILD);
            case "name" -> Optional.of(ALPHABETICAL);
            default -> Optional.empty();
        };
    }

    /**
     * Reads a strategy in any case, by its name or {@link #ofOldName old name} (Image Updater: {@code options.go}, {@code
     * ParseUpdateStrategy}).
     *
     * @param text as configured; null or empty for the default, semver
     * @param warnings takes a sentence when the text is outdated, or unknown, which means semver too
     */
    public static UpdateStrategy parse(String text, Consumer<String> warnings) {
        if (text == null || text.isEmpty()) {
            return SEMVER;
        }
        Optional<UpdateStrategy> named = ofId(text.toLowerCase(Locale.ROOT));
        if (named.isPresent()) {
            return named.get();
        }
        Optional<UpdateStrategy> renamed = ofOldName(text);
        if (renamed.isPresent()) {
            warnings.accept("update strategy '" + text + "' is the old name of '" + renamed.get().id + "'");
            return renamed.get();
        }
        warnings.accept("unknown update strategy '" + text + "', using 'semver'");
        return SEMVER;
    }
}
