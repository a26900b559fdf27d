package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.jenkins.view.RequestCounts;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The requests to a registry since Jenkins started. */
@ExportedBean
public final class RegistryTraffic extends RequestCounts {

    private final String host;
    private final RequestMetrics.Contact contact;
    private final double hours;

    /** @param hours since Jenkins started */
    RegistryTraffic(String host, RequestMetrics metrics, double hours) {
        super(metrics.snapshot());
        this.host = host;
        this.contact = metrics.contact();
        this.hours = hours;
    }

    @Exported
    public String getHost() {
        return host;
    }

    @Exported
    public long getRequests() {
        return counts().total();
    }

    @Exported
    public long getAnHour() {
        return Math.round(counts().total() / hours);
    }

    /** What failed last, if nothing has succeeded since; empty otherwise. */
    @Exported
    public String getError() {
        return contact.isReached() ? "" : contact.error();
    }

    String text() {
        return host + " " + getError();
    }
}
