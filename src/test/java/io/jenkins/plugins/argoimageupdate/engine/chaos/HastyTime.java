package io.jenkins.plugins.argoimageupdate.engine.chaos;

import io.jenkins.plugins.argoimageupdate.engine.registry.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's clock, ahead by what would have been waited: pauses that a registry asks for last a moment. */
final class HastyTime implements TimeSource {

    private static final Duration LONGEST = Duration.ofMillis(5);

    private final AtomicLong ahead = new AtomicLong();

    void pass(Duration duration) {
        ahead.addAndGet(duration.toNanos());
    }

    @Override
    public Instant now() {
        return Instant.now().plusNanos(ahead.get());
    }

    @Override
    public long nanos() {
        return System.nanoTime() + ahead.get();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Duration real = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
        if (!real.isNegative()) {
            TimeUnit.NANOSECONDS.sleep(real.toNanos());
            pass(duration.minus(real));
        }
    }
}
