package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
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

    Engine engine() {
        return engine;
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
    Discovery discovered() throws InterruptedException {
        return new Discoverer(connections()).discover(example());
    }

    /** What the annotations of the demo's Application say. */
    static List<WatchRequest> example() {
        return List.of(WatchRequest.ofAnnotations(ApplicationSelector.named(DemoWorld.APPLICATION)));
    }

    /**
     * The frontend alone.
     *
     * @param tagKey the Helm value that is written
     * @param more lines of a watch file
     */
    static List<WatchRequest> frontend(String tagKey, String more) {
        return WatchFile.parse("watch.yaml", """
                applications: [{name: example}]
                images:
                  - {alias: frontend, image: lyzhang1999/frontend, strategy: newest-build, allowTags: 'regexp:^main',
                     helm: {imageName: frontend.image, imageTag: %s}}
                %s
                """.formatted(tagKey, more));
    }

    /** The same where no Argo CD tells the repository. */
    List<WatchRequest> frontendInGit() {
        String git = "git: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}";
        return frontend("frontend.tag", git.formatted(demo.repository()));
    }

    static CycleOptions withoutWaiting() {
        RolloutSettings rollout = new RolloutSettings(true, WaitFor.NONE, Duration.ofMinutes(1), RolloutLimits.DEFAULT);
        return new CycleOptions(false, CommitSettings.DEFAULT, rollout);
    }

    /** Gives a pod that cannot start up at once. */
    static CycleOptions impatient() {
        Duration soon = Duration.ofMillis(500);
        RolloutSettings rollout = new RolloutSettings(
                true, WaitFor.HEALTHY, Duration.ofMinutes(10), new RolloutLimits(soon, soon, soon, soon, soon, soon));
        return new CycleOptions(false, CommitSettings.DEFAULT, rollout);
    }

    FixedConnections connections() {
        return FixedConnections.anonymous(demo.registry(), FixedConnections.demo(demo.argocd(), DemoWorld.TOKEN));
    }

    FixedConnections connectionsWithoutArgoCd() {
        return FixedConnections.anonymous(demo.registry(), null);
    }
}
