package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and how patiently a request is repeated after 429, 5xx or a lost connection.
 *
 * @param attempts in all, the first one included
 * @param firstDelay doubled for each further attempt, and varied by half to keep workers apart
 * @param maxRetryAfter the longest wait that a server may ask for; beyond it the request fails
 */
public record RetryPolicy(int attempts, Duration firstDelay, Duration maxRetryAfter) {

    /** Four attempts from half a second on; waits of up to a minute are obeyed. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(4, Duration.ofMillis(500), Duration.ofMinutes(1));

    /** The wait after a failed attempt, counted from 1. */
    Duration delayAfter(int attempt) {
        long millis = firstDelay.toMillis() << Math.min(attempt - 1, 10);
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1));
    }
}
