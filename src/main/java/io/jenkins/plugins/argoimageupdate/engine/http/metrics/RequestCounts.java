package io.jenkins.plugins.argoimageupdate.engine.http.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of several servers. Thread-safe. */
public final class RequestCounts {

    private final Map<String, RequestMetrics> servers = new ConcurrentHashMap<>();

    /** @param server a registry's host, a repository's address without user info, or the name of an Argo CD server */
    public RequestMetrics of(String server) {
        return servers.computeIfAbsent(server, any -> new RequestMetrics());
    }

    /** All of them, by name. */
    public Map<String, RequestMetrics> all() {
        return new TreeMap<>(servers);
    }

    /** The servers to which something was sent, or could be saved, by name. */
    public Map<String, RequestMetrics.Snapshot> snapshots() {
        Map<String, RequestMetrics.Snapshot> all = new TreeMap<>();
        servers.forEach((server, metrics) -> {
            RequestMetrics.Snapshot snapshot = metrics.snapshot();
            if (snapshot.total() + snapshot.saved() > 0) {
                all.put(server, snapshot);
            }
        });
        return all;
    }
}
