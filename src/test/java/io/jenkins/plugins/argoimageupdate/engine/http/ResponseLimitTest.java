package io.jenkins.plugins.argoimageupdate.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.After;
import org.junit.Test;

public class ResponseLimitTest {

    @After
    public void forgetInterrupts() {
        Thread.interrupted();
    }

    @Test
    public void interruptsAndLeavesNoInterrupt() {
        ResponseLimit limit = new ResponseLimit(Duration.ofMillis(1));
        assertThatThrownBy(() -> new CountDownLatch(1).await()).isInstanceOf(InterruptedException.class);
        assertThat(limit.end()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    public void leavesNoInterruptEvenIfNothingWasWaiting() {
        ResponseLimit limit = new ResponseLimit(Duration.ofNanos(1));
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        assertThat(limit.end()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    public void keepsTheInterruptsOfOthers() {
        ResponseLimit limit = new ResponseLimit(Duration.ofMinutes(1));
        Thread.currentThread().interrupt();
        assertThat(limit.end()).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    public void doesNotInterruptOnceItIsMet() {
        for (int i = 0; i < 1_000; i++) {
            ResponseLimit limit = new ResponseLimit(Duration.ofNanos(1 + i * 100L));
            limit.met();
            boolean exceeded = limit.end();
            assertThat(Thread.currentThread().isInterrupted())
                    .as("exceeded: " + exceeded)
                    .isFalse();
        }
    }
}
