package io.jenkins.plugins.argoimageupdate.engine.golang;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A glob in the language of Go's {@code path/filepath.Match}: {@code *} and {@code ?} stop at a slash, {@code [a-c]}, {@code
 * [^a]} and {@code \} work as usual, and the whole text has to match. Time grows with pattern times text.
 */
public final class GlobPattern {

    /** As many as an expression of {@code allow-tags} may have. */
    public static final int MAX_LENGTH = Budget.GLOB.intValue();

    private final List<Chunk> chunks;

    private GlobPattern(List<Chunk> chunks) {
        this.chunks = chunks;
    }

    /** Returns empty for a malformed pattern, and for one of more than {@link #MAX_LENGTH} characters, which match nothing. */
    public static Optional<GlobPattern> compile(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int[] codePoints = pattern.codePoints().toArray();
        List<Chunk> chunks = new ArrayList<>();
        int start = 0;
        while (start < codePoints.length) {
            boolean star = false;
            while (start < codePoints.length && codePoints[start] == '*') {
                star = true;
                start++;
            }
            int end = endOfChunk(codePoints, start);
            Optional<List<IntPredicate>> elements = new GlobChunkParser(codePoints, start, end).parse();
            if (elements.isEmpty()) {
                return Optional.empty();
            }
            chunks.add(new Chunk(star, elements.get()));
            start = end;
        }
        return Optional.of(new GlobPattern(chunks));
    }

    /** Whether a pattern is text alone, which matches itself and nothing else. */
    public static boolean isLiteral(String pattern) {
        return pattern.codePoints().noneMatch(c -> c == '*' || c == '?' || c == '[' || c == '\\');
    }

    /** Whether it matches the whole text; there is no separator that {@code *} would stop at. */
    public boolean matches(String text) {
        return matches(text.codePoints().toArray());
    }

    /** The same of a text that several patterns are asked about. */
    public boolean matches(int[] codePoints) {
        int position = 0;
        for (int i = 0; i < chunks.size(); i++) {
            position = chunks.get(i).match(codePoints, position, i == chunks.size() - 1);
            if (position < 0) {
                return false;
            }
        }
        return position == codePoints.length;
    }

    private static int endOfChunk(int[] pattern, int start) {
        boolean inClass = false;
        int i = start;
        while (i < pattern.length && (inClass || pattern[i] != '*')) {
            if (pattern[i] == '\\' && i + 1 < pattern.length) {
                i++;
            } else if (pattern[i] == '[') {
                inClass = true;
            } else if (pattern[i] == ']') {
                inClass = false;
            }
            i++;
        }
        return i;
    }

    /**
     * What stands between two stars.
     *
     * @param star whether anything but a slash may come before
     */
    private record Chunk(boolean star, List<IntPredicate> elements) {

        /** Returns the position after the first match that will do, or -1. */
        int match(int[] text, int from, boolean last) {
            for (int start = from; start + elements.size() <= text.length; start++) {
                int end = start + elements.size();
                if (matchesAt(text, start) && (!last || end == text.length)) {
                    return end;
                }
                if (!star || start < text.length && text[start] == '/') {
                    return -1;
                }
            }
            return -1;
        }

        private boolean matchesAt(int[] text, int start) {
            for (int i = 0; i < elements.size(); i++) {
                if (!elements.get(i).test(text[start + i])) {
                    return false;
                }
            }
            return true;
        }
    }
}
