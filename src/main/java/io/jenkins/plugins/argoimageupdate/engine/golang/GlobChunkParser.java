package io.jenkins.plugins.argoimageupdate.engine.golang;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Reads the part of a glob between two stars; each of its elements matches one character. */
final class GlobChunkParser {

    private static final int NONE = -1;

    private final int[] pattern;
    private final int end;
    private int position;

    GlobChunkParser(int[] pattern, int start, int end) {
        this.pattern = pattern;
        this.position = start;
        this.end = end;
    }

    /** Returns empty if the part is malformed. */
    Optional<List<IntPredicate>> parse() {
        List<IntPredicate> elements = new ArrayList<>();
        while (position < end) {
            IntPredicate element = next();
            if (element == null) {
                return Optional.empty();
            }
            elements.add(element);
        }
        return Optional.of(elements);
    }

    private @Nullable IntPredicate next() {
        int character = pattern[position++];
        switch (character) {
            case '?':
                return found -> found != '/';
            case '[':
                return characterClass();
            case '\\':
                return position == end ? null : literal(pattern[position++]);
            default:
                return literal(character);
        }
    }

    private static IntPredicate literal(int character) {
        return found -> found == character;
    }

    private @Nullable IntPredicate characterClass() {
        boolean negated = position < end && pattern[position] == '^';
        if (negated) {
            position++;
        }
        List<Range> ranges = new ArrayList<>();
        while (ranges.isEmpty() || position == end || pattern[position] != ']') {
            int low = member();
            int high = low;
            if (low != NONE && pattern[position] == '-') {
                position++;
                high = member();
            }
            if (low == NONE || high == NONE) {
                return null;
            }
            ranges.add(new Range(low, high));
        }
        position++;
        return found -> ranges.stream().anyMatch(range -> range.contains(found)) != negated;
    }

    private record Range(int low, int high) {

        boolean contains(int character) {
            return low <= character && character <= high;
        }
    }

    /** Reads one character of a class; something has to follow it. */
    private int member() {
        if (position == end || pattern[position] == '-' || pattern[position] == ']') {
            return NONE;
        }
        if (pattern[position] == '\\') {
            position++;
        }
        return position < end - 1 ? pattern[position++] : NONE;
    }
}
