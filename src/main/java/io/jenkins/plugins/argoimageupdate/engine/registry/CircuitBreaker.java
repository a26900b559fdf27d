package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a server alone that did not answer in time, so that it does not hold up everybody who wants something else besides: a while
 * after the first time-out, twice as long after each further one. When the time is over, one request finds out whether it answers
 * again; meanwhile the others wait a few seconds for what that one sees. Any answer ends it.
 *
 * <p>Thread-safe; one for all that ask the same server.
 */
final class CircuitBreaker {

    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

    private final TimeSource time;
    private Duration length = Duration.ZERO;
    private long began;
    private boolean resting;
    private @Nullable Thread probing;

    CircuitBreaker(TimeSource time) {
        this.time = time;
    }

    /**
     * To be called before a request, whose end has to be told by {@link #answered}, {@link #timedOut} or {@link #failed}.
     *
     * @return when the server is asked again; empty if it may be asked now
     */
    synchronized Optional<Instant> begin() throws InterruptedException {
        long patience = System.nanoTime() + PATIENCE;
        while (resting && left() <= 0 && probing != null) {
            long rest = patience - System.nanoTime();
            if (rest <= 0) {
                return Optional.of(time.now());
            }
            wait(rest / 1_000_000 + 1);
        }
        if (!resting) {
            return Optional.empty();
        }
        if (left() > 0) {
            return Optional.of(time.now().plusNanos(left()));
        }
        probing = Thread.currentThread();
        return Optional.empty();
    }

    /** The server has answered, whatever it said. */
    synchronized void answered() {
        resting = false;
        length = Duration.ZERO;
        probing = null;
        notifyAll();
    }

    /** A request ended without an answer for another reason than time. */
    synchronized void failed() {
        if (probing == Thread.currentThread()) {
            probing = null;
            notifyAll();
        }
    }

    /**
     * The server did not answer in time.
     *
     * @param asked when the request began, by {@link TimeSource#nanos}; of requests that were under way together one counts
     */
    synchronized void timedOut(long asked) {
        if (!resting || asked - began >= 0) {
            Duration doubled = length.multipliedBy(2);
            Duration shortest = Budget.REGISTRY_FIRST_REST.duration();
            Duration longest = Budget.REGISTRY_LONGEST_REST.duration();
            length = doubled.compareTo(shortest) < 0 ? shortest : doubled.compareTo(longest) > 0 ? longest : doubled;
            resting = true;
            began = time.nanos();
        }
        failed();
    }

    private long left() {
        return began + length.toNanos() - time.nanos();
    }
}
