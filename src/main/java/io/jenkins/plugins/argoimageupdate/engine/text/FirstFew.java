package io.jenkins.plugins.argoimageupdate.engine.text;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.List;

/**
 * The beginning of a list that a sentence names.
 *
 * @param words with commas between
 * @param more how many are not among them
 */
public record FirstFew(String words, int more) {

    private static final int MOST = Budget.NAMED.intValue();

    /** As many of these as one sentence names. */
    public static FirstFew of(List<String> all) {
        int named = Math.min(all.size(), MOST);
        return new FirstFew(String.join(", ", all.subList(0, named)), all.size() - named);
    }

    /** Such as {@code a, b, c} or {@code a, b, c and 2980 more}. */
    @Override
    public String toString() {
        return more == 0 ? words : words + " and " + more + " more";
    }
}
