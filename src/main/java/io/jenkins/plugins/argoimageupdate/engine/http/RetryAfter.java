package io.jenkins.plugins.argoimageupdate.engine.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads a {@code Retry-After} header: seconds, or an HTTP date (RFC 9110, section 10.2.3). */
public final class RetryAfter {

    private static final int MAX_DIGITS = 9;
    private static final int LONGEST = 64;

    private RetryAfter() {}

    /** Never negative; empty for a header that is missing or cannot be read. */
    public static Optional<Duration> parse(String header, Instant now) {
        if (header.length() > LONGEST) {
            return Optional.empty();
        }
        String value = header.strip();
        if (!value.isEmpty() && value.length() <= MAX_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
