package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.time.Duration;
import java.time.Instant;

/** The clock and the waiting, so that tests take no real time. */
public interface TimeSource {

    /** The machine's clock. */
    TimeSource SYSTEM = new SystemTime();

    /** The time of day, for dates that servers send. */
    Instant now();

    /** Nanoseconds that only ever grow, for measuring. */
    long nanos();

    /** Waits; zero or less returns at once. */
    void sleep(Duration duration) throws InterruptedException;
}
