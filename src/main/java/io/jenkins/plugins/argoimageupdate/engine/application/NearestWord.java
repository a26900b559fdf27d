package io.jenkins.plugins.argoimageupdate.engine.application;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody may have meant to write. */
public final class NearestWord {

    private NearestWord() {}

    /** The word of {@code known}, which must not be empty, that goes on where {@code word} ends, or takes the fewest changed letters. */
    public static String to(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String, Boolean>comparing(candidate -> word.isEmpty() || !candidate.startsWith(word))
                        .thenComparingInt(candidate -> distance(word, candidate)))
                .orElseThrow();
    }

    private static int distance(String one, String other) {
        String left = one.toLowerCase(Locale.ROOT);
        String right = other.toLowerCase(Locale.ROOT);
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
