package io.jenkins.plugins.argoimageupdate.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Test;

public class DeadlineTest {

    private final CountDownLatch never = new CountDownLatch(1);

    @After
    public void forgetInterrupts() {
        Thread.interrupted();
    }

    @Test(timeout = 60_000)
    public void endsWorkThatGoesOnTooLong() {
        Deadline deadline = Deadline.in(Duration.ofMillis(50));
        assertThatThrownBy(() -> deadline.run(this::waitForEver))
                .isInstanceOf(Deadline.MissedException.class)
                .hasMessage("not done after 0 seconds");
        assertThat(deadline.isOver()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test(timeout = 60_000)
    public void endsWorkThatOvercomesAnInterrupt() {
        AtomicBoolean overcame = new AtomicBoolean();
        assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(50)).run(() -> {
                    try {
                        return waitForEver();
                    } catch (InterruptedException e) {
                        overcame.set(true);
                        return waitForEver();
                    }
                }))
                .isInstanceOf(Deadline.MissedException.class);
        assertThat(overcame).isTrue();
    }

    @Test(timeout = 60_000)
    public void whatIsDoneTooLateIsMissed() {
        Deadline deadline = Deadline.in(Duration.ofMillis(50));
        assertThatThrownBy(() -> deadline.run(() -> {
                    while (!deadline.isOver()) {
                        Thread.onSpinWait();
                    }
                    return "late";
                }))
                .isInstanceOf(Deadline.MissedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test(timeout = 60_000)
    public void beginsNothingWhenTimeIsUp() {
        assertThatThrownBy(() -> Deadline.in(Duration.ZERO).run(() -> {
                    throw new IllegalStateException("begun");
                }))
                .isInstanceOf(Deadline.MissedException.class);
    }

    @Test(timeout = 60_000)
    public void theInterruptsOfOthersStay() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Deadline.in(Duration.ofMinutes(5)).run(this::waitForEver))
                .isInstanceOf(InterruptedException.class);
    }

    @Test(timeout = 60_000)
    public void theEarlierOneCounts() {
        Deadline far = Deadline.in(Duration.ofMinutes(5));
        assertThat(far.orIn(Duration.ofMinutes(1)).limit()).isEqualTo(Duration.ofMinutes(1));
        assertThat(far.orIn(Duration.ofMinutes(9))).isSameAs(far);
    }

    private String waitForEver() throws InterruptedException {
        never.await();
        return "";
    }
}
