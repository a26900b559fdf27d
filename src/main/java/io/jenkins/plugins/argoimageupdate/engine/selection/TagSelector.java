package io.jenkins.plugins.argoimageupdate.engine.selection;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses a tag in two steps: {@link #filter} says by name alone which tags are worth a request for metadata, {@link
 * FilteredTags#choose} then takes the best of them. Immutable; may be shared.
 *
 * <p>The current tag plays no part: the best allowed tag is chosen even if it is older (Image Updater: {@code version.go}, {@code
 * GetNewestVersionFromTags}).
 */
public final class TagSelector {

    private final SelectionRule rule;
    private final TagFilter filter;
    private final Optional<TagFilter.Refusal> notFollowed;

    private TagSelector(SelectionRule rule) {
        this.rule = rule;
        this.filter = TagFilter.of(rule.allowTags(), rule.ignoreTags());
        this.notFollowed = Optional.of(new TagFilter.Refusal(TagVerdict.Outcome.OUTSIDE_CONSTRAINT, rule.constraint()));
    }

    /** @throws ConfigurationException if the strategy follows one tag and the rule names none */
    public static TagSelector of(SelectionRule rule) {
        if (rule.followsTag() && rule.constraint().isEmpty()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "choose a tag by strategy '" + rule.strategy().id() + "'",
                    "it follows one tag, but no tag is set",
                    "Write the image with the tag to follow, such as 'app:latest'");
        }
        return new TagSelector(rule);
    }

    /** What it chooses by. */
    public SelectionRule rule() {
        return rule;
    }

    /** Asks the filters about each of the names, none of which may be there twice. */
    public FilteredTags filter(Collection<String> names) throws InterruptedException {
        TagVerdict[] refused = new TagVerdict[names.size()];
        List<String> candidates = new ArrayList<>(names.size());
        int i = 0;
        for (String name : names) {
            endIfInterrupted();
            Optional<TagFilter.Refusal> refusal = refusal(name);
            if (refusal.isPresent()) {
                refused[i] = refusal.get().verdict(name);
            } else {
                candidates.add(name);
            }
            i++;
        }
        return new FilteredTags(rule, filter, refused, candidates);
    }

    /**
     * Whether a name is left by {@code allow-tags}, {@code ignore-tags} and, where there is one, the tag to follow. What the strategy makes of
     * it, such as whether it is a version, does not count yet.
     */
    public boolean allows(String name) {
        return refusal(name).isEmpty();
    }

    /** Whether a name of very many is left; an interrupt ends asking about them. */
    boolean allowsOneOfMany(String name) throws InterruptedException {
        endIfInterrupted();
        return allows(name);
    }

    /** Whether it could choose a tag of which the name alone is known. */
    public boolean canChoose(String name) {
        return allows(name) && rule.strategy().order(rule, filter).allows(RegistryTag.named(name));
    }

    /** Patterns and expressions of the longest kind take a second for some thousand tags: time-outs count in between. */
    static void endIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Chooses among tags none of which was dropped for its metadata. */
    public Selection choose(Collection<RegistryTag> tags) throws InterruptedException {
        return choose(tags, Map.of());
    }

    /**
     * Chooses the best tag. A name that is listed twice counts once, as it is listed last.
     *
     * @param tags everything that the registry lists, candidates with what the strategy needs to know of them
     * @param dropped see {@link FilteredTags#choose}
     * @throws ConfigurationException see {@link FilteredTags#choose}
     */
    public Selection choose(Collection<RegistryTag> tags, Map<String, TagVerdict> dropped) throws InterruptedException {
        Map<String, RegistryTag> listed = new LinkedHashMap<>();
        tags.forEach(tag -> listed.put(tag.name(), tag));
        FilteredTags filtered = filter(listed.keySet());
        return filtered.choose(filtered.candidates().stream().map(listed::get).toList(), dropped);
    }

    private Optional<TagFilter.Refusal> refusal(String name) {
        Optional<TagFilter.Refusal> refusal = filter.refusal(name);
        boolean followsAnother = rule.followsTag() && !name.equals(rule.constraint());
        return refusal.isEmpty() && followsAnother ? notFollowed : refusal;
    }
}
