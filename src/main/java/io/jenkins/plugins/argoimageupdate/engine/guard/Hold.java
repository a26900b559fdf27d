package io.jenkins.plugins.argoimageupdate.engine.guard;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import io.jenkins.plugins.argoimageupdate.engine.text.UtcTime;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an image of an Application where it is.
 *
 * @param version that it keeps, for people; empty when not known
 * @param by the visible name of who asked for it
 * @param why empty for no reason; cut off after {@link #LONGEST_REASON} characters
 * @param until when it ends by itself; null when somebody has to end it
 * @param notAgain the only version that it keeps from being written, a digest if it has one, else a tag; empty for whatever there is
 */
public record Hold(
        String version,
        String by,
        String why,
        Instant since,
        @Nullable Instant until,
        String notAgain) {

    /** One that keeps out whatever there is. */
    public Hold(String version, String by, String why, Instant since, @Nullable Instant until) {
        this(version, by, why, since, until, "");
    }

    /** Characters of a reason. */
    public static final int LONGEST_REASON = 200;

    private static final int LONGEST_NAME = 100;

    public Hold {
        version = version == null ? "" : CleanText.line(version);
        by = CleanText.line(by, LONGEST_NAME);
        why = why == null ? "" : CleanText.line(why, LONGEST_REASON).strip();
        notAgain = notAgain == null ? "" : CleanText.line(notAgain);
        Objects.requireNonNull(since);
    }

    /** Whether it keeps a version out. */
    public boolean keepsOut(String other) {
        return notAgain.isEmpty() || notAgain.equals(other);
    }

    /** Whether it has ended by itself. */
    public boolean isOver(Instant now) {
        return until != null && !until.isAfter(now);
    }

    /** Such as {@code held at main-41 by Jane Doe since 2026-11-30 00:10 UTC: main-42 loses orders}. */
    public String words() {
        return (notAgain.isEmpty() ? "held" : notAgain + " is kept out")
                + (version.isEmpty() || !notAgain.isEmpty() ? "" : " at " + version)
                + (by.isEmpty() ? "" : " by " + by)
                + " since " + UtcTime.minute(since)
                + (until == null ? "" : " until " + UtcTime.minute(until))
                + (why.isEmpty() ? "" : ": " + why);
    }

    /** What a newer version is told to wait for. */
    public Wait toWait() {
        return new Wait(Wait.Cause.HELD, words(), until);
    }
}
