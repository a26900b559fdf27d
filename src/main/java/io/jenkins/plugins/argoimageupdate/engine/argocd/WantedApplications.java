package io.jenkins.plugins.argoimageupdate.engine.argocd;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many Applications were asked for lately. It is asked for each Application of each poll, so it goes through all of them only now and
 * then. Thread-safe.
 *
 * @param <Q> a question
 */
final class WantedApplications<Q> {

    /** What nobody has asked for since then is not counted. */
    static final Duration LATELY = Duration.ofMinutes(30);

    private static final Duration DROPPED_AGAIN = Duration.ofMinutes(1);

    private final Map<Q, Wanted> wanted = new HashMap<>();
    private long count;
    private Instant dropped = Instant.MIN;

    /** @param applications in the last answer */
    private record Wanted(Instant at, int applications) {}

    /** Takes note of a question; until it is answered it counts as one Application. */
    synchronized void asked(Q question, Instant now) {
        Wanted before = wanted.get(question);
        put(question, new Wanted(now, before == null ? 1 : before.applications()));
    }

    /** Takes note of how many Applications answered a question. */
    synchronized void answered(Q question, Instant now, int applications) {
        put(question, new Wanted(now, Math.max(1, applications)));
    }

    private void put(Q question, Wanted now) {
        Wanted before = wanted.put(question, now);
        count += now.applications() - (before == null ? 0 : before.applications());
    }

    /** Their number. */
    synchronized long count(Instant now) {
        if (dropped.isBefore(now.minus(DROPPED_AGAIN))) {
            wanted.values().removeIf(one -> one.at().isBefore(now.minus(LATELY)));
            count = wanted.values().stream().mapToLong(Wanted::applications).sum();
            dropped = now;
        }
        return count;
    }
}
