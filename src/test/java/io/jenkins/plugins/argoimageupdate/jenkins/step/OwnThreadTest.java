package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hudson.AbortException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Test;

public class OwnThreadTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final CountDownLatch end = new CountDownLatch(1);
    private final AbortException overdue = new AbortException("overdue");

    @After
    public void stop() {
        end.countDown();
    }

    @Test
    public void givesBackWhatTheWorkDoes() throws Exception {
        OwnThread thread = new OwnThread(() -> LONG, () -> overdue);
        assertThat(thread.run(() -> 7)).isEqualTo(7);
        AbortException failure = new AbortException("no");
        assertThatThrownBy(() -> thread.run(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> thread.run(() -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test(timeout = 120_000)
    public void doesNotWaitForWorkThatNothingEnds() {
        OwnThread thread = new OwnThread(() -> Duration.ZERO, () -> overdue);
        assertThatThrownBy(() -> thread.run(() -> {
                    while (end.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return null;
                }))
                .isSameAs(overdue);
    }

    @Test(timeout = 120_000)
    public void waitsOnWhenTheDeadlineHasMoved() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        OwnThread thread = new OwnThread(
                () -> asked.incrementAndGet() <= 2 ? Duration.ofMillis(asked.get()) : LONG, () -> overdue);
        assertThat(thread.run(() -> {
                    await().atMost(Duration.ofMinutes(5)).until(() -> asked.get() > 2);
                    return "done";
                }))
                .isEqualTo("done");
    }

    @Test(timeout = 120_000)
    public void stopsTheWorkWhenWhoWaitsIsInterrupted() {
        AtomicBoolean stopped = new AtomicBoolean();
        OwnThread thread = new OwnThread(() -> LONG, () -> overdue);
        Thread waiting = Thread.currentThread();
        assertThatThrownBy(() -> thread.run(() -> {
                    waiting.interrupt();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        stopped.set(true);
                    }
                    return null;
                }))
                .isInstanceOf(InterruptedException.class);
        await().atMost(Duration.ofMinutes(1)).untilTrue(stopped);
    }

    @Test(timeout = 120_000)
    public void overtimeGivesUpAtTheDeadlineUnlessTheWorkIsOver() {
        AtomicInteger givenUp = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        Overtime over = Overtime.watch(
                () -> Duration.ofMillis(20 - 20L * asked.getAndIncrement()), () -> givenUp.addAndGet(10));
        over.close();
        Overtime.watch(() -> Duration.ZERO, givenUp::incrementAndGet);
        await().atMost(Duration.ofMinutes(1)).until(() -> givenUp.get() == 1);
    }
}
