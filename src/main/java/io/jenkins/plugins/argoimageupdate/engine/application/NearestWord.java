package io.jenkins.plugins.argoimageupdate.engine.application;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant to write. */
public final class NearestWord {

    private static final int SHORTEST_PART = 3;

    private NearestWord() {}

    /** The word of {@code known}, which must not be empty, that goes on where {@code word} ends, or takes the fewest changed letters. */
    public static String to(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String, Boolean>comparing(candidate -> word.isEmpty() || !candidate.startsWith(word))
                        .thenComparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** The same, if it is so near that it is probably meant: one is a part of the other, or few letters differ. */
    public static Optional<String> near(String word, Collection<String> known) {
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(to(word, known)).filter(candidate -> isNear(word, candidate));
    }

    /** What to write instead of an unknown word, such as {@code Did you mean 'semver'? Known are digest, semver}. */
    public static String advice(String word, Collection<String> known) {
        String all = "Known are " + String.join(", ", known.stream().sorted().toList());
        return near(word, known)
                .map(candidate -> "Did you mean '" + candidate + "'? " + all)
                .orElse(all);
    }

    private static boolean isNear(String word, String candidate) {
        String left = word.toLowerCase(Locale.ROOT);
        String right = candidate.toLowerCase(Locale.ROOT);
        int shorter = Math.min(left.length(), right.length());
        boolean part = shorter >= SHORTEST_PART && (left.contains(right) || right.contains(left));
        return part || distance(left, right) <= Math.max(1, Math.max(left.length(), right.length()) / 3);
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
