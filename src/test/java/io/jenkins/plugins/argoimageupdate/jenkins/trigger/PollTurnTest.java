package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Test;

public class PollTurnTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private volatile boolean mayGiveUp = true;

    @After
    public void stop() {
        never.countDown();
        threads.shutdownNow();
    }

    @Test
    public void aPollThatEndsInTimeMakesRoom() {
        PollTurn turn = turn(LONG, LONG);
        turn.begin();
        turn.end();
        assertThat(told).hasValue(0);
        assertThat(left).hasValue(1);
        assertThat(turn.isLeftBehind()).isFalse();
    }

    @Test(timeout = 120_000)
    public void aPollThatTakesTooLongIsInterruptedAndItsThreadGoesOn() throws Exception {
        Future<Boolean> interrupted = threads.submit(() -> {
            PollTurn turn = turn(SHORT, LONG);
            turn.begin();
            try {
                never.await();
                return false;
            } catch (InterruptedException e) {
                return true;
            } finally {
                turn.end();
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                assertThat(turn.isLeftBehind()).isFalse();
            }
        });
        assertThat(interrupted.get()).isTrue();
        await().atMost(PATIENCE).until(() -> told.get() == 1);
        assertThat(left).hasValue(1);
    }

    @Test(timeout = 120_000)
    public void aPollThatNothingEndsIsLeftBehind() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Future<PollTurn> stuck = threads.submit(() -> {
            PollTurn turn = turn(SHORT, SHORT);
            turn.begin();
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
            turn.end();
            return turn;
        });
        await().atMost(PATIENCE).until(() -> left.get() == 1);
        assertThat(told).hasValue(1);
        end.countDown();
        assertThat(stuck.get().isLeftBehind()).isTrue();
        assertThat(left).as("room is made once").hasValue(1);
    }

    @Test(timeout = 120_000)
    public void aPollThatMayNotBeGivenUpIsLeftBehindWithoutAnInterrupt() throws Exception {
        mayGiveUp = false;
        Future<Boolean> interrupted = threads.submit(() -> {
            PollTurn turn = turn(SHORT, SHORT);
            turn.begin();
            while (left.get() == 0) {
                Thread.onSpinWait();
            }
            return Thread.currentThread().isInterrupted();
        });
        assertThat(interrupted.get()).isFalse();
        assertThat(told).hasValue(0);
    }

    private PollTurn turn(Duration most, Duration grace) {
        return new PollTurn(most, grace, () -> mayGiveUp, told::incrementAndGet, left::incrementAndGet);
    }
}
