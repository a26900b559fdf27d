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
                    number(text, matcher, 1),
                    number(text, matcher, 2),
                    number(text, matcher, 3),
                    number(text, matcher, 4),
                    number(text, matcher, 5),
                    number(text, matcher, 6),
                    nanoseconds(text, matcher.start(7), matcher.end(7)));
            Optional<Integer> offset = offsetSeconds(text, matcher);
            return offset.map(seconds -> local.toInstant(ZoneOffset.UTC).minusSeconds(seconds));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> offsetSeconds(String text, Matcher matcher) {
        if (matcher.start(8) < 0) {
            return Optional.of(0);
        }
        int hours = number(text, matcher, 9);
        int minutes = number(text, matcher, 10);
        if (hours > 24 || minutes > 60) {
            return Optional.empty();
        }
        int seconds = (hours * 60 + minutes) * 60;
        return Optional.of(text.charAt(matcher.start(8)) == '-' ? -seconds : seconds);
    }

    private static int number(String text, Matcher matcher, int group) {
        return Integer.parseInt(text, matcher.start(group), matcher.end(group), 10);
    }

    /** Of decimals between two places, which are negative for none. */
    private static int nanoseconds(String text, int start, int end) {
        int nanoseconds = 0;
        for (int i = 0; i < NANOSECOND_DIGITS && start >= 0; i++) {
            nanoseconds = nanoseconds * 10 + (start + i < end ? text.charAt(start + i) - '0' : 0);
        }
        return nanoseconds;
    }
}
