package io.jenkins.plugins.argoimageupdate.engine.guard;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an image of an Application where it is.
 *
 * @param version that it keeps, for people; empty when not known
 * @param by the visible name of who asked for it
 * @param why empty for no reason; cut off after {@link #LONGEST_REASON} characters
 * @param until when it ends by itself; null when somebody has to end it
 */
public record Hold(
        String version,
        String by,
        String why,
        Instant since,
        @Nullable Instant until) {

    /** Characters of a reason. */
    public static final int LONGEST_REASON = 200;

    private static final int LONGEST_NAME = 100;

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    public Hold {
        version = version == null ? "" : CleanText.line(version);
        by = CleanText.line(by, LONGEST_NAME);
        why = why == null ? "" : CleanText.line(why, LONGEST_REASON).strip();
        Objects.requireNonNull(since);
    }

    /** Whether it has ended by itself. */
    public boolean isOver(Instant now) {
        return until != null && !until.isAfter(now);
    }

    /** Such as {@code held at main-41 by Jane Doe since 2026-11-30 00:10 UTC: main-42 loses orders}. */
    public String words() {
        return "held" + (version.isEmpty() ? "" : " at " + version)
                + (by.isEmpty() ? "" : " by " + by)
                + " since " + MINUTES.format(since)
                + (until == null ? "" : " until " + MINUTES.format(until))
                + (why.isEmpty() ? "" : ": " + why);
    }

    /** What a newer version is told to wait for. */
    public Wait toWait() {
        return new Wait(Wait.Cause.HELD, words(), until);
    }
}
