package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which requests a server has just left without an answer until they timed out. All waits for it share that: if each found out for itself,
 * the last of hundreds would notice many minutes after its own time is up. One wait asks again now and then. Thread-safe.
 */
final class UnansweredRequests {

    /** After which the next wait asks again. */
    static final Duration ASKED_AGAIN = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Map<String, Unanswered> unanswered = new HashMap<>();

    private record Unanswered(ArgoCdException failure, Instant askedAgain) {}

    UnansweredRequests(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * How another request of the same kind has just failed; empty if it is to be sent.
     *
     * @param kind such as the resources of an Application: a server can answer some requests and others not
     */
    synchronized Optional<ArgoCdException> failure(String kind) {
        Unanswered last = unanswered.get(kind);
        if (last == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (now.isBefore(last.askedAgain())) {
            return Optional.of(last.failure());
        }
        unanswered.put(kind, new Unanswered(last.failure(), now.plus(ASKED_AGAIN)));
        return Optional.empty();
    }

    synchronized void timedOut(String kind, ArgoCdException failure) {
        unanswered.put(kind, new Unanswered(failure, clock.instant().plus(ASKED_AGAIN)));
    }

    synchronized void answered(String kind) {
        unanswered.remove(kind);
    }
}
