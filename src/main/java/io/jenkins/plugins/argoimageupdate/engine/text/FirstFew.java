package io.jenkins.plugins.argoimageupdate.engine.text;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The beginning of a list that a sentence names.
 *
 * @param words with something between
 * @param more how many are not among them
 */
public record FirstFew(String words, int more) {

    private static final int MOST = Budget.NAMED.intValue();

    /** As many of these as one sentence names, with commas between. */
    public static FirstFew of(List<String> all) {
        return of(all, MOST);
    }

    /** At most so many of these, with commas between. */
    public static FirstFew of(Collection<String> all, int most) {
        return of(all, most, ", ");
    }

    /** @param between the words, such as {@code " and "} */
    public static FirstFew of(Collection<String> all, int most, String between) {
        String words = all.stream().limit(most).collect(Collectors.joining(between));
        return new FirstFew(words, Math.max(0, all.size() - most));
    }

    /** Such as {@code a, b, c}, or {@code a, b, c and 2980 more}. */
    @Override
    public String toString() {
        return more == 0 ? words : words + " and " + more + " more";
    }
}
