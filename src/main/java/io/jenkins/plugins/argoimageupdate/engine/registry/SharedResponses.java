package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.http.SingleFlight;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.lang.ref.SoftReference;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers of registries that many callers share: whoever asks the same as the same login gets the same answer, as long as it is recent
 * enough for him, and of those who ask at once one alone sends the request. Failures are shared too, so that a registry in trouble is
 * not asked by each. Memory that is needed otherwise takes answers away. Thread-safe.
 */
final class SharedResponses {

    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final TimeSource time;
    private final Map<Key, Slot> slots = new ConcurrentHashMap<>();
    private final SingleFlight<Key, Answer> flights = new SingleFlight<>();

    SharedResponses(TimeSource time) {
        this.time = time;
    }

    /**
     * A question.
     *
     * @param login a fingerprint, see {@link TokenCache#fingerprint}
     */
    record Key(String method, URI address, TlsTrust trust, String login) {}

    /** @param failure null if there is a value */
    private record Answer(
            Instant asked, @Nullable Object value, @Nullable UpdateException failure) {}

    private record Slot(Instant asked, SoftReference<Answer> answer) {}

    /**
     * The answer that somebody asked for at {@code notBefore} or later, or else a new one.
     *
     * @param reused called when no request was needed
     */
    @SuppressWarnings("unchecked")
    <T> T get(Key key, Instant notBefore, SingleFlight.Fetch<T> fetch, Runnable reused) throws InterruptedException {
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

    private <T> Answer ask(SingleFlight.Fetch<T> fetch) throws InterruptedException {
        Instant asked = time.now();
        try {
            return new Answer(asked, fetch.answer(), null);
        } catch (UpdateException failure) {
            return new Answer(asked, null, failure);
        }
    }

    /** What one caller can do with. */
    private final class Recent implements SingleFlight.Memory<Answer> {

        private final Key key;
        private final Instant notBefore;
        private Answer kept;

        Recent(Key key, Instant notBefore) {
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
