package io.jenkins.plugins.argoimageupdate.engine.guard;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a newer version is not written yet. That is no failure.
 *
 * @param explanation a clause for people, such as {@code main-5e2248b was rolled back by Jane Doe in 3fa9c01 at 2026-11-30 00:10 UTC; waiting
 *     for a newer one}
 * @param until when it is tried again; null where something has to change, or somebody has to act
 */
public record Wait(
        Cause cause, String explanation, @Nullable Instant until) {

    public Wait {
        Objects.requireNonNull(cause);
        explanation = CleanText.line(explanation);
    }

    /** One that only a change, or a person, ends. */
    public Wait(Cause cause, String explanation) {
        this(cause, explanation, null);
    }

    /** What a version waits for. Its names are kept in reports. */
    public enum Cause {
        /** Somebody undid it in Git. */
        ROLLED_BACK,
        /** Somebody keeps the image where it is. */
        HELD,
        /** It is too young. */
        MINIMUM_AGE,
        /** The time of day or week. */
        WINDOW,
        /** It is too big a step for a machine. */
        MAX_STEP,
        /** Somebody has to agree. */
        APPROVAL,
        /** It is older than what runs. */
        DOWNGRADE,
        /** It has not been healthy for long enough where it is promoted from. */
        SOAK,
        /** Too many rollouts are under way. */
        ROLLOUTS
    }
}
