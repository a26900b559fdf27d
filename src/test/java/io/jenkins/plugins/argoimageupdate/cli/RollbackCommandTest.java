package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class RollbackCommandTest {

    private static final String NEW = "main-b99bc73";
    private static final String OLD = "main-0000000";

    @Rule
    public final ConnectedDemo demo = new ConnectedDemo();

    private DemoWorld world;
    private Path watch;
    private Path holds;

    @Before
    public void startTheWorld() throws Exception {
        world = demo.world();
        world.push(DemoWorld.FRONTEND, NEW, Instant.now());
        holds = demo.folder().resolve("holds.json");
        watch = demo.write("watch.yaml", demo.connections() + "applications: [example]\n");
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
        assertThat(release("nosuch").err())
                .contains(
                        "release nosuch: it is not held (--watch FILE also releases what was rolled back in Git). These images are: frontend");
        assertThat(release("frontend").out()).isEqualTo("example frontend: released\n");
        run("run", watch.toString(), "--once", "--holds", holds.toString());
        assertThat(world.override()).contains(NEW);
    }

    @Test
    public void aFileOfHoldsWithNothingInItIsNotTakenForNoHolds() throws Exception {
        Files.writeString(holds, "null");

        for (CommandLineRun run :
                List.of(release(), run("run", watch.toString(), "--once", "--holds", holds.toString()))) {
            assertThat(run.err()).contains("holds.json: there is nothing in it. Correct it, or name another file");
            assertThat(run.exitCode()).isNotZero();
        }
        assertThat(world.override()).isNull();
    }

    @Test
    public void whatNamesNoTagIsRefused() throws Exception {
        assertThat(run("rollback", watch.toString(), "--to", "frontend=").err())
                .contains("--to frontend= is neither a commit (at least 7 characters) nor an image with a tag");
    }

    @Test
    public void whatWasRolledBackInGitIsReleasedByTheWatchFileThatNamesIt() throws Exception {
        run("run", watch.toString(), "--once");
        run("rollback", watch.toString(), "--to", "frontend=" + OLD);
        CommandLineRun waiting = run("run", watch.toString(), "--once", "--holds", holds.toString());
        assertThat(waiting.out()).contains(NEW + " was rolled back by ");
        CommandLineRun why = run(
                "test",
                DemoWorld.FRONTEND,
                "--strategy",
                "newest-build",
                "--allow-tags",
                "regexp:^main",
                "--why",
                NEW,
                "--watch",
                watch.toString());
        assertThat(why.err()).isEmpty();
        assertThat(why.out()).contains(NEW + ": waits in example: " + NEW + " was rolled back by ");
        assertThat(run("test", "org/other", "--watch", watch.toString()).exitCode())
                .isEqualTo(2);

        assertThat(release("frontend").err())
                .contains("it is not held (--watch FILE also releases what was rolled back in Git)");
        assertThat(release("frontend", "--watch", watch.toString()).out()).isEqualTo("example frontend: released\n");

        run("run", watch.toString(), "--once", "--holds", holds.toString());
        assertThat(world.override()).contains(NEW);
        assertThat(release("nosuch", "--watch", watch.toString()).err()).contains("it is neither held nor watched");
    }

    @Test
    public void commandsThatWriteHoldsAtTheSameTimeLoseNone() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService commands = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (String server : List.of("a", "b")) {
                all.add(commands.submit(() -> {
                    HoldsFile file = new HoldsFile(holds);
                    start.await();
                    for (int i = 0; i < 50; i++) {
                        file.hold(
                                new GuardedImage(server, "", "shop-" + i, "", "org/web"),
                                new Hold("1.0", "Jane Doe", "", Instant.now(), null));
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            commands.shutdownNow();
        }
        assertThat(new HoldsFile(holds).book().held()).hasSize(100);
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
    public void aRolloutThatFailsIsUndoneOnceAndItsVersionIsKeptOut() throws Exception {
        world.breakImage(DemoWorld.FRONTEND, NEW);
        CommandLineRun failed = onFailure("rollback");
        assertThat(failed.exitCode()).as(failed.out() + failed.err()).isEqualTo(1);
        assertThat(failed.out())
                .contains("frontend: main-b99bc73 is kept out by argo-image-update run since")
                .contains("A rollout failed, rolling back to frontend main-0000000");
        assertThat(world.override()).contains(OLD).doesNotContain(NEW);

        CommandLineRun next = onFailure("rollback");
        assertThat(next.exitCode()).isZero();
        assertThat(next.out()).contains("main-b99bc73 waits: main-b99bc73 is kept out by argo-image-update run");

        world.push(DemoWorld.FRONTEND, "main-c0ffee1", Instant.now());
        world.breakImage(DemoWorld.FRONTEND, "main-c0ffee1");
        CommandLineRun again = onFailure("rollback");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.out()).contains("Not rolled back: frontend: its last update was undone too");
        assertThat(world.override()).contains("main-c0ffee1");
    }

    @Test
    public void theWatchFileCanSayIt() throws Exception {
        Files.writeString(watch, Files.readString(watch) + "onFailure: rollback\n");
        CommandLineRun without = run("run", watch.toString(), "--once");
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.err()).contains("no file is given in which the versions that failed are kept out");

        world.breakImage(DemoWorld.FRONTEND, NEW);
        assertThat(onFailure("keep").exitCode()).isEqualTo(1);
        assertThat(world.override()).as("the option decides").contains(NEW);
        assertThat(run("run", watch.toString(), "--once", "--on-failure", "ignore")
                        .err())
                .contains("'--on-failure'")
                .contains("ignore")
                .contains("keep, rollback");
    }

    private CommandLineRun onFailure(String what) throws Exception {
        return run(
                "run",
                watch.toString(),
                "--once",
                "--on-failure",
                what,
                "--timeout",
                "10s",
                "--holds",
                holds.toString());
    }

    @Test
    public void refusesWhatCannotBeMeant() throws Exception {
        CommandLineRun tag = run("rollback", watch.toString(), "--to", "yesterday");
        assertThat(tag.exitCode()).isEqualTo(2);
        assertThat(tag.err()).contains("neither a commit (at least 7 characters) nor an image with a tag");
        CommandLineRun both = run("rollback", watch.toString(), "--to", "ab".repeat(20), "--to", "frontend=" + OLD);
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("is a commit, so it has to be the only --to");
        CommandLineRun twice = run("rollback", watch.toString(), "--to", "frontend=" + NEW, "--to", "frontend=" + OLD);
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.err()).contains("--to gives frontend several versions");
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
        all.add(demo.cache());
        return CommandLineRun.of(all.toArray(String[]::new));
    }
}
