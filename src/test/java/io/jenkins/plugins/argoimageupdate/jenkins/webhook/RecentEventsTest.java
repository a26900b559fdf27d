package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.webhook.PushEvent;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public class RecentEventsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RecentEvents recent = new RecentEvents(nanos::get);

    @Test
    public void whatWasToldInTheLastSecondsIsNotNew() {
        assertThat(recent.isNew(event("1"))).isTrue();
        nanos.addAndGet(RecentEvents.SPAN.toNanos());
        assertThat(recent.isNew(event("1"))).isFalse();
        assertThat(recent.isNew(event("2"))).isTrue();
        nanos.incrementAndGet();
        assertThat(recent.isNew(event("1"))).isTrue();
    }

    private static PushEvent event(String tag) {
        return new PushEvent("ghcr.io", "org/app", tag, "");
    }
}
