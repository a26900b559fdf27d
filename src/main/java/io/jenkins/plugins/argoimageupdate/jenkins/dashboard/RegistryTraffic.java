package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The requests to a registry since Jenkins started. */
@ExportedBean
public final class RegistryTraffic {

    private final String host;
    private final RequestMetrics.Snapshot counts;
    private final RequestMetrics.Contact contact;
    private final double hours;

    /** @param hours since Jenkins started */
    RegistryTraffic(String host, RequestMetrics metrics, double hours) {
        this.host = host;
        this.counts = metrics.snapshot();
        this.contact = metrics.contact();
        this.hours = hours;
    }

    @Exported
    public String getHost() {
        return host;
    }

    @Exported
    public long getRequests() {
        return counts.total();
    }

    @Exported
    public long getAnHour() {
        return Math.round(counts.total() / hours);
    }

    /** Requests that were not sent, because somebody else had sent them. */
    @Exported
    public long getShared() {
        return counts.shared();
    }

    /** Requests that were not sent, because the cache had the answer. */
    @Exported
    public long getCached() {
        return counts.cached();
    }

    @Exported
    public long getRetries() {
        return counts.retries();
    }

    @Exported
    public long getFailures() {
        return counts.failures();
    }

    /** What it last said of its rate limit; empty for nothing. */
    @Exported
    public String getRemaining() {
        return counts.remaining();
    }

    /** What failed last, if nothing has succeeded since; empty otherwise. */
    @Exported
    public String getError() {
        return contact.isReached() ? "" : contact.error();
    }
}
