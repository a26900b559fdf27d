package io.jenkins.plugins.argoimageupdate.engine.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;

/**
 * Of the callers who want the same at the same time, one asks for it, and the others take the answer. A failure ends the call of who
 * asked alone, also an interrupt: then one of those who wait asks. Who is interrupted while waiting leaves, and the others go on.
 * Remembers nothing once nobody waits. Thread-safe.
 *
 * @param <K> tells the questions apart
 * @param <V> an answer; never null
 */
public final class SingleFlight<K, V> {

    private final ConcurrentMap<K, CompletableFuture<V>> underway = new ConcurrentHashMap<>();

    /** Asks, which may take long. */
    public interface Fetch<T> {

        /** The answer; a {@link RuntimeException} if there is none. */
        T answer() throws InterruptedException;
    }

    /** Where one caller remembers the answer to his question. */
    public interface Memory<V> {

        /** What is remembered and good enough for this caller. */
        Optional<V> known();

        /** Whether this caller can do with the answer that another one got meanwhile. */
        default boolean isGoodEnough(V answer) {
            return true;
        }

        /** Takes note of the answer that this caller got. */
        void keep(V answer);
    }

    /**
     * The remembered answer, or else the one that somebody else is waiting for now, or else a new one.
     *
     * @throws InterruptedException if this caller was interrupted
     */
    public V get(K key, Memory<V> memory, Fetch<V> fetch) throws InterruptedException {
        while (true) {
            Optional<V> known = memory.known();
            if (known.isPresent()) {
                return known.get();
            }
            CompletableFuture<V> mine = new CompletableFuture<>();
            CompletableFuture<V> other = underway.putIfAbsent(key, mine);
            if (other == null) {
                return ask(key, mine, memory, fetch);
            }
            Optional<V> theirs = await(other).filter(memory::isGoodEnough);
            if (theirs.isPresent()) {
                return theirs.get();
            }
        }
    }

    /** Empty if who asked has failed. */
    private Optional<V> await(CompletableFuture<V> other) throws InterruptedException {
        try {
            return Optional.of(other.get());
        } catch (ExecutionException e) {
            return Optional.empty();
        }
    }

    private V ask(K key, CompletableFuture<V> mine, Memory<V> memory, Fetch<V> fetch) throws InterruptedException {
        V answer = null;
        try {
            Optional<V> justKept = memory.known();
            if (justKept.isPresent()) {
                answer = justKept.get();
            } else {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                answer = fetch.answer();
                memory.keep(answer);
            }
            return answer;
        } finally {
            underway.remove(key, mine);
            if (answer == null) {
                mine.completeExceptionally(new IllegalStateException("there is no answer"));
            } else {
                mine.complete(answer);
            }
        }
    }
}
