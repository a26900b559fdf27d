package io.jenkins.plugins.argoimageupdate.jenkins.step;

import hudson.model.Computer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jenkins.util.Timer;

/** Gives work up at its deadline, if it is not over by then. */
final class Overtime implements AutoCloseable {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final Supplier<Duration> left;
    private final Runnable giveUp;
    private volatile boolean over;

    private Overtime(Supplier<Duration> left, Runnable giveUp) {
        this.left = left;
        this.giveUp = giveUp;
    }

    /**
     * @param left how long the work may still take; asked again when that time has passed
     * @param giveUp may take its time
     */
    static Overtime watch(Supplier<Duration> left, Runnable giveUp) {
        Overtime overtime = new Overtime(left, giveUp);
        overtime.schedule(left.get());
        return overtime;
    }

    private void schedule(Duration delay) {
        Timer.get().schedule(this::look, Math.max(1, delay.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (over) {
            return;
        }
        if (left.get().isNegative() || left.get().isZero()) {
            try {
                Computer.threadPoolForRemoting.execute(giveUp);
            } catch (OutOfMemoryError e) { // no thread for it
                schedule(TRY_AGAIN);
            }
        } else {
            schedule(left.get());
        }
    }

    /** The work is over. */
    @Override
    public void close() {
        over = true;
    }
}
