package io.jenkins.plugins.argoimageupdate.engine.http;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Until when work has to be done. Work that goes on longer is interrupted, again and again until it ends. Immutable. */
public final class Deadline {

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Duration limit;
    private final long end;

    private Deadline(Duration limit, long end) {
        this.limit = limit;
        this.end = end;
    }

    /** One that is so far away from now. */
    public static Deadline in(Duration limit) {
        return new Deadline(limit, System.nanoTime() + limit.toNanos());
    }

    /** That one or this one, whichever is earlier. */
    public Deadline orIn(Duration sooner) {
        Deadline other = in(sooner);
        return other.end - end < 0 ? other : this;
    }

    /** How long all of the work may take. */
    Duration limit() {
        return limit;
    }

    boolean isOver() {
        return end - System.nanoTime() <= 0;
    }

    /** Something that an interrupt ends. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        /** Does the work in the thread that it is given; null only for work that gives nothing. */
        T run() throws InterruptedException;
    }

    /** Time was up before the work was done. */
    public static final class MissedException extends Exception {

        private static final long serialVersionUID = 1L;

        private MissedException(Duration limit, @Nullable Throwable cause) {
            super("not done after " + words(limit), cause);
        }

        private static String words(Duration limit) {
            return limit.toSeconds() < 120 ? limit.toSeconds() + " seconds" : limit.toMinutes() + " minutes";
        }
    }

    /**
     * Does the work by this thread. No interrupt of the deadline is left afterwards.
     *
     * @throws MissedException if time is up already, or was before the work was done, also where no interrupt could end it and it was
     *     done in the end
     * @throws InterruptedException if somebody else interrupted the thread
     */
    public <T> @Nullable T run(Work<T> work) throws InterruptedException, MissedException {
        if (isOver()) {
            throw new MissedException(limit, null);
        }
        Alarm alarm = new Alarm(Thread.currentThread());
        try {
            T done = work.run();
            if (isOver()) {
                throw new MissedException(limit, null);
            }
            return done;
        } catch (InterruptedException e) {
            if (alarm.end()) {
                throw new MissedException(limit, e);
            }
            throw e;
        } finally {
            alarm.end();
        }
    }

    private final class Alarm {

        private final Thread worker;
        private final Future<?> clock;
        private boolean rung;
        private boolean over;

        Alarm(Thread worker) {
            this.worker = worker;
            this.clock = TimeLimits.every(Duration.ofNanos(Math.max(1, end - System.nanoTime())), AGAIN, this::ring);
        }

        private synchronized void ring() {
            if (!over) {
                rung = true;
                worker.interrupt();
            }
        }

        /** Whether the work was interrupted, for the first call. */
        synchronized boolean end() {
            over = true;
            clock.cancel(false);
            boolean interrupted = rung;
            rung = false;
            if (interrupted) {
                Thread.interrupted();
            }
            return interrupted;
        }
    }
}
