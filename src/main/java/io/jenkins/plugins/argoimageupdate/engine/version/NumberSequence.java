package io.jenkins.plugins.argoimageupdate.engine.version;

import java.util.Optional;

/**
 * Numbers of any size separated by {@code .}, {@code -} or {@code _}, such as {@code 1234}, {@code 1.10} or {@code 2026-1-30}.
 * Compared number by number; where one sequence begins with the other, the longer one is greater.
 */
public final class NumberSequence implements Comparable<NumberSequence> {

    private final String[] numbers;

    private NumberSequence(String[] numbers) {
        this.numbers = numbers;
    }

    /** Returns empty for text that is no such sequence. */
    public static Optional<NumberSequence> parse(String text) {
        String[] numbers = text.split("[._-]", -1);
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i].isEmpty() || !numbers[i].chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
                return Optional.empty();
            }
            numbers[i] = withoutLeadingZeros(numbers[i]);
        }
        return Optional.of(new NumberSequence(numbers));
    }

    private static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    @Override
    public int compareTo(NumberSequence other) {
        int shared = Math.min(numbers.length, other.numbers.length);
        for (int i = 0; i < shared; i++) {
            int order = Integer.compare(numbers[i].length(), other.numbers[i].length());
            if (order == 0) {
                order = numbers[i].compareTo(other.numbers[i]);
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(numbers.length, other.numbers.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberSequence sequence && compareTo(sequence) == 0;
    }

    @Override
    public int hashCode() {
        return String.join(".", numbers).hashCode();
    }

    @Override
    public String toString() {
        return String.join(".", numbers);
    }
}
