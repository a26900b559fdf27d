package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only by sleeping, at once. */
public final class FakeTime implements TimeSource {

    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private final List<Duration> sleeps = new ArrayList<>();
    private long nanos;

    @Override
    public synchronized Instant now() {
        return start.plusNanos(nanos);
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!duration.isZero() && !duration.isNegative()) {
            sleeps.add(duration);
            nanos += duration.toNanos();
        }
    }

    public synchronized void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    /** All sleeps so far together. */
    synchronized Duration slept() {
        return sleeps.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
