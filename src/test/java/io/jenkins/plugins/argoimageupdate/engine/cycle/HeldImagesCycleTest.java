package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static io.jenkins.plugins.argoimageupdate.engine.cycle.CycleWorld.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Source;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Version;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.CommitStyle;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitIdentity;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.CommitSigner;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing.SigningKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;

/** What somebody holds stays where it is. */
public class HeldImagesCycleTest {

    private static final String OLD = "main-0000000";
    private static final GuardedImage FRONTEND =
            new GuardedImage("demo", "argocd", DemoWorld.APPLICATION, "frontend", DemoWorld.FRONTEND);

    @Rule
    public final CycleWorld world = new CycleWorld();

    @Test
    public void aHeldImageWaitsWhileTheOthersAreWritten() throws Exception {
        world.pushBoth();
        FixedConnections connections = held();

        ApplicationReport report = run(connections).applications().get(0);

        assertThat(report.failures()).isEmpty();
        assertThat(report.images())
                .extracting(ImageReport::outcome)
                .containsExactly(ImageReport.Outcome.WAITING, ImageReport.Outcome.UPDATED);
        assertThat(report.images().get(0).waiting().reason().cause()).isEqualTo(Wait.Cause.HELD);
        assertThat(report.images().get(0).detail()).startsWith("held at main-0000000 by Jane Doe since ");
        assertThat(world.demo().override()).containsOnlyOnce(NEW).doesNotContain("frontend");
        assertThat(world.log()).anyMatch(line -> line.contains("main-b99bc73 waits: held at main-0000000 by Jane Doe"));
    }

    @Test
    public void aPollFindsNothingToWriteForIt() throws Exception {
        world.demo().push(DemoWorld.FRONTEND, NEW, Instant.now());
        FixedConnections connections = held();

        CycleReport report = world.cycle(connections, CycleOptions.DEFAULT.asDryRun(), event -> {})
                .poll(new Discoverer(connections).discover(CycleWorld.example()));

        assertThat(report.changes()).isEmpty();
        assertThat(report.allFailures()).isEmpty();
    }

    @Test
    public void onceItIsReleasedItIsWritten() throws Exception {
        world.pushBoth();
        FixedConnections connections = held();
        run(connections);
        connections.holds().release(FRONTEND);

        CycleReport report = run(connections);

        assertThat(report.changes()).extracting(ImageReport::name).containsExactly("frontend");
        assertThat(connections.holds().releasedAt(FRONTEND)).isNotNull();
    }

    @Test
    public void anotherImageDoesNotUndoARollbackThatTheClusterHasYetToFollow() throws Exception {
        world.demo().push(DemoWorld.FRONTEND, NEW, Instant.now());
        FixedConnections connections = world.connections();
        run(connections);
        world.demo().holdSyncs(true);
        Rollback rollback = new Rollback(
                new Source.Versions(List.of(new Version("frontend", ImageTag.ofName(OLD))), true), OLD, "", "");
        world.cycle(connections, CycleWorld.withoutWaiting(), event -> {})
                .rollback(new Discoverer(connections).discover(CycleWorld.example()), rollback);
        connections.holds().hold(FRONTEND, hold());
        world.demo().push(DemoWorld.BACKEND, NEW, Instant.now());

        world.run(CycleWorld.example(), connections, CycleWorld.withoutWaiting());

        assertThat(world.demo().override()).containsOnlyOnce(OLD).containsOnlyOnce(NEW);
    }

    @Test
    public void whereOneVersionIsKeptOutANewerOneIsWritten() throws Exception {
        world.demo().push(DemoWorld.FRONTEND, NEW, Instant.now().minusSeconds(60));
        FixedConnections connections = world.connections();
        connections.holds().hold(FRONTEND, new Hold(OLD, "build #1", "it cannot start", Instant.now(), null, NEW));

        CycleReport first = run(connections);
        world.demo().push(DemoWorld.FRONTEND, "main-c0ffee1", Instant.now());
        CycleReport second = run(connections);

        assertThat(first.changes()).isEmpty();
        assertThat(first.applications().get(0).images().get(0).detail())
                .startsWith("main-b99bc73 is kept out by build #1 since ");
        assertThat(second.changes().get(0).to().tag()).isEqualTo("main-c0ffee1");
    }

    @Test
    public void whatIsHeldMeanwhileIsNotSetInArgoCdEither() throws Exception {
        world.demo().push(DemoWorld.FRONTEND, NEW, Instant.now());
        FixedConnections connections = world.connections();
        List<WatchRequest> requests = CycleWorld.frontend("frontend.tag", "writeBack: argocd");

        CycleReport report = world.cycle(connections, CycleOptions.DEFAULT, event -> {
                    if (event instanceof CycleEvent.BeforeWriteBack) {
                        connections.holds().hold(FRONTEND, hold());
                    }
                })
                .run(new Discoverer(connections).discover(requests));

        assertThat(report.allFailures()).isEmpty();
        assertThat(report.changes()).isEmpty();
        assertThat(report.applications()
                        .get(0)
                        .images()
                        .get(0)
                        .waiting()
                        .reason()
                        .cause())
                .isEqualTo(Wait.Cause.HELD);
    }

    @Test
    public void whatIsHeldWhileAPushIsLostIsNotWrittenThen() throws Exception {
        RealPrograms.requireAll("git");
        world.pushBoth();
        FixedConnections connections = world.connections();
        AtomicInteger commits = new AtomicInteger();
        CommitSigner meanwhile = new CommitSigner() {
            @Override
            public String sign(byte[] commit) {
                if (commits.incrementAndGet() == 1) {
                    connections.holds().hold(FRONTEND, hold());
                    commitSomethingElse();
                }
                return "-----BEGIN PGP SIGNATURE-----\n\nnone\n-----END PGP SIGNATURE-----";
            }

            @Override
            public SigningKey key() {
                return new SigningKey("none", "none");
            }
        };
        GitIdentity us = GitIdentity.DEFAULT;
        CommitSettings settings =
                new CommitSettings(new CommitStyle(us, us, false, meanwhile), CommitSettings.DEFAULT.message());

        CycleReport report = world.run(
                CycleWorld.example(),
                connections,
                new CycleOptions(false, settings, CycleWorld.withoutWaiting().rollout()));

        assertThat(commits).hasValue(2);
        assertThat(report.allFailures()).isEmpty();
        assertThat(report.changes()).extracting(ImageReport::name).containsExactly("backend");
        assertThat(world.demo().override()).containsOnlyOnce(NEW).doesNotContain("frontend");
    }

    private void commitSomethingElse() {
        Path clone = world.directory().resolve("clone");
        git(world.directory(), "clone", "--quiet", world.demo().repository(), clone.toString());
        git(clone, "commit", "--quiet", "--allow-empty", "--message", "Something else");
        git(clone, "push", "--quiet", "origin", "HEAD:main");
    }

    private static void git(Path directory, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Jane", "-c", "user.email=jane@example.com"));
        command.addAll(List.of(arguments));
        RealPrograms.run(directory, command);
    }

    @Test
    public void withoutArgoCdItWaitsToo() throws Exception {
        world.pushBoth();
        FixedConnections git = world.connectionsWithoutArgoCd();
        git.holds().hold(new GuardedImage("", "", "example", "frontend", DemoWorld.FRONTEND), hold());
        int commits = world.demo().commits();

        CycleReport report = world.run(world.frontendInGit(), git, CycleOptions.DEFAULT);

        assertThat(report.applications().get(0).images())
                .extracting(ImageReport::outcome)
                .containsExactly(ImageReport.Outcome.WAITING);
        assertThat(world.demo().commits()).isEqualTo(commits);
    }

    private FixedConnections held() {
        FixedConnections connections = world.connections();
        connections.holds().hold(FRONTEND, hold());
        return connections;
    }

    private CycleReport run(FixedConnections connections) throws InterruptedException {
        return world.run(CycleWorld.example(), connections, CycleOptions.DEFAULT);
    }

    private static Hold hold() {
        return new Hold(OLD, "Jane Doe", "it loses orders", Instant.now(), null);
    }
}
