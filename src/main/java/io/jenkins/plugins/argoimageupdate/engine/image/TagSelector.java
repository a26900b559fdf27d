package io.jenkins.plugins.argoimageupdate.engine.image;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses a tag in two steps: {@link #candidates} says by name alone which tags are worth a request for metadata, {@link
 * #choose} then takes the best of them. Immutable; may be shared.
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

    /** @throws ConfigurationException if the strategy is digest and the rule names no tag to follow */
    public static TagSelector of(SelectionRule rule) {
        if (rule.strategy() == UpdateStrategy.DIGEST && rule.constraint().isEmpty()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "choose a tag by strategy 'digest'",
                    "it follows one tag, and none is given",
                    "Write the image with the tag to follow, such as 'app:latest'");
        }
        return new TagSelector(rule);
    }

    /**
     * The names left by {@code allow-tags}, {@code ignore-tags} and, for digest, the tag to follow; in the order given. What the
     * strategy makes of a name, such as whether it is a version, does not count yet.
     */
    public List<String> candidates(Collection<String> names) {
        return names.stream().filter(name -> refusal(name).isEmpty()).toList();
    }

    /** Chooses among tags none of which was dropped for its metadata. */
    public Selection choose(Collection<RegistryTag> tags) {
        return choose(tags, Map.of());
    }

    /**
     * Chooses the best tag. A name that is listed twice counts once, as it is listed last.
     *
     * @param tags everything that the registry lists, candidates with what the strategy needs to know of them
     * @param dropped candidates that their metadata ruled out or that have none, by name, with the verdict to report
     * @throws ConfigurationException if the strategy is semver, some candidate is a version and the constraint is none
     */
    public Selection choose(Collection<RegistryTag> tags, Map<String, TagVerdict> dropped) {
        Map<String, RegistryTag> listed = new LinkedHashMap<>();
        tags.forEach(tag -> listed.put(tag.name(), tag));
        return choose(TagOrder.of(rule, filter), List.copyOf(listed.values()), dropped);
    }

    private <K> Selection choose(TagOrder<K> order, List<RegistryTag> tags, Map<String, TagVerdict> dropped) {
        TagVerdict[] verdicts = new TagVerdict[tags.size()];
        List<String> considered = new ArrayList<>();
        BestTag<K> best = new BestTag<>(order);
        for (int i = 0; i < verdicts.length; i++) {
            RegistryTag tag = tags.get(i);
            Optional<TagFilter.Refusal> refusal = refusal(tag.name());
            verdicts[i] = dropped.get(tag.name());
            if (refusal.isEmpty() && verdicts[i] == null) {
                refusal = best.offer(tag);
                if (refusal.isEmpty() || refusal.get().outcome() != TagVerdict.Outcome.NO_METADATA) {
                    considered.add(tag.name());
                }
            }
            if (refusal.isPresent()) {
                verdicts[i] = new TagVerdict(
                        tag.name(), refusal.get().outcome(), refusal.get().detail());
            }
        }
        considered.sort(CodePointOrder.COMPARATOR);
        return new Selection(best.tag(), considered, completed(verdicts, tags, best.tag()), notes(best));
    }

    private Optional<TagFilter.Refusal> refusal(String name) {
        Optional<TagFilter.Refusal> refusal = filter.refusal(name);
        boolean followsAnother = rule.strategy() == UpdateStrategy.DIGEST && !name.equals(rule.constraint());
        return refusal.isEmpty() && followsAnother ? notFollowed : refusal;
    }

    private static List<TagVerdict> completed(
            TagVerdict[] verdicts, List<RegistryTag> tags, Optional<RegistryTag> best) {
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] == null) {
                boolean chosen = best.isPresent() && best.get() == tags.get(i);
                verdicts[i] = new TagVerdict(
                        tags.get(i).name(),
                        chosen ? TagVerdict.Outcome.CHOSEN : TagVerdict.Outcome.OLDER,
                        "",
                        tags.get(i).created());
            }
        }
        return List.copyOf(Arrays.asList(verdicts));
    }

    private List<String> notes(BestTag<?> best) {
        List<String> notes = new ArrayList<>(filter.warnings());
        best.ties().ifPresent(notes::add);
        return List.copyOf(notes);
    }
}
