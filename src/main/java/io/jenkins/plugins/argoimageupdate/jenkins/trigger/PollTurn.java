package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Stuck;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jenkins.util.Timer;

/** Sees to it that a poll ends: at its deadline it is interrupted, and if that does not help its thread is left behind. Thread-safe. */
final class PollTurn {

    /** A poll that takes longer is given up. */
    static final Duration MOST_TIME = Budget.POLL.duration();

    /** For how long a poll that was given up may still hold its place. */
    static final Duration GRACE = Duration.ofMinutes(1);

    private final Duration mostTime;
    private final Duration grace;
    private final BooleanSupplier mayGiveUp;
    private final Runnable tell;
    private final Runnable leave;
    private final Thread thread = Thread.currentThread();
    private Future<?> next;
    private boolean over;
    private boolean givenUp;
    private boolean leftBehind;

    /**
     * @param mayGiveUp whether the poll may be given up; if not, it is not interrupted, but its place is still taken from it. It must not
     *     wait for anything
     * @param tell says that the poll is given up
     * @param leave makes room for others; it is called once
     */
    PollTurn(BooleanSupplier mayGiveUp, Runnable tell, Runnable leave) {
        this(MOST_TIME, GRACE, mayGiveUp, tell, leave);
    }

    PollTurn(Duration mostTime, Duration grace, BooleanSupplier mayGiveUp, Runnable tell, Runnable leave) {
        this.mostTime = mostTime;
        this.grace = grace;
        this.mayGiveUp = mayGiveUp;
        this.tell = tell;
        this.leave = leave;
    }

    synchronized void begin() {
        next = Timer.get().schedule(this::giveUp, mostTime.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void giveUp() {
        boolean givesUp;
        synchronized (this) {
            if (over) {
                return;
            }
            givesUp = mayGiveUp.getAsBoolean();
            givenUp = givesUp;
            if (givesUp) {
                Stuck.log(thread, "A poll");
                thread.interrupt();
            }
            next = Timer.get().schedule(this::leaveBehind, grace.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (givesUp) {
            tell.run();
        }
    }

    private synchronized void leaveBehind() {
        if (!over) {
            over = true;
            leftBehind = true;
            leave.run();
        }
    }

    /** The poll has come to an end; its thread is as it was before. */
    synchronized void end() {
        if (next != null) {
            next.cancel(false);
        }
        if (givenUp) {
            Thread.interrupted();
        }
        if (!over) {
            over = true;
            leave.run();
        }
    }

    /** Whether others have been polled in its place already. */
    synchronized boolean isLeftBehind() {
        return leftBehind;
    }
}
