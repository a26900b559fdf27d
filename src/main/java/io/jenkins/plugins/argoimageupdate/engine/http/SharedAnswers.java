package io.jenkins.plugins.argoimageupdate.engine.http;

import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers of servers that many callers share: whoever asks the same gets the same answer, as long as it is recent enough for him, and of
 * those who ask at once one alone sends the request. Failures are shared too, so that a server in trouble is not asked by each. Memory that
 * is needed otherwise takes answers away. Thread-safe.
 *
 * @param <K> tells the questions apart, and whoever asks if the answer depends on that
 */
public final class SharedAnswers<K> {

    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final InstantSource time;
    private final Map<K, Slot> slots = new ConcurrentHashMap<>();
    private final SingleFlight<K, Answer> flights = new SingleFlight<>();

    /** @param time of this machine */
    public SharedAnswers(InstantSource time) {
        this.time = time;
    }

    /** @param failure null if there is a value */
    private record Answer(
            Instant asked, @Nullable Object value, @Nullable UpdateException failure) {}

    private record Slot(Instant asked, SoftReference<Answer> answer) {}

    /**
     * The answer that somebody asked for at {@code notBefore} or later, or else a new one.
     *
     * @param reused called when no request was needed
     * @throws UpdateException the failure of whoever asked
     */
    @SuppressWarnings("unchecked")
    public <T> T get(K key, Instant notBefore, SingleFlight.Fetch<T> fetch, Runnable reused)
            throws InterruptedException {
        Recent recent = new Recent(key, notBefore);
        Answer answer = flights.get(key, recent, () -> ask(fetch));
        if (answer != recent.kept) {
            reused.run();
        }
        if (answer.failure() != null) {
            throw answer.failure();
        }
        return (T) answer.value();
    }

    /**
     * Keeps an answer that was given to another question, unless there is a more recent one.
     *
     * @param asked when it was asked for, or before
     */
    public void keep(K key, Instant asked, Object value) {
        Slot slot = new Slot(asked, new SoftReference<>(new Answer(asked, value, null)));
        slots.merge(key, slot, (one, other) -> one.asked().isAfter(other.asked()) ? one : other);
    }

    private <T> Answer ask(SingleFlight.Fetch<T> fetch) throws InterruptedException {
        Instant asked = time.instant();
        try {
            return new Answer(asked, fetch.answer(), null);
        } catch (UpdateException failure) {
            return new Answer(asked, null, failure);
        }
    }

    /** What one caller can do with. */
    private final class Recent implements SingleFlight.Memory<Answer> {

        private final K key;
        private final Instant notBefore;
        private Answer kept;

        Recent(K key, Instant notBefore) {
            this.key = key;
            this.notBefore = notBefore;
        }

        @Override
        public Optional<Answer> known() {
            return Optional.ofNullable(slots.get(key))
                    .map(slot -> slot.answer().get())
                    .filter(this::isGoodEnough);
        }

        @Override
        public boolean isGoodEnough(Answer answer) {
            return !answer.asked().isBefore(notBefore);
        }

        @Override
        public void keep(Answer answer) {
            kept = answer;
            Instant oldest = answer.asked().minus(MAX_AGE);
            slots.values().removeIf(slot -> slot.asked().isBefore(oldest));
            slots.put(key, new Slot(answer.asked(), new SoftReference<>(answer)));
        }
    }
}
