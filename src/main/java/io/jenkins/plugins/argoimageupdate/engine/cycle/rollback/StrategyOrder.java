package io.jenkins.plugins.argoimageupdate.engine.cycle.rollback;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.golang.CodePointOrder;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.KnownVersion;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.VersionOrder;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.selection.TagSelector;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.TagOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The order in which a strategy prefers tags, as far as a selection, or the tags themselves, tell it. */
final class StrategyOrder {

    private StrategyOrder() {}

    static VersionOrder of(SelectionRule rule, Selection selection) {
        if (rule.strategy().comparesDigests()) {
            return VersionOrder.BY_APPEARANCE;
        }
        return rule.strategy().needsMetadata()
                ? new ByDate(dates(selection))
                : byName(rule, rule.strategy().order(rule, TagFilter.of(rule.allowTags(), rule.ignoreTags())));
    }

    private static Map<String, Instant> dates(Selection selection) {
        Map<String, Instant> dates = new HashMap<>();
        for (TagVerdict verdict : selection.verdicts()) {
            if (verdict.created() != null) {
                dates.put(verdict.tag(), verdict.created());
            }
        }
        selection.chosen().filter(tag -> tag.created() != null).ifPresent(tag -> dates.put(tag.name(), tag.created()));
        return dates;
    }

    private static <K extends Comparable<K>> VersionOrder byName(SelectionRule rule, TagOrder<K> order) {
        return new ByName<>(TagSelector.of(rule), order);
    }

    private static VersionOrder.Answer answer(int comparison, KnownVersion version, KnownVersion than) {
        int byName = CodePointOrder.COMPARATOR.compare(version.name(), than.name());
        return comparison > 0 || comparison == 0 && byName > 0
                ? VersionOrder.Answer.NEWER
                : VersionOrder.Answer.NOT_NEWER;
    }

    /** By the tags themselves. What the strategy could not choose has no place in its order. */
    private record ByName<K extends Comparable<K>>(TagSelector selector, TagOrder<K> order) implements VersionOrder {

        @Override
        public Answer compare(KnownVersion version, KnownVersion than) {
            Optional<K> key = key(version);
            Optional<K> other = key(than);
            return key.isEmpty() || other.isEmpty()
                    ? Answer.UNRANKED
                    : answer(order.compare(key.get(), other.get()), version, than);
        }

        private Optional<K> key(KnownVersion version) {
            try {
                return selector.canChoose(version.name())
                        ? order.key(RegistryTag.named(version.name()))
                        : Optional.empty();
            } catch (ConfigurationException unreadable) {
                return Optional.empty();
            }
        }
    }

    /** By the dates of tags. Of a tag that is gone it is known that it was there when the branch carried it first. */
    private record ByDate(Map<String, Instant> dates) implements VersionOrder {

        @Override
        public Answer compare(KnownVersion version, KnownVersion than) {
            Instant date = date(version);
            Instant other = date(than);
            if (date != null && other != null) {
                return answer(date.compareTo(other), version, than);
            }
            if (date != null && than.written() != null && isAfter(date, than.written())) {
                return Answer.NEWER;
            }
            boolean older = other != null
                    && version.written() != null
                    && !version.written().isAfter(other);
            return older ? Answer.NOT_NEWER : Answer.UNDATED;
        }

        @Override
        public boolean isMadeAfter(String version, Instant time) {
            Instant date = dates.get(version);
            return date != null && isAfter(date, time);
        }

        /** Git and Argo CD keep times in whole seconds. */
        private static boolean isAfter(Instant date, Instant carried) {
            return date.truncatedTo(ChronoUnit.SECONDS).isAfter(carried);
        }

        /** Of a tag that was pushed again since, the date that it had then is not known any more. */
        private @Nullable Instant date(KnownVersion version) {
            return version.written() != null && isMadeAfter(version.name(), version.written())
                    ? null
                    : dates.get(version.name());
        }
    }
}
