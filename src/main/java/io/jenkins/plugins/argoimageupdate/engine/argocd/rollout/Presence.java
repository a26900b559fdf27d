package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the Application is still there. One that goes gets a while to come back, as an ApplicationSet or somebody may delete it and
 * create it anew. One wait, one thread.
 */
final class Presence {

    private static final String SUBJECT = "Application";

    private final RolloutListener listener;
    private final Clock clock;
    private @Nullable Instant goneSince;
    private @Nullable Failed failure;

    Presence(RolloutListener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /** Whether a failure can mean that an Application that was seen is no longer there. */
    static boolean isAbsence(ArgoCdException failure) {
        return failure.reason() == Reason.NOT_FOUND || failure.reason() == Reason.FORBIDDEN;
    }

    /**
     * A failure to get the Application that was seen before.
     *
     * @throws ArgoCdException the failure itself if it means something else
     */
    void missing(ArgoCdException answer) {
        if (!isAbsence(answer)) {
            throw answer;
        }
        boolean deleted = answer.reason() == Reason.NOT_FOUND;
        gone(
                deleted ? "deleted" : "no longer readable (" + answer.answer() + ")",
                deleted
                        ? new Failed(
                                Reason.NOT_FOUND,
                                "the Application was deleted during the rollout",
                                "Find out who deleted it; what was committed stays in Git")
                        : new Failed(
                                Reason.FORBIDDEN,
                                "the Application can no longer be seen: " + answer.answer(),
                                "It was deleted or moved to another project during the rollout, or this account has lost its"
                                        + " right to get it"));
    }

    void seen(LiveApplication live) {
        if (live.beingDeleted()) {
            gone(
                    "being deleted",
                    new Failed(
                            Reason.NOT_FOUND,
                            "the Application is being deleted",
                            "Find out who deletes it; what was committed stays in Git"));
        } else if (goneSince != null) {
            goneSince = null;
            listener.changed(new RolloutChange(clock.instant(), SUBJECT, "", "there again"));
        }
    }

    private void gone(String state, Failed meaning) {
        Instant now = clock.instant();
        if (goneSince == null) {
            goneSince = now;
            listener.changed(new RolloutChange(now, SUBJECT, "", state));
        }
        failure = meaning;
    }

    boolean isThere() {
        return goneSince == null;
    }

    /** Present when it has been gone for too long. */
    Optional<Failed> failure(Duration grace) {
        return isThere() || clock.instant().isBefore(goneSince.plus(grace)) ? Optional.empty() : Optional.of(failure);
    }
}
