package io.jenkins.plugins.argoimageupdate.engine.promotion;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.golang.GoDuration;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long an Application has to be healthy before its versions are promoted, as people write and read it. */
public final class Soak {

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern DAYS = Pattern.compile("[0-9]{1,3}d");

    private Soak() {}

    /**
     * Such as {@code 30m}, {@code 2h}, {@code 1h30m} or {@code 3d}; empty for no time.
     *
     * @throws ConfigurationException for anything else, and for more than a year
     */
    public static Duration parse(String text) {
        if (text.isBlank()) {
            return Duration.ZERO;
        }
        Optional<Duration> parsed = DAYS.matcher(text).matches()
                ? Optional.of(Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1))))
                : GoDuration.parse(text);
        return parsed.filter(time -> !time.isNegative() && time.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> new ConfigurationException(
                        Reason.INVALID_CONFIGURATION,
                        "read soak",
                        "'" + text + "' is no time from 0 to 365d",
                        "Write a number and a unit, such as 30m, 2h or 1d"));
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
