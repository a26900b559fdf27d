package io.jenkins.plugins.argoimageupdate.engine.golang;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them, such as {@code 1h30m} or {@code 300ms}. */
public final class GoDuration {

    /** Characters of a duration: numbers are exact here, and their cost grows with the square of their digits. */
    static final int LONGEST = Budget.DURATION.intValue();

    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private GoDuration() {}

    /** Empty for what Go's {@code time.ParseDuration} refuses, and for text that is longer than {@link #LONGEST}. */
    public static Optional<Duration> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher part = PART.matcher(rest);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            nanos = nanos.add(new BigDecimal(part.group(1).endsWith(".") ? part.group(1) + "0" : part.group(1))
                    .multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))));
            end = part.end();
        }
        if (end == 0 || end < rest.length() || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return Optional.empty();
        }
        long value = nanos.setScale(0, RoundingMode.DOWN).longValueExact();
        return Optional.of(Duration.ofNanos(negative ? -value : value));
    }

    /** The form that Go prints, for whole seconds: {@code 5h0m0s}, {@code 1m30s}, {@code 0s}. */
    public static String format(Duration duration) {
        Duration size = duration.abs();
        String seconds = size.toSecondsPart() + fraction(size.toNanosPart()) + "s";
        String minutes = size.toMinutes() > 0 ? size.toMinutesPart() + "m" : "";
        String hours = size.toHours() > 0 ? size.toHours() + "h" : "";
        return (duration.isNegative() ? "-" : "") + hours + minutes + seconds;
    }

    private static String fraction(int nanos) {
        return nanos == 0 ? "" : "." + String.format(Locale.ROOT, "%09d", nanos).replaceAll("0+$", "");
    }
}
