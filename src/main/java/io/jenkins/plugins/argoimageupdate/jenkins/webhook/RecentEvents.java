package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import io.jenkins.plugins.argoimageupdate.engine.webhook.PushEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Knows what was told in the last seconds, as registries tell the same several times. Thread-safe. */
final class RecentEvents {

    static final Duration SPAN = Duration.ofSeconds(10);

    private static final int MOST_EVENTS = 10_000;

    private final LongSupplier nanos;
    private final Map<PushEvent, Long> told = new LinkedHashMap<>();

    RecentEvents(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized boolean isNew(PushEvent event) {
        long now = nanos.getAsLong();
        told.values().removeIf(at -> now - at > SPAN.toNanos());
        if (told.containsKey(event) || told.size() >= MOST_EVENTS) {
            return !told.containsKey(event);
        }
        told.put(event, now);
        return true;
    }
}
