package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.scheduler.CronTabList;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Optional;

/** Looks ahead in a schedule, minute by minute, but no further than {@link #HORIZON}. */
final class Schedule {

    static final Duration HORIZON = Duration.ofDays(8);

    private final CronTabList tabs;

    Schedule(CronTabList tabs) {
        this.tabs = tabs;
    }

    /** The first minute after an instant that it names. */
    Optional<Instant> after(Instant instant) {
        Instant minute = instant.truncatedTo(ChronoUnit.MINUTES);
        GregorianCalendar calendar = new GregorianCalendar();
        for (Instant end = minute.plus(HORIZON); minute.isBefore(end); ) {
            minute = minute.plus(1, ChronoUnit.MINUTES);
            calendar.setTime(Date.from(minute));
            if (tabs.check(calendar)) {
                return Optional.of(minute);
            }
        }
        return Optional.empty();
    }

    /** From the next time to the one after that, or as far as it looks. */
    Duration interval(Instant now) {
        Optional<Instant> next = after(now);
        return next.flatMap(this::after)
                .map(following -> Duration.between(next.get(), following))
                .orElse(HORIZON);
    }
}
