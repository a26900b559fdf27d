package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why none of a registry's tags can be taken, in numbers. */
final class NoCandidate {

    private static final String BUILT_FOR = "it is for ";
    private static final int SHOWN = 4;

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
            return "tag " + only.tag()
                    + (told ? ": " + only.detail() : " " + because(only.outcome(), selection.verdicts(), rule));
        }
        Map<TagVerdict.Outcome, List<TagVerdict>> reasons = new EnumMap<>(TagVerdict.Outcome.class);
        selection
                .verdicts()
                .forEach(verdict -> reasons.computeIfAbsent(verdict.outcome(), o -> new ArrayList<>())
                        .add(verdict));
        return reasons.entrySet().stream()
                .map(entry -> entry.getValue().size() + " " + because(entry.getKey(), entry.getValue(), rule))
                .collect(Collectors.joining(", ", "none of the registry's " + listed + " tags qualifies: ", ""));
    }

    private static String asked(SelectionRule rule) {
        return rule.platforms().isEmpty() ? Platform.DEFAULT.toString() : String.join(" or ", rule.platforms());
    }

    /** What there is instead, as each tag says: such as {@code it is for linux/arm64}. */
    private static String builtFor(List<TagVerdict> verdicts) {
        List<String> platforms = verdicts.stream()
                .map(TagVerdict::detail)
                .filter(detail -> detail.startsWith(BUILT_FOR))
                .flatMap(detail ->
                        Arrays.stream(detail.substring(BUILT_FOR.length()).split(", ")))
                .distinct()
                .sorted()
                .toList();
        return platforms.isEmpty()
                ? ""
                : " but for "
                        + platforms.stream().limit(SHOWN).collect(Collectors.joining(", "))
                        + (platforms.size() > SHOWN ? " and others" : "");
    }

    private static String because(TagVerdict.Outcome outcome, List<TagVerdict> verdicts, SelectionRule rule) {
        boolean one = verdicts.size() == 1;
        return switch (outcome) {
            case NOT_ALLOWED -> (one ? "does" : "do") + " not match " + rule.allowTags();
            case IGNORED -> (one ? "is" : "are") + " ignored by " + String.join(", ", rule.ignoreTags());
            case NOT_A_VERSION -> one ? "is no version" : "are no versions";
            case OUTSIDE_CONSTRAINT -> (one ? "is" : "are") + " outside " + rule.constraint();
            case OTHER_PLATFORM -> (one ? "is" : "are") + " not built for " + asked(rule) + builtFor(verdicts);
            case NOT_AN_IMAGE -> one ? "is no image" : "are no images";
            case NO_METADATA -> (one ? "has" : "have") + " no usable metadata";
            case CHOSEN, WAITS, OLDER -> one ? "qualifies" : "qualify";
        };
    }
}
