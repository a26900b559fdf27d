package io.jenkins.plugins.argoimageupdate.engine.golang;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads instants as Go does by its layout {@code time.RFC3339Nano}: a one-digit hour, a decimal comma, more than nine decimals
 * and offsets up to 24:60 will do; lower-case letters, a leap second, hour 24 and a missing zone will not.
 */
public final class Timestamps {

    private static final int NANOSECOND_DIGITS = 9;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final String text;
    private int at;
    private boolean malformed;

    private Timestamps(String text) {
        this.text = text;
    }

    /** Returns empty for text that is no such instant, and for null. */
    public static Optional<Instant> parse(String text) {
        return text == null ? Optional.empty() : new Timestamps(text).instant();
    }

    /** Seconds since the epoch as an instant of the years 1 to 9999, as RFC 3339 has them; empty beyond. */
    public static Optional<Instant> ofEpochSecond(long seconds) {
        return seconds < FIRST.getEpochSecond() || seconds > LAST.getEpochSecond()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds));
    }

    /** The same of milliseconds. */
    public static Optional<Instant> ofEpochMilli(long milliseconds) {
        return ofEpochSecond(Math.floorDiv(milliseconds, 1000L)).map(whole -> Instant.ofEpochMilli(milliseconds));
    }

    /** Whether arithmetic with it is safe, as with any instant that RFC 3339 can write. */
    public static boolean isPlausible(Instant instant) {
        return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    }

    /** Reads by hand instead of by an expression, as it is asked of each tag of each check. */
    private Optional<Instant> instant() {
        int year = number(4, 4);
        expect('-');
        int month = number(2, 2);
        expect('-');
        int day = number(2, 2);
        expect('T');
        int hour = number(1, 2);
        expect(':');
        int minute = number(2, 2);
        expect(':');
        int second = number(2, 2);
        int nanoseconds = nanoseconds();
        int offset = offsetSeconds();
        if (malformed || at < text.length()) {
            return Optional.empty();
        }
        try {
            long local =
                    LocalDateTime.of(year, month, day, hour, minute, second).toEpochSecond(ZoneOffset.UTC);
            return Optional.of(Instant.ofEpochSecond(local - offset, nanoseconds));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private int nanoseconds() {
        if (!isNext('.') && !isNext(',')) {
            return 0;
        }
        at++;
        int start = at;
        int nanoseconds = 0;
        while (isDigitNext()) {
            if (at - start < NANOSECOND_DIGITS) {
                nanoseconds = nanoseconds * 10 + text.charAt(at) - '0';
            }
            at++;
        }
        malformed |= at == start;
        for (int digits = at - start; digits < NANOSECOND_DIGITS; digits++) {
            nanoseconds *= 10;
        }
        return nanoseconds;
    }

    private int offsetSeconds() {
        if (isNext('Z')) {
            at++;
            return 0;
        }
        boolean west = isNext('-');
        expect(west ? '-' : '+');
        int hours = number(2, 2);
        expect(':');
        int minutes = number(2, 2);
        malformed |= hours > 24 || minutes > 60;
        int seconds = (hours * 60 + minutes) * 60;
        return west ? -seconds : seconds;
    }

    private int number(int fewestDigits, int mostDigits) {
        int start = at;
        int number = 0;
        while (at - start < mostDigits && isDigitNext()) {
            number = number * 10 + text.charAt(at++) - '0';
        }
        malformed |= at - start < fewestDigits;
        return number;
    }

    private void expect(char c) {
        malformed |= !isNext(c);
        at++;
    }

    private boolean isNext(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean isDigitNext() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
