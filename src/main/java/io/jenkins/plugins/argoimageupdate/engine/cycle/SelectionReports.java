package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.SelectionReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.TagReport;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.Selection;
import io.jenkins.plugins.argoimageupdate.engine.image.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A selection in words and numbers. */
public final class SelectionReports {

    private static final Comparator<TagVerdict> BEST_FIRST = Comparator.comparing(TagVerdict::outcome)
            .thenComparing(TagVerdict::created, Comparator.nullsLast(Comparator.reverseOrder()));

    private SelectionReports() {}

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
                .filter(outcome -> outcome == TagVerdict.Outcome.CHOSEN || outcome == TagVerdict.Outcome.OLDER)
                .count();
        List<TagReport> tags = verdicts.stream()
                .sorted(BEST_FIRST)
                .limit(SelectionReport.MAX_TAGS)
                .map(verdict -> new TagReport(verdict.tag(), verdict.created(), verdict.outcome(), verdict.detail()))
                .toList();
        return new SelectionReport(verdicts.size(), verdicts.size() - refused, eligible, selection.notes(), tags);
    }

    public static ImageVersion version(RegistryTag tag) {
        return new ImageVersion(
                tag.name(),
                tag.digest(),
                tag.created(),
                tag.labels().getOrDefault("org.opencontainers.image.revision", ""));
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
