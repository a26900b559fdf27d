package io.jenkins.plugins.argoimageupdate.engine.selection;

import io.jenkins.plugins.argoimageupdate.engine.registry.TimeSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Counts what workers have done of a batch and reports it every few seconds, from their threads: who waits for the batch wakes up
 * once, at its end. Thread-safe.
 */
final class BatchProgress {

    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);

    private final int all;
    private final TimeSource time;
    private final FetchProgress progress;
    private final CountDownLatch open;
    private final long began;
    private long reported;
    private int done;

    BatchProgress(int all, TimeSource time, FetchProgress progress) {
        this.all = all;
        this.time = time;
        this.progress = progress;
        this.open = new CountDownLatch(all);
        this.began = time.nanos();
        this.reported = began;
    }

    void oneMore() {
        try {
            count();
        } finally {
            open.countDown();
        }
    }

    private synchronized void count() {
        done++;
        long now = time.nanos();
        if (now - reported >= BETWEEN_REPORTS.toNanos()) {
            reported = now;
            progress.fetched(done, all, Duration.ofNanos((now - began) / done * (all - done)));
        }
    }

    void awaitAll() throws InterruptedException {
        open.await();
    }
}
