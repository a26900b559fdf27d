package io.jenkins.plugins.argoimageupdate.engine.version;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Reads {@code [v]1[.2[.3]][-pre.release][+build.metadata]} from left to right. */
final class VersionParser {

    private static final String GREATEST_NUMBER = "18446744073709551615";
    private static final int MAX_NUMBERS = 3;

    private final String text;
    private int position;

    VersionParser(String text) {
        this.text = text;
    }

    Optional<Version> parse() {
        skip('v');
        long[] numbers = new long[MAX_NUMBERS];
        for (int i = 0; i < MAX_NUMBERS && (i == 0 || skip('.')); i++) {
            String digits = take(VersionParser::isDigit);
            if (!isNumber(digits)) {
                return Optional.empty();
            }
            numbers[i] = Long.parseUnsignedLong(digits);
        }
        String prerelease = "";
        if (skip('-')) {
            prerelease = take(VersionParser::isPartOfIdentifiers);
            if (!areIdentifiers(prerelease, false)) {
                return Optional.empty();
            }
        }
        if (skip('+') && !areIdentifiers(take(VersionParser::isPartOfIdentifiers), true)) {
            return Optional.empty();
        }
        return position == text.length() ? Optional.of(Version.of(numbers, prerelease)) : Optional.empty();
    }

    /** Whether the text is digits that fit 64 bits without sign. */
    static boolean isNumber(String digits) {
        int start = 0;
        for (int i = 0; i < digits.length(); i++) {
            if (!isDigit(digits.charAt(i))) {
                return false;
            }
            if (start == i && digits.charAt(i) == '0') {
                start = i + 1;
            }
        }
        int length = digits.length() - start;
        return !digits.isEmpty()
                && (length < GREATEST_NUMBER.length()
                        || length == GREATEST_NUMBER.length()
                                && digits.substring(start).compareTo(GREATEST_NUMBER) <= 0);
    }

    private static boolean areIdentifiers(String dotted, boolean leadingZeros) {
        for (String identifier : dotted.split("\\.", -1)) {
            boolean zero = identifier.length() > 1
                    && identifier.charAt(0) == '0'
                    && identifier.chars().allMatch(VersionParser::isDigit);
            if (identifier.isEmpty() || zero && !leadingZeros) {
                return false;
            }
        }
        return true;
    }

    private boolean skip(char wanted) {
        boolean there = position < text.length() && text.charAt(position) == wanted;
        if (there) {
            position++;
        }
        return there;
    }

    private String take(IntPredicate wanted) {
        int start = position;
        while (position < text.length() && wanted.test(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isPartOfIdentifiers(int character) {
        return isDigit(character)
                || character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character == '-'
                || character == '.';
    }
}
