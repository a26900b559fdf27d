package io.jenkins.plugins.argoimageupdate.engine.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what somebody may have meant to write. */
public final class SpellingSuggestion {

    private static final int SHORTEST_PART = 3;
    /** No word that is meant is as long; comparing takes time and memory of the product of both lengths. */
    private static final int LONGEST = 200;

    private SpellingSuggestion() {}

    /** The word of {@code known}, which must not be empty, that goes on where {@code word} ends, or takes the fewest changed letters. */
    public static String to(String word, Collection<String> known) {
        return known.stream().min(nearestFirst(word)).orElseThrow();
    }

    /** The nearest of those that are probably meant: one is a part of the other, or few letters differ. */
    public static Optional<String> near(String word, Collection<String> known) {
        return known.stream().filter(candidate -> isNear(word, candidate)).min(nearestFirst(word));
    }

    /** What to write instead of an unknown word, such as {@code Did you mean 'semver'? There are: digest, semver}. */
    public static String advice(@Nullable String word, Collection<String> known) {
        String all = known(known);
        return near(word, known)
                .map(candidate -> "Did you mean '" + candidate + "'? " + all)
                .orElse(all);
    }

    /** Such as {@code There are: digest, semver}. */
    public static String known(Collection<String> known) {
        return "There are: " + String.join(", ", known.stream().sorted().toList());
    }

    private static Comparator<String> nearestFirst(String word) {
        return Comparator.<String, Boolean>comparing(candidate -> word.isEmpty() || !candidate.startsWith(word))
                .thenComparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder());
    }

    private static boolean isNear(String word, String candidate) {
        if (Math.max(word.length(), candidate.length()) > LONGEST) {
            return false;
        }
        String left = word.toLowerCase(Locale.ROOT);
        String right = candidate.toLowerCase(Locale.ROOT);
        int shorter = Math.min(left.length(), right.length());
        boolean part = shorter >= SHORTEST_PART && (left.contains(right) || right.contains(left));
        return part || distance(left, right) <= Math.max(1, Math.max(left.length(), right.length()) / 3);
    }

    /** Letters to change, add, leave out, or exchange with the next one. */
    private static int distance(String one, String other) {
        if (Math.max(one.length(), other.length()) > LONGEST) {
            return Math.abs(one.length() - other.length());
        }
        String left = one.toLowerCase(Locale.ROOT);
        String right = other.toLowerCase(Locale.ROOT);
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int cheapest(int[][] cost, String left, String right, int i, int j) {
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int cheapest = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean exchanged = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return exchanged ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
    }
}
