package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the reader's language how often something is due, where its schedule is a simple one. */
public final class ScheduleWords {

    private static final Pattern STEP = Pattern.compile("(?:H|\\*)/(\\d{1,2})");
    private static final Pattern ONCE = Pattern.compile("H|H\\(\\d+-\\d+\\)|\\d{1,2}");
    private static final int MINUTES = 60;
    private static final int HOURS = 24;

    private ScheduleWords() {}

    /** Such as {@code every minute}; the schedule itself if it is not a simple one. */
    public static String of(String spec) {
        List<String> lines = spec.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        return lines.size() == 1 ? ofLine(lines.get(0)).orElse(spec) : spec;
    }

    private static Optional<String> ofLine(String line) {
        return switch (line) {
            case "@hourly" -> Optional.of(Messages.Schedule_everyHour());
            case "@daily", "@midnight" -> Optional.of(Messages.Schedule_everyDay());
            case "@weekly" -> Optional.of(Messages.Schedule_everyWeek());
            case "@monthly" -> Optional.of(Messages.Schedule_everyMonth());
            default -> ofFields(line.split("\\s+"));
        };
    }

    private static Optional<String> ofFields(String[] fields) {
        if (fields.length != 5 || !isAny(fields[2]) || !isAny(fields[3]) || !isAny(fields[4])) {
            return Optional.empty();
        }
        if (isAny(fields[1])) {
            return ofMinutes(fields[0]);
        }
        return isOnce(fields[0]) ? ofHours(fields[1]) : Optional.empty();
    }

    private static Optional<String> ofMinutes(String field) {
        if (isAny(field)) {
            return Optional.of(Messages.Schedule_everyMinute());
        }
        return isOnce(field)
                ? Optional.of(Messages.Schedule_everyHour())
                : step(field, MINUTES)
                        .map(step ->
                                step == 1 ? Messages.Schedule_everyMinute() : Messages.Schedule_everyMinutes(step));
    }

    private static Optional<String> ofHours(String field) {
        return isOnce(field)
                ? Optional.of(Messages.Schedule_everyDay())
                : step(field, HOURS)
                        .map(step -> step == 1 ? Messages.Schedule_everyHour() : Messages.Schedule_everyHours(step));
    }

    /** Only one that divides the whole is the same each time. */
    private static Optional<Integer> step(String field, int whole) {
        Matcher step = STEP.matcher(field);
        return step.matches()
                ? Optional.of(Integer.valueOf(step.group(1)))
                        .filter(each -> each > 0 && each < whole && whole % each == 0)
                : Optional.empty();
    }

    private static boolean isAny(String field) {
        return field.equals("*");
    }

    private static boolean isOnce(String field) {
        return ONCE.matcher(field).matches();
    }
}
