package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How a tag was chosen, in numbers, and tag by tag.
 *
 * @param listed tags in the registry
 * @param allowed of these, left by allow-tags, ignore-tags and the constraint
 * @param considered of these, left by metadata too
 * @param notes warnings, such as several tags built at the same instant
 * @param tags the best first, then those passed over; no more than {@link #MAX_TAGS}
 */
public record SelectionReport(int listed, int allowed, int considered, List<String> notes, List<TagReport> tags) {

    /** How many tags a report keeps. */
    public static final int MAX_TAGS = Budget.PAGE_TAGS.intValue();

    private static final Comparator<TagVerdict> BEST_FIRST = Comparator.comparing(TagVerdict::outcome)
            .thenComparing(TagVerdict::created, Comparator.nullsLast(Comparator.reverseOrder()));

    private static final Set<TagVerdict.Outcome> ELIGIBLE =
            EnumSet.of(TagVerdict.Outcome.CHOSEN, TagVerdict.Outcome.WAITS, TagVerdict.Outcome.OLDER);

    public SelectionReport {
        notes = CleanText.lines(Objects.requireNonNull(notes));
        tags = List.copyOf(tags);
    }

    /** @param rule that it was made by */
    public static SelectionReport of(SelectionRule rule, Selection selection) {
        List<TagVerdict> verdicts = selection.verdicts();
        boolean constrained =
                rule.strategy().usesConstraint() && !rule.constraint().isEmpty();
        int refused = (int) verdicts.stream()
                .filter(verdict -> isRefused(verdict, constrained))
                .count();
        int eligible = (int) verdicts.stream()
                .map(TagVerdict::outcome)
                .filter(ELIGIBLE::contains)
                .count();
        List<TagReport> tags = verdicts.stream()
                .sorted(BEST_FIRST)
                .limit(MAX_TAGS)
                .map(verdict -> new TagReport(verdict.tag(), verdict.created(), verdict.outcome(), verdict.detail()))
                .toList();
        return new SelectionReport(verdicts.size(), verdicts.size() - refused, eligible, selection.notes(), tags);
    }

    /** What a rule asks of a tag, in words; empty for nothing. */
    public static String filter(SelectionRule rule) {
        List<String> parts = new ArrayList<>();
        if (rule.strategy().usesConstraint() && !rule.constraint().isEmpty()) {
            parts.add(rule.constraint());
        }
        if (!rule.allowTags().isEmpty()) {
            parts.add(rule.allowTags().replaceFirst("(?i)^regexp:", ""));
        }
        if (!rule.ignoreTags().isEmpty()) {
            parts.add("not " + String.join(", ", rule.ignoreTags()));
        }
        return String.join(", ", parts);
    }

    /** Whether a tag does not match what {@link #filter} says. */
    private static boolean isRefused(TagVerdict verdict, boolean constrained) {
        return switch (verdict.outcome()) {
            case NOT_ALLOWED, IGNORED -> true;
            case OUTSIDE_CONSTRAINT, NOT_A_VERSION -> constrained;
            default -> false;
        };
    }
}
