package io.jenkins.plugins.argoimageupdate.engine.image;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads instants as Go does by its layout {@code time.RFC3339Nano}: a one-digit hour, a decimal comma, more than nine decimals
 * and offsets up to 24:60 will do; lower-case letters, a leap second, hour 24 and a missing zone will not.
 */
public final class Timestamps {

    private static final Pattern LAYOUT =
            Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{1,2}):([0-9]{2}):([0-9]{2})"
                    + "(?:[.,]([0-9]++))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))");
    private static final int NANOSECOND_DIGITS = 9;

    private Timestamps() {}

    /** Returns empty for text that is no such instant, and for null. */
    public static Optional<Instant> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = LAYOUT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(matcher, 1),
                    number(matcher, 2),
                    number(matcher, 3),
                    number(matcher, 4),
                    number(matcher, 5),
                    number(matcher, 6),
                    nanoseconds(matcher.group(7)));
            Optional<Integer> offset = offsetSeconds(matcher);
            return offset.map(seconds -> local.toInstant(ZoneOffset.UTC).minusSeconds(seconds));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> offsetSeconds(Matcher matcher) {
        if (matcher.group(8) == null) {
            return Optional.of(0);
        }
        int hours = number(matcher, 9);
        int minutes = number(matcher, 10);
        if (hours > 24 || minutes > 60) {
            return Optional.empty();
        }
        int seconds = (hours * 60 + minutes) * 60;
        return Optional.of(matcher.group(8).equals("-") ? -seconds : seconds);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static int nanoseconds(String digits) {
        if (digits == null) {
            return 0;
        }
        return Integer.parseInt((digits + "0".repeat(NANOSECOND_DIGITS)).substring(0, NANOSECOND_DIGITS));
    }
}
