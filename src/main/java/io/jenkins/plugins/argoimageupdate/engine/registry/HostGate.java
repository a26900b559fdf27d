package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * What all requests to one registry pass through: so many at a time, so many a second (a leaky bucket that lets up to ten
 * unused ones through at once, as go.uber.org/ratelimit does), and none while the server has asked to wait.
 *
 * <p>Thread-safe; one for each endpoint, shared by all its clients.
 */
final class HostGate {

    private static final int SLACK = 10;

    private final Semaphore places;
    private final long nanosPerRequest;
    private final TimeSource time;
    private long nextSlot;
    private long pausedUntil;

    /** @param requestsPerSecond zero for no limit */
    HostGate(int connections, int requestsPerSecond, TimeSource time) {
        this.places = new Semaphore(connections, true);
        this.nanosPerRequest = requestsPerSecond <= 0 ? 0 : 1_000_000_000L / requestsPerSecond;
        this.time = time;
        this.nextSlot = time.nanos();
        this.pausedUntil = nextSlot;
    }

    /** Waits for a place and for the turn; every return needs a {@link #leave}. */
    void enter() throws InterruptedException {
        places.acquire();
        try {
            time.sleep(Duration.ofNanos(reserve()));
            for (long wait = pause(); wait > 0; wait = pause()) {
                time.sleep(Duration.ofNanos(wait));
            }
        } catch (InterruptedException e) {
            places.release();
            throw e;
        }
    }

    void leave() {
        places.release();
    }

    /** Lets nobody enter for a while; a longer pause that is already on stays. */
    synchronized void pauseFor(Duration duration) {
        long until = time.nanos() + duration.toNanos();
        if (until - pausedUntil > 0) {
            pausedUntil = until;
        }
    }

    private synchronized long reserve() {
        if (nanosPerRequest == 0) {
            return 0;
        }
        long now = time.nanos();
        long earliest = now - SLACK * nanosPerRequest;
        if (nextSlot - earliest < 0) {
            nextSlot = earliest;
        }
        long wait = Math.max(0, nextSlot - now);
        nextSlot += nanosPerRequest;
        return wait;
    }

    private synchronized long pause() {
        return pausedUntil - time.nanos();
    }
}
