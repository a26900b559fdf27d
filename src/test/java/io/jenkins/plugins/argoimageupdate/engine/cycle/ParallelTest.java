package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public class ParallelTest {

    private final AtomicInteger ended = new AtomicInteger();
    private final CountDownLatch underWay = new CountDownLatch(1);

    @Test
    public void keepsTheOrderOfTheThings() throws Exception {
        Map<String, Integer> lengths = Parallel.map(List.of("ccc", "a", "bb"), String::length);

        assertThat(lengths).containsExactly(Map.entry("ccc", 3), Map.entry("a", 1), Map.entry("bb", 2));
    }

    @Test
    public void nothingGoesOnAfterAnInterrupt() throws Exception {
        Thread caller = Thread.currentThread();

        assertThatThrownBy(() -> Parallel.map(List.of(1, 2), thing -> {
                    if (thing == 1) {
                        underWay.await();
                        caller.interrupt();
                    }
                    return endSlowly(caller);
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(ended).hasValue(2);
        assertThat(caller.isInterrupted()).isFalse();
    }

    @Test
    public void nothingGoesOnAfterAFailure() throws Exception {
        Thread caller = Thread.currentThread();

        assertThatThrownBy(() -> Parallel.map(List.of(1, 2), thing -> {
                    if (thing == 1) {
                        underWay.await();
                        throw new IllegalStateException("broken");
                    }
                    return endSlowly(caller);
                }))
                .hasMessage("broken");

        assertThat(ended).hasValue(1);
    }

    /** Waits for an interrupt, and then until the caller waits, as it does for what has not ended. */
    private int endSlowly(Thread caller) {
        try {
            underWay.countDown();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            while (caller.getState() != Thread.State.TIMED_WAITING && !isPastMap(caller)) {
                Thread.onSpinWait();
            }
        }
        return ended.incrementAndGet();
    }

    private static boolean isPastMap(Thread caller) {
        for (StackTraceElement call : caller.getStackTrace()) {
            if (call.getClassName().equals(Parallel.class.getName())) {
                return false;
            }
        }
        return true;
    }
}
