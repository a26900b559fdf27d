package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Allows each caller so many requests a minute, and remembers as many callers as there is room for. Thread-safe. */
final class CallerLimit {

    static final int REQUESTS_PER_MINUTE = 120;

    private static final int MOST_CALLERS = 1_000;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private final Map<String, Minute> callers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    CallerLimit(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Minute(long start, int requests) {}

    synchronized boolean allows(String caller) {
        long now = nanos.getAsLong();
        Minute minute = callers.get(caller);
        if (minute == null || now - minute.start() >= MINUTE) {
            minute = new Minute(now, 0);
        }
        Minute counted = new Minute(minute.start(), minute.requests() + 1);
        callers.put(caller, counted);
        return counted.requests() <= REQUESTS_PER_MINUTE;
    }
}
