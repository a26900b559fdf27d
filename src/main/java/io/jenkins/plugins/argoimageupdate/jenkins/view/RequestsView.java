package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jvnet.localizer.ResourceBundleHolder;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The requests of an update to one server. */
@ExportedBean
public final class RequestsView extends RequestCounts implements Comparable<RequestsView> {

    private final String server;

    RequestsView(String server, RequestMetrics.Snapshot counts) {
        super(counts);
        this.server = server;
    }

    /** A registry's host, a Git repository, or the name of an Argo CD server. */
    @Exported
    public String getServer() {
        return server;
    }

    /** In the reader's language, such as {@code Registry}. */
    public String getService() {
        return word("Service.", service());
    }

    private RequestKind.Service service() {
        return counts().requests().entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .map(kind -> kind.getKey().service())
                .min(RequestKind.Service::compareTo)
                .orElse(RequestKind.Service.REGISTRY);
    }

    @Exported
    public long getTotal() {
        return counts().total();
    }

    /** In the reader's language, such as {@code tags 2}, those that there were. */
    public List<String> getKinds() {
        return counts().requests().entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .sorted(Map.Entry.comparingByKey())
                .map(kind -> word("Kind.", kind.getKey()) + " " + kind.getValue())
                .toList();
    }

    /** By kind, such as {@code TAGS}. */
    @Exported
    public Map<String, Long> getByKind() {
        return counts().requests().entrySet().stream()
                .collect(Collectors.toMap(kind -> kind.getKey().name(), Map.Entry::getValue));
    }

    @Override
    public int compareTo(RequestsView other) {
        int byService = service().compareTo(other.service());
        return byService != 0 ? byService : server.compareTo(other.server);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestsView view && server.equals(view.server) && counts().equals(view.counts());
    }

    @Override
    public int hashCode() {
        return server.hashCode();
    }

    private static String word(String prefix, Enum<?> value) {
        return ResourceBundleHolder.get(Messages.class).format(prefix + value.name());
    }
}
