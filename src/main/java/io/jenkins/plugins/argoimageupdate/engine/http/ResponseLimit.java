package io.jenkins.plugins.argoimageupdate.engine.http;

import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Interrupts the thread that made it unless the response headers come in time. The time-out of {@code java.net.http} does the
 * same, but wakes its selector for each request that is sent and each that is answered.
 *
 * <p>Once {@link #end} has returned, no interrupt of this limit is left or will come. An interrupt by somebody else at the very
 * moment when time is up counts as the time being up.
 */
final class ResponseLimit {

    private final Thread waiting = Thread.currentThread();
    private final Future<?> alarm;
    private boolean over;
    private boolean exceeded;

    ResponseLimit(Duration left) {
        this.alarm = TimeLimits.after(left, this::exceed);
    }

    private synchronized void exceed() {
        if (!over) {
            over = true;
            exceeded = true;
            waiting.interrupt();
        }
    }

    /** The headers are there. */
    synchronized void met() {
        over = true;
        alarm.cancel(false);
    }

    /** To be called by the thread that made this, at the end; true, for the first call, if it was interrupted because time was up. */
    synchronized boolean end() {
        met();
        boolean interrupted = exceeded;
        exceeded = false;
        if (interrupted) {
            Thread.interrupted();
        }
        return interrupted;
    }
}
