package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.Test;

public class HostGateTest {

    private final FakeTime time = new FakeTime();

    @Test
    public void letsThroughSoManyASecond() throws Exception {
        HostGate gate = new HostGate(10, 20, time);
        pass(gate, 11);
        assertThat(time.slept()).as("it begins as after a rest").isZero();
        pass(gate, 100);
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    public void savesUpTenAtMostWhileIdle() throws Exception {
        HostGate gate = new HostGate(10, 10, time);
        pass(gate, 20);
        Duration before = time.slept();
        time.pass(Duration.ofHours(1));
        pass(gate, 11);
        assertThat(time.slept()).isEqualTo(before);
        pass(gate, 1);
        assertThat(time.slept()).isEqualTo(before.plusMillis(100));
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
    public void letsHalfAsManyInAtATimeOnceTheServerAsksToWait() throws Exception {
        HostGate gate = new HostGate(10, 0, time);
        for (int i = 0; i < 10; i++) {
            gate.enter();
        }
        gate.pauseFor(Duration.ofSeconds(1));
        gate.pauseFor(Duration.ofSeconds(2));
        assertThat(gate.allowed()).as("several refusals at once count as one").isEqualTo(5);
        for (int i = 0; i < 10; i++) {
            gate.leave();
        }
        assertThat(entering(gate, 7)).isEqualTo(5);
    }

    @Test
    public void letsOneMoreInAfterAWhileWithoutRefusals() throws Exception {
        HostGate gate = new HostGate(10, 0, time);
        gate.enter();
        gate.pauseFor(Duration.ofSeconds(1));
        gate.leave();
        pass(gate, 5 + HostGate.CALM);
        assertThat(gate.allowed()).isEqualTo(6);
        pass(gate, 10 * HostGate.CALM);
        assertThat(gate.allowed()).isEqualTo(10);
        assertThat(entering(gate, 12)).isEqualTo(10);
    }

    @Test
    public void alwaysLetsOneIn() throws Exception {
        HostGate gate = new HostGate(10, 0, time);
        for (int i = 0; i < 10; i++) {
            gate.enter();
            gate.pauseFor(Duration.ofSeconds(1));
            time.pass(Duration.ofSeconds(2));
            gate.leave();
        }
        assertThat(gate.allowed()).isEqualTo(1);
        pass(gate, 1);
    }

    /** How many of so many threads get in while none leaves. */
    private static int entering(HostGate gate, int count) {
        AtomicInteger inside = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> {
                try {
                    gate.enter();
                    inside.incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        Awaitility.await()
                .until(() -> threads.stream()
                        .map(Thread::getState)
                        .allMatch(state -> state == Thread.State.WAITING || state == Thread.State.TERMINATED));
        threads.forEach(Thread::interrupt);
        return inside.get();
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
