package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** The servers of the demo, and runs that talk to them. */
final class CycleWorld extends ExternalResource {

    /** A tag that is newer than those that run. */
    static final String NEW = "main-b99bc73";

    private final TemporaryFolder folder = new TemporaryFolder();
    private final List<String> log = new ArrayList<>();
    private DemoWorld demo;
    private Path directory;
    private Engine engine;

    @Override
    protected void before() throws Exception {
        folder.create();
        demo = DemoWorld.start();
        directory = folder.newFolder().toPath();
        engine = FixedConnections.engine(directory);
    }

    @Override
    protected void after() {
        demo.close();
        folder.delete();
    }

    DemoWorld demo() {
        return demo;
    }

    /** Where the engine keeps its clones. */
    Path directory() {
        return directory;
    }

    /** What {@link #run} has told, line by line. */
    List<String> log() {
        return log;
    }

    void pushBoth() {
        demo.push(DemoWorld.FRONTEND, NEW, Instant.now());
        demo.push(DemoWorld.BACKEND, NEW, Instant.now());
    }

    CycleReport run(CycleOptions options) throws InterruptedException {
        return run(example(), connections(), options);
    }

    CycleReport run(List<WatchRequest> requests, Connections connections, CycleOptions options)
            throws InterruptedException {
        Discovery discovery = new Discoverer(connections).discover(requests);
        return new UpdateCycle(engine, connections, options, new ProgressLog(log::add)).run(discovery);
    }

    /** A cycle that tells the log what it does. */
    UpdateCycle cycle(CycleOptions options) {
        return cycle(options, new ProgressLog(log::add));
    }

    UpdateCycle cycle(CycleOptions options, Consumer<CycleEvent> events) {
        return cycle(connections(), options, events);
    }

    UpdateCycle cycle(Connections connections, CycleOptions options, Consumer<CycleEvent> events) {
        return new UpdateCycle(engine, connections, options, events);
    }

    /** The Application of the demo, as {@link #run} finds it. */
    Discovery discovered() {
        return new Discoverer(connections()).discover(example());
    }

    private static List<WatchRequest> example() {
        return List.of(WatchRequest.ofAnnotations(ApplicationSelector.named(DemoWorld.APPLICATION)));
    }

    static CycleOptions withoutWaiting() {
        RolloutSettings rollout = new RolloutSettings(true, WaitFor.NONE, Duration.ofMinutes(1), RolloutLimits.DEFAULT);
        return new CycleOptions(false, CommitSettings.DEFAULT, rollout);
    }

    /** Gives a pod that cannot start up at once. */
    static CycleOptions impatient() {
        Duration soon = Duration.ofMillis(500);
        RolloutSettings rollout = new RolloutSettings(
                true, WaitFor.HEALTHY, Duration.ofMinutes(10), new RolloutLimits(soon, soon, soon, soon, soon));
        return new CycleOptions(false, CommitSettings.DEFAULT, rollout);
    }

    FixedConnections connections() {
        return connections(new ArgoCdServer(
                "demo", demo.argocd(), TlsTrust.DEFAULT, new ArgoCdCredentials.Token(DemoWorld.TOKEN)));
    }

    FixedConnections connectionsWithoutArgoCd() {
        return connections(null);
    }

    private FixedConnections connections(ArgoCdServer argocd) {
        RegistryEndpoint endpoint = RegistryEndpoint.at("docker.io", demo.registry(), TlsTrust.DEFAULT);
        return new FixedConnections(endpoint, RegistryLogin.ANONYMOUS, CycleWorld::remote, argocd);
    }

    static GitRemote remote(String url) {
        return GitRemote.of(url, new GitCredentials.Anonymous());
    }
}
