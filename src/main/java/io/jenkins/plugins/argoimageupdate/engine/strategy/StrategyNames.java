package io.jenkins.plugins.argoimageupdate.engine.strategy;

import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The names of update strategies, and what another word may stand for. */
public final class StrategyNames {

    private static final String NEWEST = "newest";

    private StrategyNames() {}

    /** As they are written today. */
    public static List<String> all() {
        return Arrays.stream(UpdateStrategy.values()).map(UpdateStrategy::id).toList();
    }

    /** What to write instead of a word that is none of {@link #all}. */
    public static String advice(String word) {
        return UpdateStrategy.ofOldName(word)
                .map(strategy -> "Write '" + strategy.id() + "', which is its name now")
                .orElseGet(() -> isNewest(word)
                        ? "Did you mean " + newest() + "? " + SpellingSuggestion.known(all())
                        : SpellingSuggestion.advice(word, all()));
    }

    /** Whether a word stops where names part. */
    private static boolean isNewest(String word) {
        return word.length() <= NEWEST.length() + 1
                && SpellingSuggestion.near(word, List.of(NEWEST)).isPresent();
    }

    private static String newest() {
        return all().stream()
                .filter(name -> name.startsWith(NEWEST + "-"))
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(" or "));
    }
}
