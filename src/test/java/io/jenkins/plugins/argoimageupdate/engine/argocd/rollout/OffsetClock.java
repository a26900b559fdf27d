package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** The system's clock, put forward by what the test says. */
final class OffsetClock extends Clock {

    private final Supplier<Duration> offset;

    OffsetClock(Supplier<Duration> offset) {
        this.offset = offset;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset.get());
    }
}
