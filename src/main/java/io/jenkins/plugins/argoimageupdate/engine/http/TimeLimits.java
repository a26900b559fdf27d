package io.jenkins.plugins.argoimageupdate.engine.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread for what has to happen when an exchange takes too long; it ends when there is nothing to wait for. */
final class TimeLimits {

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private TimeLimits() {}

    /** Runs something short after a while, unless cancelled. */
    static Future<?> after(Duration left, Runnable action) {
        return CLOCK.schedule(action, left.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The same, and again each time the pause is over, until cancelled. */
    static Future<?> every(Duration left, Duration pause, Runnable action) {
        return CLOCK.scheduleWithFixedDelay(action, left.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "time limits of HTTP answers");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(10, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        return clock;
    }
}
