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

    public static SelectionReport of(Selection selection) {
        List<TagVerdict> verdicts = selection.verdicts();
        int refused =
                (int) verdicts.stream().filter(SelectionReports::isRefused).count();
        List<TagReport> tags = verdicts.stream()
                .sorted(BEST_FIRST)
                .limit(SelectionReport.MAX_TAGS)
                .map(verdict -> new TagReport(verdict.tag(), verdict.created(), verdict.outcome(), verdict.detail()))
                .toList();
        return new SelectionReport(
                verdicts.size(),
                verdicts.size() - refused,
                selection.considered().size(),
                selection.notes(),
                tags);
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

    private static boolean isRefused(TagVerdict verdict) {
        return verdict.outcome() == TagVerdict.Outcome.NOT_ALLOWED || verdict.outcome() == TagVerdict.Outcome.IGNORED;
    }
}
