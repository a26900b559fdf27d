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

public class RateLimiterTest {

    private final FakeTime time = new FakeTime();

    @Test
    public void letsThroughSoManyASecond() throws Exception {
        RateLimiter limiter = new RateLimiter(10, 20, time);
        pass(limiter, 11);
        assertThat(time.slept()).as("it begins as after a rest").isZero();
        pass(limiter, 100);
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    public void savesUpTenAtMostWhileIdle() throws Exception {
        RateLimiter limiter = new RateLimiter(10, 10, time);
        pass(limiter, 20);
        Duration before = time.slept();
        time.pass(Duration.ofHours(1));
        pass(limiter, 11);
        assertThat(time.slept()).isEqualTo(before);
        pass(limiter, 1);
        assertThat(time.slept()).isEqualTo(before.plusMillis(100));
    }

    @Test
    public void hasNoLimitAtZero() throws Exception {
        pass(new RateLimiter(10, 0, time), 10_000);
        assertThat(time.slept()).isZero();
    }

    @Test
    public void holdsEverybodyBackDuringAPause() throws Exception {
        RateLimiter limiter = new RateLimiter(10, 0, time);
        limiter.pauseFor(Duration.ofSeconds(30));
        limiter.pauseFor(Duration.ofSeconds(3));
        pass(limiter, 2);
        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    public void letsHalfAsManyInAtATimeOnceTheServerAsksToWait() throws Exception {
        RateLimiter limiter = new RateLimiter(10, 0, time);
        for (int i = 0; i < 10; i++) {
            limiter.enter();
        }
        limiter.pauseFor(Duration.ofSeconds(1));
        limiter.pauseFor(Duration.ofSeconds(2));
        assertThat(limiter.allowed())
                .as("several refusals at once count as one")
                .isEqualTo(5);
        for (int i = 0; i < 10; i++) {
            limiter.leave();
        }
        assertThat(entering(limiter, 7)).isEqualTo(5);
    }

    @Test
    public void letsOneMoreInAfterAWhileWithoutRefusals() throws Exception {
        RateLimiter limiter = new RateLimiter(10, 0, time);
        limiter.enter();
        limiter.pauseFor(Duration.ofSeconds(1));
        limiter.leave();
        pass(limiter, 5 + RateLimiter.CALM);
        assertThat(limiter.allowed()).isEqualTo(6);
        pass(limiter, 10 * RateLimiter.CALM);
        assertThat(limiter.allowed()).isEqualTo(10);
        assertThat(entering(limiter, 12)).isEqualTo(10);
    }

    @Test
    public void alwaysLetsOneIn() throws Exception {
        RateLimiter limiter = new RateLimiter(10, 0, time);
        for (int i = 0; i < 10; i++) {
            limiter.enter();
            limiter.pauseFor(Duration.ofSeconds(1));
            time.pass(Duration.ofSeconds(2));
            limiter.leave();
        }
        assertThat(limiter.allowed()).isEqualTo(1);
        pass(limiter, 1);
    }

    /** How many of so many threads get in while none leaves. */
    private static int entering(RateLimiter limiter, int count) {
        AtomicInteger inside = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> {
                try {
                    limiter.enter();
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

    private static void pass(RateLimiter limiter, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            limiter.enter();
            limiter.leave();
        }
    }
}
