package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What pages and the remote API tell of requests to one server. */
@ExportedBean
public abstract class RequestCounts {

    private final RequestMetrics.Snapshot counts;

    protected RequestCounts(RequestMetrics.Snapshot counts) {
        this.counts = counts;
    }

    protected final RequestMetrics.Snapshot counts() {
        return counts;
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
}
