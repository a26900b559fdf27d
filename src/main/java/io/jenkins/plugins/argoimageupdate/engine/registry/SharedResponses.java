package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.lang.ref.SoftReference;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
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

    SharedResponses(TimeSource time) {
        this.time = time;
    }

    /**
     * A question.
     *
     * @param login a fingerprint, see {@link TokenCache#fingerprint}
     */
    record Key(String method, URI address, TlsTrust trust, String login) {}

    /** Asks the registry. */
    public interface Fetch<T> {
        T answer() throws InterruptedException;
    }

    private record Answer(Instant asked, @Nullable Object value, @Nullable UpdateException failure) {

        boolean isGood(Instant notBefore) {
            return !asked.isBefore(notBefore);
        }
    }

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile SoftReference<Answer> answer = new SoftReference<>(null);
        private volatile Instant asked = Instant.MIN;
    }

    /**
     * The answer that somebody asked for at {@code notBefore} or later, or else a new one.
     *
     * @param reused called when no request was needed
     */
    @SuppressWarnings("unchecked")
    <T> T get(Key key, Instant notBefore, Fetch<T> fetch, Runnable reused) throws InterruptedException {
        Slot slot = slots.computeIfAbsent(key, ignored -> new Slot());
        Answer known = slot.answer.get();
        if (known == null || !known.isGood(notBefore)) {
            slot.lock.lockInterruptibly();
            try {
                known = slot.answer.get();
                if (known == null || !known.isGood(notBefore)) {
                    return ask(slot, fetch);
                }
            } finally {
                slot.lock.unlock();
            }
        }
        reused.run();
        if (known.failure() != null) {
            throw known.failure();
        }
        return (T) known.value();
    }

    private <T> T ask(Slot slot, Fetch<T> fetch) throws InterruptedException {
        Instant asked = time.now();
        forgetBefore(asked.minus(MAX_AGE));
        slot.asked = asked;
        try {
            T value = fetch.answer();
            slot.answer = new SoftReference<>(new Answer(asked, value, null));
            return value;
        } catch (UpdateException failure) {
            if (failure.reason() != Reason.CANCELLED) {
                slot.answer = new SoftReference<>(new Answer(asked, null, failure));
            }
            throw failure;
        }
    }

    private void forgetBefore(Instant oldest) {
        slots.values().removeIf(slot -> slot.asked.isBefore(oldest) && !slot.lock.isLocked());
    }
}
