package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * What all requests to one registry pass through: so many at a time, so many a second (a leaky bucket that lets up to ten
 * unused ones through at once, as go.uber.org/ratelimit does, and begins with these), and none while the server has asked to
 * wait.
 *
 * <p>A server that asks to wait gets half as many at a time from then on; one more is let through after each {@link
 * #CALM} requests that went without another such answer.
 *
 * <p>Thread-safe; one for each endpoint, shared by all its clients.
 */
final class RateLimiter {

    private static final int SLACK = 10;

    /** Requests after which there is one more place. */
    static final int CALM = 20;

    private final int most;
    private final Semaphore places;
    private final long nanosPerRequest;
    private final TimeSource time;
    private long nextSlot;
    private long pausedUntil;
    private int allowed;

    /** Places that will be kept back when those who have them leave. */
    private int toWithhold;

    private int calm;

    /** @param requestsPerSecond zero for no limit */
    RateLimiter(int connections, int requestsPerSecond, TimeSource time) {
        this.most = connections;
        this.allowed = connections;
        this.places = new Semaphore(connections, true);
        this.nanosPerRequest = requestsPerSecond <= 0 ? 0 : 1_000_000_000L / requestsPerSecond;
        this.time = time;
        this.pausedUntil = time.nanos();
        this.nextSlot = pausedUntil - SLACK * nanosPerRequest;
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
        places.release(returned());
    }

    /** How many may be inside at a time. */
    synchronized int allowed() {
        return allowed;
    }

    /** Lets nobody enter for a while; a longer pause that is already on stays. */
    synchronized void pauseFor(Duration duration) {
        long now = time.nanos();
        if (pausedUntil - now <= 0) {
            int fewer = Math.max(1, allowed / 2);
            toWithhold += allowed - fewer;
            allowed = fewer;
        }
        calm = 0;
        if (now + duration.toNanos() - pausedUntil > 0) {
            pausedUntil = now + duration.toNanos();
        }
    }

    /** Places that become free when somebody leaves. */
    private synchronized int returned() {
        int free = 1;
        if (toWithhold > 0) {
            toWithhold--;
            free = 0;
        }
        if (allowed < most && ++calm >= CALM) {
            calm = 0;
            allowed++;
            if (toWithhold > 0) {
                toWithhold--;
            } else {
                free++;
            }
        }
        return free;
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
