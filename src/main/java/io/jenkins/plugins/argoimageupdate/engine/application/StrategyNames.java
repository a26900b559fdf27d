package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.image.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.util.Arrays;
import java.util.List;

/** The names of update strategies, and what another word may stand for. */
public final class StrategyNames {

    private StrategyNames() {}

    /** As they are written today. */
    public static List<String> all() {
        return Arrays.stream(UpdateStrategy.values()).map(UpdateStrategy::id).toList();
    }

    /** What to write instead of a word that is none of {@link #all}. */
    public static String advice(String word) {
        return UpdateStrategy.ofOldName(word)
                .map(strategy -> "Write '" + strategy.id() + "', which is its name now")
                .orElseGet(() -> SpellingSuggestion.advice(word, all()));
    }
}
