package io.jenkins.plugins.argoimageupdate.engine.chaos;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CommitSettings;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discoverer;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discovery;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Engine;
import io.jenkins.plugins.argoimageupdate.engine.cycle.ProgressLog;
import io.jenkins.plugins.argoimageupdate.engine.cycle.RolloutSettings;
import io.jenkins.plugins.argoimageupdate.engine.cycle.UpdateCycle;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.registry.RetryPolicy;
import io.jenkins.plugins.argoimageupdate.engine.registry.metadata.TagMetadataCache;
import io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes.PushTimes;
import io.jenkins.plugins.argoimageupdate.engine.selection.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The whole engine against three servers, impatient; also as a process of its own, to be killed. */
final class Updater implements Connections {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final HttpLimits HTTP = new HttpLimits(SOON, SOON, SOON.multipliedBy(2), 1 << 20);
    private static final RolloutLimits LOOKS = new RolloutLimits(
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofMillis(20),
            Duration.ofMillis(20));
    private static final CycleOptions OPTIONS = new CycleOptions(
            false, CommitSettings.DEFAULT, new RolloutSettings(true, WaitFor.HEALTHY, Duration.ofSeconds(20), LOOKS));

    private final HastyTime time = new HastyTime();
    private final RegistryEndpoint registry;
    private final URI git;
    private final ArgoCdClient argocd;
    private final Engine engine;

    Updater(URI registry, URI git, URI argocd, Path cache) {
        this.registry = RegistryEndpoint.at("docker.io", registry, TlsTrust.DEFAULT);
        this.git = git;
        HttpConnector connector = new HttpConnector(HTTP, null);
        this.argocd = new ArgoCdClient(
                new ArgoCdServer("chaos", argocd, TlsTrust.DEFAULT, ChaosWorld.ARGO_CD_LOGIN), connector);
        RegistryClients clients = new RegistryClients(connector, new RetryPolicy(3, Duration.ofMillis(5), SOON), time);
        this.engine = new Engine(
                clients,
                new RegistrySelector(clients, TagMetadataCache.in(cache.resolve("metadata")), new PushTimes()),
                new GitWorkspace(cache.resolve("git")));
    }

    /** @param arguments URLs of registry, Git server and Argo CD, and the folder of the cache */
    public static void main(String[] arguments) throws InterruptedException {
        new Updater(URI.create(arguments[0]), URI.create(arguments[1]), URI.create(arguments[2]), Path.of(arguments[3]))
                .run(System.out::println);
    }

    /** Lets time pass for what the registry is asked again only after a while. */
    void pass(Duration duration) {
        time.pass(duration);
    }

    CycleReport run(Consumer<String> log) throws InterruptedException {
        Discovery discovery = new Discoverer(this)
                .discover(List.of(WatchRequest.ofAnnotations(ApplicationSelector.named(ChaosWorld.APPLICATION))));
        return new UpdateCycle(engine, this, OPTIONS, new ProgressLog(log)).run(discovery);
    }

    @Override
    public RegistryEndpoint registry(ImageReference image) {
        return registry;
    }

    @Override
    public RegistryLogin login(WatchedImage image, RegistryEndpoint endpoint) {
        return RegistryLogin.ANONYMOUS;
    }

    /** Argo CD reads the repository past the faults. */
    @Override
    public GitRemote repository(String url, String credentials) {
        URI direct = URI.create(url);
        return GitRemote.of(git + direct.getPath(), new GitCredentials.Anonymous())
                .withTimeout(SOON);
    }

    @Override
    public boolean hasArgoCd() {
        return true;
    }

    @Override
    public ArgoCdClient argocd(String server) {
        return argocd;
    }
}
