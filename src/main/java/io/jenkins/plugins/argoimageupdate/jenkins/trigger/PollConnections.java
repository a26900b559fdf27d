package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.JenkinsConnections;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.ServerUsage;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The connections of a poll, which takes note of the servers that it asks, and does not ask those that are being left alone. */
final class PollConnections implements Connections {

    private static final String ADVICE = "Check whether it is running. To try at once, use \"Poll now\"";

    private final JenkinsConnections connections;
    private final ServerHealth health;
    private final boolean insists;
    private final Predicate<String> entrance;
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    /**
     * @param insists whether to ask servers all the same
     * @param entrance whether a server that is about to be asked may be; it is told once
     */
    PollConnections(JenkinsConnections connections, ServerHealth health, boolean insists, Predicate<String> entrance) {
        this.connections = connections;
        this.health = health;
        this.insists = insists;
        this.entrance = entrance;
    }

    /** The servers that were asked so far. */
    Set<String> used() {
        return Set.copyOf(used);
    }

    /** Those, and the ones that would have been asked but for their silence. */
    Set<String> known() {
        Set<String> known = new HashSet<>(used);
        known.addAll(wanted);
        return known;
    }

    /** Asks the Argo CD servers that were used for their versions, unless those are known. */
    void learnVersions() throws InterruptedException {
        connections.learnVersions();
    }

    /** Why a server is not asked. */
    private record Refusal(String attempted, String answer) {}

    private Optional<Refusal> refusal(String server) {
        if (insists || used.contains(server)) {
            return Optional.empty();
        }
        Optional<ServerHealth.Pause> left = health.pause(server);
        left.ifPresent(pause -> wanted.add(server));
        return left.map(pause -> new Refusal(
                "ask " + server,
                "not queried: no answer since " + pause.since().truncatedTo(ChronoUnit.SECONDS)
                        + "; next request at "
                        + pause.until().truncatedTo(ChronoUnit.SECONDS)));
    }

    private void use(String server, RequestMetrics metrics) {
        if (used.contains(server)) {
            return;
        }
        wanted.add(server);
        if (!entrance.test(server) && !insists) {
            throw new StepBackException(server);
        }
        health.used(server, metrics);
        used.add(server);
    }

    @Override
    public RegistryEndpoint registry(ImageReference image) {
        return connections.registry(image);
    }

    /** Logins are asked for when the registry is about to be. */
    @Override
    public RegistryLogin login(WatchedImage image, RegistryEndpoint endpoint) throws InterruptedException {
        String server = endpoint.api().getAuthority();
        refusal(server).ifPresent(refusal -> {
            throw new RegistryException(Reason.TIMEOUT, refusal.attempted(), refusal.answer(), ADVICE);
        });
        use(
                server,
                io.jenkins.plugins.argoimageupdate.jenkins.config.HttpServices.get()
                        .registries()
                        .metrics(endpoint));
        return connections.login(image, endpoint);
    }

    @Override
    public GitRemote repository(String url, String credentials) {
        GitRemote remote = connections.repository(url, credentials);
        String server = remote.toString();
        refusal(server).ifPresent(refusal -> {
            throw new GitException(Reason.TIMEOUT, refusal.attempted(), refusal.answer(), ADVICE);
        });
        use(server, ServerUsage.get().git().of(server));
        return remote;
    }

    @Override
    public Holds holds() {
        return connections.holds();
    }

    @Override
    public boolean hasArgoCd() {
        return connections.hasArgoCd();
    }

    @Override
    public ArgoCdClient argocd(String name) {
        ArgoCdClient client = connections.argocd(name);
        String server = "Argo CD " + client.server().name();
        UpdateException refused = refusal(server)
                .map(refusal -> new ArgoCdException(Reason.TIMEOUT, refusal.attempted(), refusal.answer(), ADVICE))
                .orElse(null);
        if (refused != null) {
            throw refused;
        }
        use(server, ServerUsage.get().argoCd().of(client.server().name()));
        return client;
    }
}
