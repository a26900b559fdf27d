package io.jenkins.plugins.argoimageupdate.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Test;

public class SingleFlightTest {

    private final SingleFlight<String, Integer> flights = new SingleFlight<>();
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @After
    public void stop() {
        pool.shutdownNow();
    }

    @Test
    public void oneAsksAndTheOthersTakeTheAnswer() throws Exception {
        Future<Integer> first = pool.submit(() -> get(new Slot(), this::whenTold));
        begun.await();
        Caller second = waiting(new Slot());
        Caller third = waiting(new Slot());
        end.countDown();
        assertThat(first.get()).isEqualTo(1);
        assertThat(second.answer.get()).isEqualTo(1);
        assertThat(third.answer.get()).isEqualTo(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    public void whatIsRememberedIsNotAskedFor() throws Exception {
        Slot slot = new Slot();
        assertThat(get(slot, asked::incrementAndGet)).isEqualTo(1);
        assertThat(get(slot, asked::incrementAndGet)).isEqualTo(1);
        assertThat(get(new Slot(), asked::incrementAndGet)).isEqualTo(2);
    }

    @Test
    public void otherQuestionsDoNotWait() throws Exception {
        pool.submit(() -> get(new Slot(), this::whenTold));
        begun.await();
        assertThat(flights.get("another", new Slot(), () -> 7)).isEqualTo(7);
        end.countDown();
    }

    @Test
    public void aFailureIsNotKept() throws Exception {
        assertThatThrownBy(() -> get(new Slot(), () -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(get(new Slot(), () -> 7)).isEqualTo(7);
    }

    @Test
    public void whenTheOneWhoAsksFailsOneOfTheOthersAsks() throws Exception {
        Future<Integer> first = pool.submit(() -> get(new Slot(), () -> {
            whenTold();
            throw new StackOverflowError("even by this");
        }));
        begun.await();
        Caller second = waiting(new Slot());
        Caller third = waiting(new Slot());
        end.countDown();
        assertThatThrownBy(first::get).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(second.answer.get()).isGreaterThan(1);
        assertThat(third.answer.get()).isGreaterThan(1);
    }

    @Test
    public void whenTheOneWhoAsksIsInterruptedOneOfTheOthersAsks() throws Exception {
        Caller first = new Caller(new Slot(), this::whenTold);
        begun.await();
        Caller second = waiting(new Slot());
        first.thread.interrupt();
        assertThatThrownBy(first.answer::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(second.answer.get()).isEqualTo(2);
    }

    @Test
    public void whoIsInterruptedWhileWaitingLeavesAndTheOthersGoOn() throws Exception {
        Future<Integer> first = pool.submit(() -> get(new Slot(), this::whenTold));
        begun.await();
        Caller second = waiting(new Slot());
        Caller third = waiting(new Slot());
        second.thread.interrupt();
        assertThatThrownBy(second.answer::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        end.countDown();
        assertThat(first.get()).isEqualTo(1);
        assertThat(third.answer.get()).isEqualTo(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    public void whoIsInterruptedBeforeAsksNothing() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> get(new Slot(), asked::incrementAndGet)).isInstanceOf(InterruptedException.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    public void whoCannotDoWithTheAnswerOfAnotherAsksForItself() throws Exception {
        Future<Integer> first = pool.submit(() -> get(new Slot(), this::whenTold));
        begun.await();
        Caller second = waiting(new Slot(answer -> answer > 1));
        end.countDown();
        assertThat(first.get()).isEqualTo(1);
        assertThat(second.answer.get()).isEqualTo(2);
    }

    private int whenTold() throws InterruptedException {
        int answer = asked.incrementAndGet();
        begun.countDown();
        end.await();
        return answer;
    }

    private Integer get(Slot slot, SingleFlight.Fetch<Integer> fetch) throws InterruptedException {
        return flights.get("question", slot, fetch);
    }

    /** One who waits for the answer that is asked for, and would ask next. */
    private Caller waiting(Slot slot) {
        Caller caller = new Caller(slot, asked::incrementAndGet);
        await().until(() -> caller.thread.getState() == Thread.State.WAITING);
        return caller;
    }

    private final class Caller {

        private final FutureTask<Integer> answer;
        private final Thread thread;

        Caller(Slot slot, SingleFlight.Fetch<Integer> fetch) {
            answer = new FutureTask<>(() -> get(slot, fetch));
            thread = new Thread(answer);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static final class Slot implements SingleFlight.Memory<Integer> {

        private final Predicate<Integer> goodEnough;
        private Integer kept;

        Slot() {
            this(answer -> true);
        }

        Slot(Predicate<Integer> goodEnough) {
            this.goodEnough = goodEnough;
        }

        @Override
        public Optional<Integer> known() {
            return Optional.ofNullable(kept);
        }

        @Override
        public boolean isGoodEnough(Integer answer) {
            return goodEnough.test(answer);
        }

        @Override
        public void keep(Integer answer) {
            kept = answer;
        }
    }
}
