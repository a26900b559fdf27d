package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests to one registry. Thread-safe; the counters only grow. */
public final class RequestMetrics {

    private final Map<RequestKind, LongAdder> requests = new EnumMap<>(RequestKind.class);
    private final LongAdder failures = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder cached = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicReference<String> remaining = new AtomicReference<>("");

    RequestMetrics() {
        for (RequestKind kind : RequestKind.values()) {
            requests.put(kind, new LongAdder());
        }
    }

    /**
     * The counters at one moment.
     *
     * @param requests sent, by kind; retries count as requests too
     * @param failures requests without an answer, and answers 429 and 5xx
     * @param retries requests that repeat a failed one
     * @param cached requests that the cache made unnecessary
     * @param bytes of the response bodies
     * @param remaining what the registry last said of its own rate limit ({@code ratelimit-remaining}, Docker Hub); empty
     *     if it said nothing
     */
    public record Snapshot(
            Map<RequestKind, Long> requests, long failures, long retries, long cached, long bytes, String remaining) {

        /** All requests together. */
        public long total() {
            return requests.values().stream().mapToLong(Long::longValue).sum();
        }

        /** What came after an earlier moment. */
        public Snapshot since(Snapshot earlier) {
            Map<RequestKind, Long> later = new EnumMap<>(RequestKind.class);
            requests.forEach((kind, count) -> later.put(kind, count - earlier.requests.getOrDefault(kind, 0L)));
            return new Snapshot(
                    later,
                    failures - earlier.failures,
                    retries - earlier.retries,
                    cached - earlier.cached,
                    bytes - earlier.bytes,
                    remaining);
        }
    }

    public Snapshot snapshot() {
        Map<RequestKind, Long> counts = new EnumMap<>(RequestKind.class);
        requests.forEach((kind, count) -> counts.put(kind, count.sum()));
        return new Snapshot(
                Map.copyOf(counts), failures.sum(), retries.sum(), cached.sum(), bytes.sum(), remaining.get());
    }

    void request(RequestKind kind) {
        requests.get(kind).increment();
    }

    void failure() {
        failures.increment();
    }

    void retry() {
        retries.increment();
    }

    void cached() {
        cached.increment();
    }

    void received(long count, String rateLimitRemaining) {
        bytes.add(count);
        if (!rateLimitRemaining.isEmpty()) {
            remaining.set(rateLimitRemaining);
        }
    }
}
