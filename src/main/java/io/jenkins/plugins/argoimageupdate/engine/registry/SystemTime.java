package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Real time. */
final class SystemTime implements TimeSource {

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
