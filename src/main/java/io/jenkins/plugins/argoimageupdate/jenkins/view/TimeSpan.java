package io.jenkins.plugins.argoimageupdate.jenkins.view;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/** How long something took, as all pages write it: one or two units, in the reader's language. */
public final class TimeSpan {

    private static final long MILLIS = 1000;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long ROUGH = 10 * DAY;

    private TimeSpan() {}

    /**
     * Such as {@code 0.4 s}, {@code 42 s}, {@code 2 min 35 s}, {@code 3 h 5 min} or {@code 12 d}.
     *
     * @param millis less than 0 counts as 0
     */
    public static String of(long millis) {
        if (millis <= 0) {
            return Messages.TimeSpan_seconds("0");
        }
        if (millis < MILLIS) {
            return Messages.TimeSpan_seconds(
                    String.format(Locale.ROOT, "%.1f", Math.max(0.1, millis / (double) MILLIS)));
        }
        long seconds = millis / MILLIS;
        if (seconds < MINUTE) {
            return Messages.TimeSpan_seconds(seconds);
        }
        if (seconds < HOUR) {
            return both(Messages.TimeSpan_minutes(seconds / MINUTE), seconds % MINUTE, Messages::TimeSpan_seconds);
        }
        if (seconds < DAY) {
            return both(Messages.TimeSpan_hours(seconds / HOUR), seconds % HOUR / MINUTE, Messages::TimeSpan_minutes);
        }
        return both(
                Messages.TimeSpan_days(seconds / DAY),
                seconds < ROUGH ? seconds % DAY / HOUR : 0,
                Messages::TimeSpan_hours);
    }

    /** The same of a duration. */
    public static String of(Duration duration) {
        return of(duration.toMillis());
    }

    /**
     * The largest unit alone, as it is said of how long ago something was: {@code 4 min}, {@code 2 h}.
     *
     * @param millis less than 0 counts as 0
     */
    public static String roughly(long millis) {
        long seconds = Math.max(0, millis) / MILLIS;
        if (seconds < MINUTE) {
            return Messages.TimeSpan_seconds(seconds);
        }
        if (seconds < HOUR) {
            return Messages.TimeSpan_minutes(seconds / MINUTE);
        }
        return seconds < DAY ? Messages.TimeSpan_hours(seconds / HOUR) : Messages.TimeSpan_days(seconds / DAY);
    }

    private static String both(String larger, long smaller, Function<Object, String> unit) {
        return smaller == 0 ? larger : Messages.TimeSpan_two(larger, unit.apply(smaller));
    }
}
