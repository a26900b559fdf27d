package io.jenkins.plugins.argoimageupdate.engine.promotion;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.LongDuration;
import java.time.Duration;

/** How long an Application has to be healthy before its versions are promoted, as people write and read it. */
public final class Soak {

    private static final Duration LONGEST = Duration.ofDays(365);

    private Soak() {}

    /**
     * See {@link LongDuration#parse}; empty for no time.
     *
     * @throws ConfigurationException if it is no duration, or more than a year
     */
    public static Duration parse(String text) {
        if (text.isBlank()) {
            return Duration.ZERO;
        }
        Duration time = LongDuration.parse("soak", text);
        if (time.compareTo(LONGEST) > 0) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "read soak",
                    "'" + text + "' is longer than a year",
                    "Write up to 365d");
        }
        return time;
    }

    /** Such as {@code 40 min}, {@code 2 h}, {@code 1 h 30 min}, {@code 3 d}; of less than a minute the seconds. */
    static String words(Duration time) {
        if (time.toMinutes() == 0) {
            return time.toSeconds() + " s";
        }
        if (time.toHours() >= 48) {
            return two(time.toDays(), "d", time.toHoursPart(), "h");
        }
        return two(time.toHours(), "h", time.toMinutesPart(), "min");
    }

    private static String two(long many, String unit, int few, String smaller) {
        if (many == 0) {
            return few + " " + smaller;
        }
        return many + " " + unit + (few == 0 ? "" : " " + few + " " + smaller);
    }
}
