package io.jenkins.plugins.argoimageupdate.engine.golang;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A schedule of five fields as Argo CD reads it: minute, hour, day of the month, month, day of the week (robfig/cron v3, {@code
 * parser.go} and {@code spec.go}, without descriptors such as {@code @daily}). Sunday is 0, and there is no 7. Where both kinds of day are
 * restricted, a day of either kind will do.
 *
 * @param text as written
 * @param minutes bits of those that are named; so are the others
 * @param anyDay whether one of the kinds of day is not restricted, so that both have to match
 */
public record CronSchedule(
        String text, long minutes, long hours, long days, long months, long weekdays, boolean anyDay) {

    /** Days to look at before a schedule counts as one that names none: February 29 may be eight years away. */
    private static final int HORIZON_DAYS = 8 * 366 + 1;

    private static final int MINUTES_OF_DAY = 24 * 60;
    private static final int LONGEST = 200;
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /**
     * Reads a schedule.
     *
     * @throws ConfigurationException if Argo CD would refuse it, or it names no day at all
     */
    public static CronSchedule parse(String text) {
        String[] fields = text.strip().split("\\s+");
        if (text.length() > LONGEST || fields.length != 5) {
            throw unusable(text, "it does not have five fields");
        }
        Field minute = Field.parse(text, fields[0], 0, 59, List.of());
        Field hour = Field.parse(text, fields[1], 0, 23, List.of());
        Field day = Field.parse(text, fields[2], 1, 31, List.of());
        Field month = Field.parse(text, fields[3], 1, 12, MONTHS);
        Field weekday = Field.parse(text, fields[4], 0, 6, WEEKDAYS);
        CronSchedule schedule = new CronSchedule(
                text.strip(),
                minute.bits(),
                hour.bits(),
                day.bits(),
                month.bits(),
                weekday.bits(),
                day.star() || weekday.star());
        if (schedule.after(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
            throw unusable(text, "there is no such day");
        }
        return schedule;
    }

    /** The first minute after a time that it names; empty if there is none within eight years. */
    public Optional<LocalDateTime> after(LocalDateTime time) {
        LocalDateTime from = time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalDate date = from.toLocalDate();
        for (int i = 0; i < HORIZON_DAYS; i++, date = date.plusDays(1)) {
            if (names(date)) {
                int earliest = i == 0 ? minuteOfDay(from.toLocalTime()) : 0;
                for (int minute = earliest; minute < MINUTES_OF_DAY; minute++) {
                    if (names(minute)) {
                        return Optional.of(at(date, minute));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The last minute that it names and that has begun by then; empty if there is none within eight years. */
    public Optional<LocalDateTime> lastBy(LocalDateTime time) {
        LocalDate date = time.toLocalDate();
        for (int i = 0; i < HORIZON_DAYS; i++, date = date.minusDays(1)) {
            if (names(date)) {
                int latest = i == 0 ? minuteOfDay(time.toLocalTime()) : MINUTES_OF_DAY - 1;
                for (int minute = latest; minute >= 0; minute--) {
                    if (names(minute)) {
                        return Optional.of(at(date, minute));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The longest time from a minute that it names to the next one; empty if days differ. */
    public Optional<Duration> longestGap() {
        boolean everyDay = Long.bitCount(days) == 31 && Long.bitCount(months) == 12 && Long.bitCount(weekdays) == 7;
        if (!everyDay) {
            return Optional.empty();
        }
        int[] named = IntStream.range(0, MINUTES_OF_DAY).filter(this::names).toArray();
        int longest = named[0] + MINUTES_OF_DAY - named[named.length - 1];
        for (int i = 1; i < named.length; i++) {
            longest = Math.max(longest, named[i] - named[i - 1]);
        }
        return Optional.of(Duration.ofMinutes(longest));
    }

    private static int minuteOfDay(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    private static LocalDateTime at(LocalDate date, int minute) {
        return date.atTime(minute / 60, minute % 60);
    }

    private boolean names(int minuteOfDay) {
        return has(hours, minuteOfDay / 60) && has(minutes, minuteOfDay % 60);
    }

    private boolean names(LocalDate date) {
        boolean day = has(days, date.getDayOfMonth());
        boolean weekday = has(
                weekdays,
                date.getDayOfWeek() == DayOfWeek.SUNDAY
                        ? 0
                        : date.getDayOfWeek().getValue());
        return has(months, date.getMonthValue()) && (anyDay ? day && weekday : day || weekday);
    }

    private static boolean has(long bits, int value) {
        return (bits >>> value & 1) == 1;
    }

    @Override
    public String toString() {
        return text;
    }

    private static ConfigurationException unusable(String text, String answer) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "read the schedule '" + text + "'",
                "'" + text + "' is no schedule: " + answer,
                "Write minute, hour, day of the month, month and day of the week, such as 0 22 * * 1-5");
    }

    /** One of the five fields. @param star whether it is not restricted */
    private record Field(long bits, boolean star) {

        static Field parse(String schedule, String text, int first, int last, List<String> names) {
            long bits = 0;
            boolean star = false;
            for (String range : text.split(",", -1)) {
                if (range.isEmpty()) {
                    continue; // as Go's FieldsFunc does
                }
                Field part = range(schedule, range, first, last, names);
                bits |= part.bits;
                star |= part.star;
            }
            return new Field(bits, star);
        }

        private static Field range(String schedule, String text, int first, int last, List<String> names) {
            String[] stepped = text.split("/", -1);
            String[] ends = stepped[0].split("-", -1);
            if (stepped.length > 2 || ends.length > 2) {
                throw unusable(schedule, "'" + text + "' is not understood");
            }
            boolean star = ends[0].equals("*") || ends[0].equals("?");
            int from = star ? first : number(schedule, ends[0], first, names);
            int to = star ? last : ends.length == 2 ? number(schedule, ends[1], first, names) : from;
            int step = 1;
            if (stepped.length == 2) {
                step = number(schedule, stepped[1], 0, List.of());
                to = ends.length == 1 && !star ? last : to;
            }
            if (from < first || to > last || from > to || step == 0) {
                throw unusable(schedule, "'" + text + "' is not within " + first + "-" + last);
            }
            long bits = 0;
            for (int value = from; value <= to; value += step) {
                bits |= 1L << value;
            }
            return new Field(bits, star && step == 1);
        }

        private static int number(String schedule, String text, int first, List<String> names) {
            int name = names.indexOf(text.toLowerCase(Locale.ROOT));
            if (name >= 0) {
                return name + first;
            }
            if (!text.matches("[0-9]{1,4}")) {
                throw unusable(schedule, "'" + text + "' is no number");
            }
            return Integer.parseInt(text);
        }
    }
}
