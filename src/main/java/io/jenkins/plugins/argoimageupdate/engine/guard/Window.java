package io.jenkins.plugins.argoimageupdate.engine.guard;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.golang.CronSchedule;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A time in which updates are made or not, as Argo CD has it for syncs (its {@code SyncWindow}): it begins when the schedule says, and
 * lasts as long as the duration on the clock on the wall.
 */
public record Window(Kind kind, CronSchedule schedule, Duration duration, ZoneId zone) {

    private static final Duration LONGEST = Duration.ofDays(366);

    /** What a window means. */
    public enum Kind {
        /** Updates are made in such windows alone. */
        ALLOW,
        /** No updates are made. */
        DENY;

        /** The name that people write. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All names. */
        public static List<String> ids() {
            return Arrays.stream(values()).map(Kind::id).toList();
        }
    }

    /**
     * Reads a window.
     *
     * @param timeZone a name of the tz database; empty for UTC
     * @throws ConfigurationException if one of them cannot be read
     */
    public static Window parse(String kind, String schedule, String duration, String timeZone) {
        Kind known = Arrays.stream(Kind.values())
                .filter(choice -> choice.id().equals(kind))
                .findFirst()
                .orElseThrow(() ->
                        unusable("'" + kind + "' is no kind of window", SpellingSuggestion.advice(kind, Kind.ids())));
        Duration lasts = LongDuration.parse("the duration of a window", duration);
        if (lasts.isZero() || lasts.compareTo(LONGEST) > 0) {
            throw unusable(
                    "a window that lasts '" + duration + "' is " + (lasts.isZero() ? "never open" : "too long"),
                    "Write up to 366d");
        }
        return new Window(known, CronSchedule.parse(schedule), lasts, zone(timeZone));
    }

    private static ZoneId zone(String name) {
        if (name.isEmpty() || name.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            String advice = SpellingSuggestion.near(name, ZoneId.getAvailableZoneIds())
                    .map(near -> "Did you mean '" + near + "'?")
                    .orElse("Write a name such as Europe/Berlin");
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION, "read a window", "'" + name + "' is no time zone", advice, e);
        }
    }

    private static ConfigurationException unusable(String answer, String advice) {
        return new ConfigurationException(Reason.INVALID_CONFIGURATION, "read a window", answer, advice);
    }

    boolean isActive(Instant now) {
        return end(wall(now)).isPresent();
    }

    /** Whether each time that it ends, it has begun again by then. */
    boolean isAlwaysActive() {
        return schedule.longestGap().filter(gap -> gap.compareTo(duration) <= 0).isPresent();
    }

    /** How long it goes on being active, if the clock is not changed meanwhile; empty if it is not active. */
    Optional<Duration> left(Instant now) {
        LocalDateTime wall = wall(now);
        return end(wall).map(end -> Duration.between(wall, end));
    }

    /** How long until it begins next, if the clock is not changed meanwhile; empty if it does not in the next years. */
    Optional<Duration> next(Instant now) {
        LocalDateTime wall = wall(now);
        return schedule.after(wall).map(start -> Duration.between(wall, start));
    }

    private Optional<LocalDateTime> end(LocalDateTime wall) {
        return schedule.lastBy(wall).map(start -> start.plus(duration)).filter(end -> end.isAfter(wall));
    }

    private LocalDateTime wall(Instant now) {
        return LocalDateTime.ofInstant(now, zone);
    }

    /** Such as {@code deny 0 22 * * * for 8h (Europe/Berlin)}. */
    @Override
    public String toString() {
        return kind.id() + " " + schedule + " for " + LongDuration.format(duration) + " (" + zoneName() + ")";
    }

    private String zoneName() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }
}
