package io.jenkins.plugins.argoimageupdate.engine.http;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads a {@code Retry-After} header: seconds, or an HTTP date (RFC 9110, section 10.2.3). */
public final class RetryAfter {

    /** What a server can ask for at most; beyond, and for seconds beyond any number, it is this. */
    public static final Duration LONGEST = Budget.PAUSE.duration();

    private static final int MAX_DIGITS = 9;
    private static final int LONGEST_DATE = 64;

    private RetryAfter() {}

    /** Never negative; empty for a header that is missing or cannot be read. */
    public static Optional<Duration> parse(String header, Instant now) {
        String value = header.strip();
        if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            boolean far = value.length() > MAX_DIGITS;
            return Optional.of(far ? LONGEST : capped(Duration.ofSeconds(Long.parseLong(value))));
        }
        if (value.length() > LONGEST_DATE) {
            return Optional.empty();
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? capped(Duration.between(now, until)) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration capped(Duration asked) {
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
