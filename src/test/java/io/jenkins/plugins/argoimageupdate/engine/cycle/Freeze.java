package io.jenkins.plugins.argoimageupdate.engine.cycle;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Predicate;

/** Windows of an image, and when nothing is written because of them, said a second time. */
enum Freeze {
    NONE("", time -> false),
    ALWAYS("{kind: deny, schedule: '* * * * *', duration: 1h}", time -> true),
    AT_NIGHT("{kind: deny, schedule: '0 22 * * *', duration: 8h}", time -> time.getHour() >= 22 || time.getHour() < 6),
    OUT_OF_OFFICE(
            "{kind: allow, schedule: '0 8 * * 1-5', duration: 9h}",
            time -> time.getHour() < 8 || time.getHour() >= 17 || isWeekend(time)),
    BUT_IN_THE_MORNING(
            "{kind: allow, schedule: '0 6 * * *', duration: 12h}, {kind: deny, schedule: '0 12 * * *', duration: 12h}",
            time -> time.getHour() < 6 || time.getHour() >= 12);

    private final String windows;
    private final Predicate<LocalDateTime> active;

    Freeze(String windows, Predicate<LocalDateTime> active) {
        this.windows = windows;
        this.active = active;
    }

    /** The items of a list in a watch file. */
    String windows() {
        return windows;
    }

    boolean isActive(Instant now) {
        return active.test(LocalDateTime.ofInstant(now, ZoneOffset.UTC));
    }

    private static boolean isWeekend(LocalDateTime time) {
        return time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
