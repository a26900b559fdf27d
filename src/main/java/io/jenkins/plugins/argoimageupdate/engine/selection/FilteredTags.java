package io.jenkins.plugins.argoimageupdate.engine.selection;

import io.jenkins.plugins.argoimageupdate.engine.golang.CodePointOrder;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.TagOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a registry lists, after the filters were asked about each name: which tags are worth a request for metadata, and with that
 * the choice. Made by {@link TagSelector#filter}. Immutable; may be shared.
 */
public final class FilteredTags {

    private final SelectionRule rule;
    private final TagFilter filter;
    private final @Nullable TagVerdict[] refused;
    private final List<String> candidates;

    /**
     * @param refused for each tag listed why it does not take part, or null if it does
     * @param candidates those that do
     */
    FilteredTags(SelectionRule rule, TagFilter filter, @Nullable TagVerdict[] refused, List<String> candidates) {
        this.rule = rule;
        this.filter = filter;
        this.refused = refused;
        this.candidates = Collections.unmodifiableList(candidates);
    }

    /** The names left by the filters, in the order listed; see {@link TagSelector#allows}. */
    public List<String> candidates() {
        return candidates;
    }

    /**
     * Chooses the best tag.
     *
     * @param tags one for each of the {@link #candidates}, in their order, with what the strategy needs to know of it
     * @param dropped candidates that their metadata ruled out or that have none, by name, with the verdict to report
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException if the constraint has to be read and
     *     cannot be: see {@link TagOrder#excluded}
     */
    public Selection choose(List<RegistryTag> tags, Map<String, TagVerdict> dropped) throws InterruptedException {
        return choose(rule.strategy().order(rule, filter), tags, dropped);
    }

    private <K extends Comparable<K>> Selection choose(
            TagOrder<K> order, List<RegistryTag> tags, Map<String, TagVerdict> dropped) throws InterruptedException {
        TagVerdict[] verdicts = refused.clone();
        List<String> considered = new ArrayList<>(tags.size());
        BestTag<K> best = new BestTag<>(order);
        int chosen = -1;
        int next = 0;
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] != null) {
                continue;
            }
            TagSelector.endIfInterrupted();
            RegistryTag tag = tags.get(next++);
            verdicts[i] = dropped.get(tag.name());
            if (verdicts[i] == null) {
                Optional<TagFilter.Refusal> refusal = best.offer(tag);
                verdicts[i] = refusal.map(reason -> reason.verdict(tag.name()))
                        .orElseGet(() -> new TagVerdict(tag.name(), TagVerdict.Outcome.OLDER, "", tag.created()));
                if (verdicts[i].outcome() != TagVerdict.Outcome.NO_METADATA) {
                    considered.add(tag.name());
                }
                chosen = best.is(tag) ? i : chosen;
            }
        }
        if (chosen >= 0) {
            verdicts[chosen] = verdicts[chosen].chosen();
        }
        considered.sort(CodePointOrder.COMPARATOR);
        return new Selection(
                best.tag(),
                Collections.unmodifiableList(considered),
                Collections.unmodifiableList(Arrays.asList(verdicts)),
                notes(best));
    }

    private List<String> notes(BestTag<?> best) {
        List<String> notes = new ArrayList<>(filter.warnings());
        best.ties().ifPresent(notes::add);
        return List.copyOf(notes);
    }
}
