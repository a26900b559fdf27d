package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.TagReport;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tags in columns, the best first. */
final class TagTable {

    private TagTable() {}

    static void print(PrintWriter out, UpdateStrategy strategy, List<TagReport> tags, int rows, int listed) {
        List<TagReport> shown = tags.subList(0, Math.min(rows, tags.size()));
        Optional<TagReport> chosen = tags.stream()
                .filter(tag -> tag.outcome() == TagVerdict.Outcome.CHOSEN)
                .findFirst();
        int width = shown.stream().mapToInt(tag -> tag.tag().length()).max().orElse(0);
        for (TagReport tag : shown) {
            out.printf(
                    Locale.ROOT,
                    "  %-" + Math.max(width, 1) + "s  %-20s  %s%n",
                    tag.tag(),
                    date(tag.created()),
                    describe(
                            tag.outcome(),
                            tag.detail(),
                            strategy,
                            chosen.map(TagReport::tag).orElse(""),
                            chosen.map(TagReport::created)
                                    .filter(at -> at.equals(tag.created()))
                                    .isPresent()));
        }
        if (listed > shown.size()) {
            out.printf(Locale.ROOT, "  … and %,d more%n", listed - shown.size());
        }
    }

    /** @param sameTime whether it is of the time of the tag that was chosen */
    static String describe(
            TagVerdict.Outcome outcome, String detail, UpdateStrategy strategy, String chosen, boolean sameTime) {
        String words = switch (outcome) {
            case CHOSEN -> "chosen";
            case OLDER ->
                "eligible, but " + (sameTime ? "not the last by name of those built with " : strategy.lesser() + " ")
                        + chosen;
            case WAITS -> "waits";
            case NOT_ALLOWED -> "not allowed";
            case IGNORED -> "ignored";
            case NOT_A_VERSION ->
                strategy.constraint() == UpdateStrategy.Constraint.VERSIONS
                        ? "no semantic version"
                        : "not usable by " + strategy.id();
            case OUTSIDE_CONSTRAINT -> "outside the constraint";
            case OTHER_PLATFORM -> "not built for the platform";
            case NOT_AN_IMAGE -> "not a container image (Helm chart, signature or cache)";
            case NO_METADATA -> "no usable metadata";
        };
        return detail.isEmpty() ? words : words + ": " + detail;
    }

    private static String date(@Nullable Instant created) {
        return created == null ? "" : created.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
