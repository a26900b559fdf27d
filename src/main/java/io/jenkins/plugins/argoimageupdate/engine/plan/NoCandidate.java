package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.image.Selection;
import io.jenkins.plugins.argoimageupdate.engine.image.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Why none of a registry's tags can be taken, in numbers. */
final class NoCandidate {

    private NoCandidate() {}

    /** Such as {@code none of the registry's 12 tags qualifies: 10 do not match regexp:^main-, 2 are not built for linux/arm64}. */
    static String explain(SelectionRule rule, Selection selection) {
        int listed = selection.verdicts().size();
        if (listed == 0) {
            return "the registry lists no tag";
        }
        if (listed == 1) {
            TagVerdict only = selection.verdicts().get(0);
            boolean told = only.outcome() == TagVerdict.Outcome.NO_METADATA
                    && !only.detail().isEmpty();
            return "tag " + only.tag() + (told ? ": " + only.detail() : " " + because(only.outcome(), true, rule));
        }
        Map<TagVerdict.Outcome, Integer> counts = new EnumMap<>(TagVerdict.Outcome.class);
        selection.verdicts().forEach(verdict -> counts.merge(verdict.outcome(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + because(entry.getKey(), entry.getValue() == 1, rule))
                .collect(Collectors.joining(", ", "none of the registry's " + listed + " tags qualifies: ", ""));
    }

    private static String because(TagVerdict.Outcome outcome, boolean one, SelectionRule rule) {
        return switch (outcome) {
            case NOT_ALLOWED -> (one ? "does" : "do") + " not match " + rule.allowTags();
            case IGNORED -> (one ? "is" : "are") + " ignored by " + String.join(", ", rule.ignoreTags());
            case NOT_A_VERSION -> one ? "is no version" : "are no versions";
            case OUTSIDE_CONSTRAINT -> (one ? "is" : "are") + " outside " + rule.constraint();
            case OTHER_PLATFORM -> (one ? "is" : "are") + " not built for the platform";
            case NOT_AN_IMAGE -> one ? "is no image" : "are no images";
            case NO_METADATA -> (one ? "has" : "have") + " no usable metadata";
            case CHOSEN, OLDER -> one ? "qualifies" : "qualify";
        };
    }
}
