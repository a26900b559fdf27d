package io.jenkins.plugins.argoimageupdate.engine.guard;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a hold is to end by itself, as people write it. */
public final class HoldEnd {

    private static final Pattern DURATION = Pattern.compile("(?:[0-9]{1,5}\\s*[dhms]\\s*)+");

    /** Not all later ones can be told as a date. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final int LONGEST = 64;

    private HoldEnd() {}

    /**
     * Reads {@code 90m}, {@code 2h}, {@code 1d12h} (see {@link LongDuration}), {@code 2026-12-01 08:00} or {@code 2026-12-01T08:00:00Z}.
     *
     * @param text empty for no end
     * @param zone of a time without one
     * @return null for no end
     * @throws ConfigurationException if it is none of these, or is over already
     */
    public static @Nullable Instant parse(String text, Instant now, ZoneId zone) {
        String given = text.strip();
        if (given.isEmpty()) {
            return null;
        }
        Instant end = read(given, now, zone);
        if (!end.isAfter(now)) {
            throw unusable(given, "it is over already", "Give a time in the future, or none");
        }
        if (end.isAfter(LAST)) {
            throw unusable(given, "that is too far away", "Give a time before the year 10000, or none");
        }
        return end;
    }

    private static Instant read(String given, Instant now, ZoneId zone) {
        if (given.length() <= LONGEST && DURATION.matcher(given).matches()) {
            return now.plus(LongDuration.parse("until", given.replaceAll("\\s+", "")));
        }
        String iso = given.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
        try {
            return OffsetDateTime.parse(iso).toInstant();
        } catch (DateTimeException noOffset) {
            try {
                return LocalDateTime.parse(iso).atZone(zone).toInstant();
            } catch (DateTimeException e) {
                throw unusable(given, "it is no time", "Write 90m, 2h, 3d, 2026-12-01 08:00 or 2026-12-01T08:00:00Z");
            }
        }
    }

    private static ConfigurationException unusable(String given, String answer, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION, "hold until '" + CleanText.line(given, LONGEST) + "'", answer, advice);
    }
}
