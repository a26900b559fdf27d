package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

public class HostGateTest {

    private final FakeTime time = new FakeTime();

    @Test
    public void letsThroughSoManyASecond() throws Exception {
        HostGate gate = new HostGate(10, 20, time);
        pass(gate, 101);
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    public void savesUpTenAtMostWhileIdle() throws Exception {
        HostGate gate = new HostGate(10, 10, time);
        time.pass(Duration.ofHours(1));
        pass(gate, 11);
        assertThat(time.slept()).isZero();
        pass(gate, 1);
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    public void hasNoLimitAtZero() throws Exception {
        pass(new HostGate(10, 0, time), 10_000);
        assertThat(time.slept()).isZero();
    }

    @Test
    public void holdsEverybodyBackDuringAPause() throws Exception {
        HostGate gate = new HostGate(10, 0, time);
        gate.pauseFor(Duration.ofSeconds(30));
        gate.pauseFor(Duration.ofSeconds(3));
        pass(gate, 2);
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    public void readsRetryAfterAsSecondsOrDate() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(RetryAfter.parse("120", now)).contains(Duration.ofSeconds(120));
        assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:01:00 GMT", now)).contains(Duration.ofMinutes(1));
        assertThat(RetryAfter.parse("Wed, 31 Dec 2025 00:00:00 GMT", now)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("soon", now)).isEmpty();
        assertThat(RetryAfter.parse("-1", now)).isEmpty();
        assertThat(RetryAfter.parse("", now)).isEmpty();
    }

    private static void pass(HostGate gate, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            gate.enter();
            gate.leave();
        }
    }
}
