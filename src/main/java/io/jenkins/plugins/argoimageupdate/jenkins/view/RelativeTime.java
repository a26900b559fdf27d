package io.jenkins.plugins.argoimageupdate.jenkins.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** How long ago something was, or how soon it will be, in the reader's language. The tag {@code time} shows it. */
public final class RelativeTime {

    private static final Duration JUST_NOW = Duration.ofSeconds(5);

    private RelativeTime() {}

    /** Such as {@code 4 min ago}, {@code in 2 min} or {@code just now}. */
    public static String of(Date at) {
        return of(at.toInstant(), Instant.now());
    }

    static String of(Instant at, Instant now) {
        Duration ago = Duration.between(at, now);
        if (ago.abs().compareTo(JUST_NOW) < 0) {
            return Messages.RelativeTime_now();
        }
        String span = TimeSpan.roughly(ago.abs().toMillis());
        return ago.isNegative() ? Messages.RelativeTime_in(span) : Messages.RelativeTime_ago(span);
    }
}
