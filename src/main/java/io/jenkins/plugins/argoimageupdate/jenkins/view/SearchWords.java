package io.jenkins.plugins.argoimageupdate.jenkins.view;

import java.util.List;
import java.util.Locale;

/** What somebody searches a table for. */
public final class SearchWords {

    private final List<String> words;

    /** @param text words between white space, in any case; empty for whatever there is */
    public SearchWords(String text) {
        this.words = List.of(text.toLowerCase(Locale.ROOT).split("\\s+"));
    }

    /** Whether the text of a row has all of them, in any order. */
    public boolean areIn(String row) {
        String lower = row.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(lower::contains);
    }
}
