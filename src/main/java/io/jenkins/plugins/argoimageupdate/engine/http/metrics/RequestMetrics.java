package io.jenkins.plugins.argoimageupdate.engine.http.metrics;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests to one server, for all its clients or for one run, and remembers how the last ones ended. Thread-safe; the
 * counters only grow.
 */
public final class RequestMetrics {

    /** What fails sooner was refused; what fails later has run into a time limit. */
    private static final Duration QUICK = Duration.ofSeconds(10);

    private final List<RequestMetrics> also;
    private final Map<RequestKind, LongAdder> requests = new EnumMap<>(RequestKind.class);
    private final LongAdder failures = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder cached = new LongAdder();
    private final LongAdder shared = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicReference<String> remaining = new AtomicReference<>("");
    private final AtomicReference<Instant> unanswered = new AtomicReference<>();
    private final AtomicReference<Contact> contact = new AtomicReference<>(Contact.NONE);

    /** @param also count the same, such as those of all runs */
    public RequestMetrics(RequestMetrics... also) {
        this.also = List.of(also);
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
     * @param shared requests that somebody else had sent already; null in what was written before this was counted
     */
    public record Snapshot(
            Map<RequestKind, Long> requests,
            long failures,
            long retries,
            long cached,
            long bytes,
            String remaining,
            Long shared) {

        public Snapshot {
            requests.values().forEach(Objects::requireNonNull);
            remaining = CleanText.line(remaining);
            shared = Objects.requireNonNullElse(shared, 0L);
        }

        /** All requests together. */
        public long total() {
            return requests.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Requests that did not have to be sent. */
        public long saved() {
            return cached + shared;
        }

        /** Both together. */
        public Snapshot and(Snapshot other) {
            Map<RequestKind, Long> sums = new EnumMap<>(RequestKind.class);
            sums.putAll(requests);
            other.requests.forEach((kind, count) -> sums.merge(kind, count, Long::sum));
            return new Snapshot(
                    sums,
                    failures + other.failures,
                    retries + other.retries,
                    cached + other.cached,
                    bytes + other.bytes,
                    other.remaining.isEmpty() ? remaining : other.remaining,
                    shared + other.shared);
        }
    }

    /**
     * How the last requests ended.
     *
     * @param answered when an answer came last; null for never
     * @param failed when something failed last; null for never
     * @param error what failed last, in words; empty for nothing
     */
    public record Contact(
            @Nullable Instant answered, @Nullable Instant failed, String error) {

        public Contact {
            error = CleanText.line(error);
        }

        static final Contact NONE = new Contact(null, null, "");

        /** Whether the last request was answered. */
        public boolean isReached() {
            return answered != null && (failed == null || !failed.isAfter(answered));
        }
    }

    /** The counts as they are now; kinds of which there was no request are left out. */
    public Snapshot snapshot() {
        Map<RequestKind, Long> counts = new EnumMap<>(RequestKind.class);
        requests.forEach((kind, count) -> counts.put(kind, count.sum()));
        counts.values().removeIf(count -> count == 0);
        return new Snapshot(
                counts, failures.sum(), retries.sum(), cached.sum(), bytes.sum(), remaining.get(), shared.sum());
    }

    /** How the last requests ended; without times before the first one has ended. */
    public Contact contact() {
        return contact.get();
    }

    /**
     * For how long the server has said nothing although it was asked: since the first request after its last answer, which a refusal
     * is too. Zero when it has not been asked since. A watched stream, which may well be silent, does not count.
     */
    public Duration silence(Instant now) {
        Instant since = unanswered.get();
        return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
    }

    /** Counts a request that is about to be sent; it is unanswered until an answer or a failure is counted. */
    public void request(RequestKind kind) {
        requests.get(kind).increment();
        if (kind != RequestKind.WATCH) {
            unanswered.compareAndSet(null, Instant.now());
        }
        tell(metrics -> metrics.request(kind));
    }

    /** @param error what was tried and what came of it, without a secret */
    public void failure(String error) {
        failures.increment();
        Instant quick = Instant.now().minus(QUICK);
        unanswered.updateAndGet(since -> since == null || since.isAfter(quick) ? null : since);
        contact.updateAndGet(last -> new Contact(last.answered(), Instant.now(), error));
        tell(metrics -> metrics.failure(error));
    }

    /** Counts that a request is sent again; the request itself is counted besides. */
    public void retry() {
        retries.increment();
        tell(RequestMetrics::retry);
    }

    /** The cache made so many requests unnecessary. */
    public void cached(int requests) {
        cached.add(requests);
        tell(metrics -> metrics.cached(requests));
    }

    /** The answer to somebody else's request made another one unnecessary. */
    public void shared() {
        shared.increment();
        tell(RequestMetrics::shared);
    }

    /** An answer that is no failure of the server came. */
    public void answered() {
        unanswered.set(null);
        contact.updateAndGet(last -> new Contact(Instant.now(), last.failed(), last.error()));
        tell(RequestMetrics::answered);
    }

    /** @param rateLimitRemaining as the server says it; empty if it does not */
    public void received(long count, String rateLimitRemaining) {
        unanswered.set(null);
        bytes.add(count);
        if (!rateLimitRemaining.isEmpty()) {
            remaining.set(rateLimitRemaining);
        }
        tell(metrics -> metrics.received(count, rateLimitRemaining));
    }

    private void tell(Consumer<RequestMetrics> event) {
        also.forEach(event);
    }
}
