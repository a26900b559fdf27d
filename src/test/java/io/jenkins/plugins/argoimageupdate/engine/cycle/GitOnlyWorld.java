package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A registry and a Git repository without an Argo CD, and runs that talk to them. */
final class GitOnlyWorld extends ExternalResource {

    private static final String REPOSITORY = "env.git";

    private final TemporaryFolder folder = new TemporaryFolder();
    private final List<String> log = new ArrayList<>();
    private final Map<String, String> files;
    private Consumer<CycleEvent> events = event -> {};
    private EmbeddedRegistry registry;
    private EmbeddedGitServer git;
    private String url;
    private Path cache;

    /** @param files of the repository's first commit: contents by path */
    GitOnlyWorld(Map<String, String> files) {
        this.files = files;
    }

    @Override
    protected void before() throws Exception {
        folder.create();
        cache = folder.newFolder().toPath();
        registry = EmbeddedRegistry.start();
        git = EmbeddedGitServer.start(folder.newFolder().toPath());
        url = git.createRepository(REPOSITORY, files);
    }

    @Override
    protected void after() {
        git.close();
        registry.close();
        folder.delete();
    }

    void push(String image, String... tags) {
        for (String tag : tags) {
            registry.content().push(image, tag, Instant.now());
        }
    }

    /** The repository's address. */
    String url() {
        return url;
    }

    /** What {@link #run} has told, line by line. */
    List<String> log() {
        return log;
    }

    /** A file of the branch {@code main}; null if there is none. */
    String file(String path) throws IOException {
        return git.file(REPOSITORY, "main", path);
    }

    int commits() {
        try {
            return git.commits(REPOSITORY, "main");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells of each event of later runs, before the log does. */
    void listen(Consumer<CycleEvent> listener) {
        events = listener;
    }

    CycleReport run(CycleOptions options, String watchFile) throws InterruptedException {
        FixedConnections connections = FixedConnections.anonymous(registry.address(), null);
        Discovery discovery = new Discoverer(connections).discover(WatchFile.parse("watch.yaml", watchFile));
        return new UpdateCycle(
                        FixedConnections.engine(cache), connections, options, events.andThen(new ProgressLog(log::add)))
                .run(discovery);
    }
}
