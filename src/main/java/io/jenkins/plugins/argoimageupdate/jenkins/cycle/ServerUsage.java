package io.jenkins.plugins.argoimageupdate.jenkins.cycle;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * What polls and builds have learnt of Argo CD servers and Git repositories since Jenkins started: whether they answer, and with which
 * credentials which jobs use them. Thread-safe.
 */
@Extension
public final class ServerUsage {

    private static final Duration KEEPS_VERSION = Duration.ofHours(1);
    private static final Logger LOGGER = Logger.getLogger(ServerUsage.class.getName());

    private final Instant since = Instant.now();
    private final RequestCounts argoCd = new RequestCounts();
    private final RequestCounts git = new RequestCounts();
    private final Map<String, Version> versions = new ConcurrentHashMap<>();
    private final Map<Login, Set<String>> jobs = new ConcurrentHashMap<>();

    private record Version(String text, Instant asked) {}

    private record Login(String server, String credentialsId) {}

    /** The one of this controller. */
    public static ServerUsage get() {
        return ExtensionList.lookupSingleton(ServerUsage.class);
    }

    /** When Jenkins started. */
    public Instant since() {
        return since;
    }

    /** Counters by the name of the server. */
    public RequestCounts argoCd() {
        return argoCd;
    }

    /** Counters by the address of the repository, without user info. */
    public RequestCounts git() {
        return git;
    }

    /** The version of an Argo CD server; empty when not known. */
    public String version(String server) {
        Version known = versions.get(server);
        return known == null ? "" : known.text();
    }

    /** Asks a server for its version, unless it was asked not long ago. */
    void learnVersion(ArgoCdClient client) throws InterruptedException {
        String name = client.server().name();
        Version known = versions.get(name);
        if (known != null && known.asked().plus(KEEPS_VERSION).isAfter(Instant.now())) {
            return;
        }
        versions.put(name, new Version(version(name), Instant.now()));
        try {
            versions.put(name, new Version(client.version(), Instant.now()));
        } catch (ArgoCdException e) {
            LOGGER.log(Level.FINE, e, () -> "no version of " + name);
        }
    }

    /** @param server the name of an Argo CD server, or the address of a repository */
    void used(String server, String credentialsId, String job) {
        jobs.computeIfAbsent(new Login(server, credentialsId), any -> new ConcurrentSkipListSet<>())
                .add(job);
    }

    /** Full names of the jobs that there still are, by the ID of the credentials with which they use a server. */
    public Map<String, Set<String>> jobsByCredentials(String server) {
        Map<String, Set<String>> found = new TreeMap<>();
        jobs.forEach((login, names) -> {
            Set<String> existing = new TreeSet<>(names);
            existing.removeIf(name -> Jenkins.get().getItemByFullName(name) == null);
            if (login.server().equals(server) && !existing.isEmpty()) {
                found.put(login.credentialsId(), existing);
            }
        });
        return found;
    }
}
