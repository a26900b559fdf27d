package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Ends what is still under way when time is up, from outside: a thread that writes to a server which does not read can be ended in no
 * other way.
 */
final class CallEnd implements AutoCloseable {

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Future<?> planned;

    private CallEnd(Future<?> planned) {
        this.planned = planned;
    }

    /** @param end run on a thread of its own, as it can block */
    static CallEnd in(Duration left, Runnable end) {
        return new CallEnd(
                TIMER.schedule(() -> daemon(end).start(), Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        planned.cancel(false);
    }

    private static ScheduledThreadPoolExecutor timer() {
        ThreadFactory threads = CallEnd::daemon;
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = Executors.defaultThreadFactory().newThread(work);
        thread.setName("argo-image-update-git-end");
        thread.setDaemon(true);
        return thread;
    }
}
