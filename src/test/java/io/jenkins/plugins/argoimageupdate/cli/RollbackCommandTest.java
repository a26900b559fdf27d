package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RollbackCommandTest {

    private static final String NEW = "main-b99bc73";
    private static final String OLD = "main-0000000";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private DemoWorld world;
    private Path watch;
    private Path holds;

    @Before
    public void startTheWorld() throws Exception {
        world = DemoWorld.start();
        world.push(DemoWorld.FRONTEND, NEW, Instant.now());
        Path root = folder.getRoot().toPath();
        holds = root.resolve("holds.json");
        Files.writeString(root.resolve("token"), DemoWorld.TOKEN);
        Files.writeString(root.resolve("registries.conf"), """
                registries:
                - name: demo
                  api_url: %s
                  prefix: docker.io
                  default: true
                """.formatted(world.registry()));
        watch = Files.writeString(root.resolve("watch.yaml"), """
                connections:
                  argocd: [{name: demo, url: '%s', token: 'file:token'}]
                  registriesConf: registries.conf
                applications: [example]
                """.formatted(world.argocd()));
    }

    @After
    public void endTheWorld() {
        world.close();
    }

    @Test
    public void goesBackHoldsAndReleases() throws Exception {
        run("run", watch.toString(), "--once");
        assertThat(world.override()).contains(NEW);

        CommandLineRun back = run(
                "rollback",
                watch.toString(),
                "--to",
                "frontend=" + OLD,
                "--reason",
                "it loses orders",
                "--holds",
                holds.toString());
        assertThat(back.err()).isEmpty();
        assertThat(back.exitCode()).isZero();
        assertThat(back.out()).contains("frontend: held at main-0000000 by").contains(": it loses orders");
        assertThat(world.override()).doesNotContain(NEW);

        CommandLineRun held = run("run", watch.toString(), "--once", "--holds", holds.toString());
        assertThat(held.exitCode()).isZero();
        assertThat(held.out()).contains("main-b99bc73 waits: held at main-0000000 by");
        assertThat(world.override()).doesNotContain(NEW);

        assertThat(release().out()).startsWith("example frontend: held at main-0000000 by");
        assertThat(release("nosuch").err()).contains("release nosuch: it is not held. These images are: frontend");
        assertThat(release("frontend").out()).isEqualTo("example frontend: released\n");
        run("run", watch.toString(), "--once", "--holds", holds.toString());
        assertThat(world.override()).contains(NEW);
    }

    @Test
    public void writesWhatIsLive() throws Exception {
        changeByHand(NEW);

        CommandLineRun live = run("rollback", watch.toString(), "--to", "live", "--holds", holds.toString());

        assertThat(live.err()).isEmpty();
        assertThat(live.exitCode()).isZero();
        assertThat(live.out()).contains("frontend: held at main-b99bc73 by");
        assertThat(world.override()).contains(NEW);
        CommandLineRun again = run("rollback", watch.toString(), "--to", "live", "--holds", holds.toString());
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("nothing of example was changed in the cluster by hand");
    }

    @Test
    public void adoptsWhatIsLiveWhereTheFileSaysSo() throws Exception {
        Files.writeString(watch, Files.readString(watch) + "drift: adopt\n");
        changeByHand("v1.0.0");

        CommandLineRun adopted = run("run", watch.toString(), "--once", "--holds", holds.toString());

        assertThat(adopted.exitCode()).isZero();
        assertThat(world.override()).contains("v1.0.0").doesNotContain(NEW);
        assertThat(release().out()).startsWith("example frontend: held at v1.0.0 by argo-image-update run since ");
        CommandLineRun without = run("run", watch.toString(), "--once", "--drift", "adopted");
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.err()).contains("'adopted' is not report, adopt or ignore");
    }

    @Test
    public void refusesWhatCannotBeMeant() throws Exception {
        CommandLineRun tag = run("rollback", watch.toString(), "--to", "yesterday");
        assertThat(tag.exitCode()).isEqualTo(2);
        assertThat(tag.err()).contains("neither all 40 characters of a commit nor an image with a tag");
        CommandLineRun until = run("rollback", watch.toString(), "--to", "frontend=" + OLD, "--until", "2h");
        assertThat(until.exitCode()).isEqualTo(2);
        assertThat(until.err()).contains("--until needs --holds FILE");
        CommandLineRun application =
                run("rollback", watch.toString(), "--to", "frontend=" + OLD, "--application", "other");
        assertThat(application.exitCode()).isEqualTo(2);
        assertThat(application.err()).contains("names no such Application");
    }

    @Test
    public void aDryRunShowsTheDiffAndHoldsNothing() throws Exception {
        run("run", watch.toString(), "--once");
        int commits = world.commits();

        CommandLineRun dry =
                run("rollback", watch.toString(), "--to", "frontend=" + OLD, "--dry-run", "--holds", holds.toString());

        assertThat(dry.out()).contains("dry run, would commit").contains("+    value: main-0000000");
        assertThat(world.commits()).isEqualTo(commits);
        assertThat(holds).doesNotExist();
    }

    private void changeByHand(String tag) {
        String image = DemoWorld.FRONTEND + ":" + tag;
        world.setImage("frontend", image);
        await().until(() -> world.isServing(image));
    }

    private CommandLineRun release(String... image) {
        List<String> arguments = new ArrayList<>(List.of("release", "--holds", holds.toString()));
        arguments.addAll(List.of(image));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private CommandLineRun run(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--cache-dir");
        all.add(folder.getRoot().toPath().resolve("cache").toString());
        return CommandLineRun.of(all.toArray(String[]::new));
    }
}
