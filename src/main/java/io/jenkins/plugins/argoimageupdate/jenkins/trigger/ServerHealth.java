package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of the servers that polls use answer: registries by host, Argo CD servers by name, repositories by address. One that let polls
 * run into a time-out is not asked again at once, and less and less often as long as it does not answer. Thread-safe.
 */
final class ServerHealth {

    /** A server that says nothing for so long after it was asked is taken for one that does not answer. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    /** For how long a server is not asked after a first time-out; doubled with each further one. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<String, RequestMetrics> asked = new ConcurrentHashMap<>();
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    ServerHealth(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A server that did not answer.
     *
     * @param since when that was noticed first
     * @param times how many polls in a row it let down
     * @param until when it may be asked again
     */
    record Pause(String server, Instant since, int times, Instant until) {}

    /** A server is about to be asked. */
    void used(String server, RequestMetrics metrics) {
        asked.put(server, metrics);
    }

    ServerState state(String server) {
        Instant now = clock.instant();
        RequestMetrics metrics = asked.get(server);
        Pause pause = pauses.get(server);
        if (pause != null && now.isBefore(pause.until())) {
            return ServerState.PAUSED;
        }
        if (metrics != null && metrics.silence(now).compareTo(SILENCE) >= 0) {
            return ServerState.SILENT;
        }
        if (pause != null) {
            return ServerState.DOUBTFUL;
        }
        return metrics != null && (metrics.contact().answered() != null || isNotAsked(metrics))
                ? ServerState.ANSWERING
                : ServerState.UNKNOWN;
    }

    /** Polls know repositories in Git that they need not ask. */
    private static boolean isNotAsked(RequestMetrics metrics) {
        return metrics.snapshot().total() == 0;
    }

    /** Takes note of how a poll fared with the servers that it asked. */
    void polled(Collection<String> servers, Duration took) {
        for (String server : servers) {
            RequestMetrics metrics = asked.get(server);
            if (metrics == null) {
                continue;
            }
            if (metrics.contact().isReached()
                    && metrics.silence(clock.instant()).compareTo(SILENCE) < 0) {
                pauses.remove(server);
            } else if (took.compareTo(SILENCE) >= 0) {
                pauses.compute(server, this::longer);
            }
        }
    }

    /** Polls that began together count as one. */
    private Pause longer(String server, Pause last) {
        Instant now = clock.instant();
        if (last == null) {
            return new Pause(server, now, 1, now.plus(FIRST_PAUSE));
        }
        if (now.isBefore(last.until())) {
            return last;
        }
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(last.times(), 10));
        Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return new Pause(server, last.since(), last.times() + 1, now.plus(pause));
    }

    /** Why a server is not to be asked now; empty if it may be. */
    Optional<Pause> pause(String server) {
        return Optional.ofNullable(pauses.get(server))
                .filter(pause -> clock.instant().isBefore(pause.until()));
    }

    /** The servers that do not answer, those first that have not for longest. */
    List<Pause> troubles() {
        Instant now = clock.instant();
        List<Pause> troubles = new ArrayList<>(pauses.values());
        asked.forEach((server, metrics) -> {
            if (!pauses.containsKey(server) && metrics.silence(now).compareTo(SILENCE) >= 0) {
                troubles.add(new Pause(server, now.minus(metrics.silence(now)), 0, now));
            }
        });
        troubles.sort(Comparator.comparing(Pause::since).thenComparing(Pause::server));
        return troubles;
    }
}
