package io.jenkins.plugins.argoimageupdate.engine.guard;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.golang.GoDuration;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them, and with days before that: {@code 30m}, {@code 2h}, {@code 1d12h}. */
public final class LongDuration {

    private static final Pattern DAYS = Pattern.compile("([0-9]{1,5})d(.*)");

    private LongDuration() {}

    /**
     * Reads a duration that is not negative.
     *
     * @param setting its name, for messages
     * @throws ConfigurationException if it is none
     */
    public static Duration parse(String setting, String text) {
        String given = text.strip();
        Matcher days = DAYS.matcher(given);
        boolean hasDays = days.matches();
        Duration whole = hasDays ? Duration.ofDays(Long.parseLong(days.group(1))) : Duration.ZERO;
        String rest = hasDays ? days.group(2) : given;
        return (hasDays && rest.isEmpty() ? Optional.of(Duration.ZERO) : GoDuration.parse(rest))
                .filter(duration -> !duration.isNegative())
                .map(whole::plus)
                .orElseThrow(() -> new ConfigurationException(
                        Reason.INVALID_CONFIGURATION,
                        "read " + setting,
                        "'" + text + "' is no duration",
                        "Write a number and a unit, such as 30m, 2h or 1d"));
    }

    /** In the same form, without what is zero: {@code 1d12h}. */
    public static String format(Duration duration) {
        long days = duration.toDays();
        String rest = GoDuration.format(duration.minusDays(days))
                .replaceFirst("(?<=[hm])0s$", "")
                .replaceFirst("(?<=h)0m$", "");
        if (days == 0) {
            return rest;
        }
        return days + "d" + (rest.equals("0s") ? "" : rest);
    }
}
