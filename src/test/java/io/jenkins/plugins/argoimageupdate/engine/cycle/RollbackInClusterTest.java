package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Rollbacks of Applications in a cluster, which follows Git with a delay. */
public class RollbackInClusterTest {

    @Rule
    public final CycleWorld world = new CycleWorld();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Before
    public void requireGit() {
        RealPrograms.requireAll("git");
    }

    /** Argo CD reports the version that was rolled back, so that the image seems to be current; another image is written. */
    @Test
    public void whatTheClusterStillRunsIsNotWrittenOverTheRollback() throws Exception {
        world.pushBoth();
        world.run(CycleOptions.DEFAULT);
        world.demo().holdSyncs(true);
        rollBackFrontend();
        world.demo().push(DemoWorld.BACKEND, "main-ccccccc", Instant.now().plusSeconds(60));

        world.run(CycleWorld.withoutWaiting());

        assertThat(world.demo().override())
                .contains("name: backend.tag\n    value: main-ccccccc")
                .contains("name: frontend.tag\n    value: main-0000000");
    }

    @Test
    public void theLogSaysWhatWaitsOnceTheRepositoryWasRead() throws Exception {
        world.pushBoth();
        world.run(CycleOptions.DEFAULT);
        rollBackFrontend();
        world.demo().push(DemoWorld.BACKEND, "main-ccccccc", Instant.now().plusSeconds(60));
        world.run(CycleOptions.DEFAULT);
        world.log().clear();

        ApplicationReport report =
                world.run(CycleOptions.DEFAULT).applications().get(0);

        assertThat(report.images()).extracting(ImageReport::outcome).contains(Outcome.WAITING);
        assertThat(report.failures()).isEmpty();
        assertThat(world.log())
                .anyMatch(
                        line -> line.matches(
                                ".*frontend lyzhang1999/frontend: main-0000000 stays, main-b99bc73 waits: main-b99bc73"
                                        + " was rolled back by Jane Doe in [0-9a-f]{7} at [0-9]{4}-[0-9-]{5} [0-9:]{5} UTC; waiting for a newer one"));
        assertThat(world.demo().override()).contains("name: frontend.tag\n    value: main-0000000");
    }

    @Test
    public void theHistoryOfTheApplicationCountsWhereItIsWrittenItself() throws Exception {
        world.demo().push(DemoWorld.FRONTEND, CycleWorld.NEW, Instant.now());
        world.run(frontend(""), world.connections(), CycleOptions.DEFAULT);
        world.run(frontend("ignoreTags: [" + CycleWorld.NEW + "], "), world.connections(), CycleOptions.DEFAULT);
        world.log().clear();

        ImageReport waiting = world.run(frontend(""), world.connections(), CycleOptions.DEFAULT)
                .applications()
                .get(0)
                .images()
                .get(0);

        assertThat(waiting.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(world.log())
                .anyMatch(line ->
                        line.contains("stays, " + CycleWorld.NEW + " waits: " + CycleWorld.NEW + " was rolled back"));

        world.demo().push(DemoWorld.FRONTEND, "main-ccccccc", Instant.now().plusSeconds(60));
        ImageReport newer = world.run(frontend(""), world.connections(), CycleOptions.DEFAULT)
                .applications()
                .get(0)
                .images()
                .get(0);
        assertThat(newer.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(newer.to().tag()).isEqualTo("main-ccccccc");
    }

    private static List<WatchRequest> frontend(String more) {
        return WatchFile.parse("watch.yaml", """
                applications: [{name: example}]
                images:
                  - {alias: frontend, image: lyzhang1999/frontend, strategy: newest-build, allowTags: 'regexp:^main', %s
                     helm: {imageName: frontend.image, imageTag: frontend.tag}}
                writeBack: argocd
                """.formatted(more));
    }

    private void rollBackFrontend() throws IOException {
        Path clone = folder.getRoot().toPath().resolve("clone");
        git(folder.getRoot().toPath(), "clone", "--quiet", world.demo().repository(), clone.toString());
        Path file = clone.resolve(".argocd-source-example.yaml");
        String tag = "name: frontend.tag\n    value: ";
        String before = Files.readString(file);
        assertThat(before).contains(tag + CycleWorld.NEW);
        Files.writeString(file, before.replace(tag + CycleWorld.NEW, tag + "main-0000000"));
        git(clone, "commit", "--quiet", "--all", "--message", "Back");
        git(clone, "push", "--quiet", "origin", "main");
    }

    private static void git(Path in, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        RealPrograms.run(
                in,
                Map.of(
                        "GIT_AUTHOR_NAME", "Jane Doe",
                        "GIT_AUTHOR_EMAIL", "jane@example.com",
                        "GIT_COMMITTER_NAME", "Jane Doe",
                        "GIT_COMMITTER_EMAIL", "jane@example.com"),
                command);
    }
}
