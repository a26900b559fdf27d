package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PullRequestReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PullRequestReport.State;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest.FakeHost;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PullRequestCycleTest {

    private static final String REPOSITORY = "team/charts.git";
    private static final String FILE = "values.yaml";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = new ArrayList<>();
    private EmbeddedGitServer git;
    private EmbeddedRegistry registry;
    private FakeHost host;
    private Engine engine;

    @Before
    public void start() throws Exception {
        Path root = folder.getRoot().toPath();
        git = EmbeddedGitServer.start(root.resolve("git"));
        git.createRepository(REPOSITORY, Map.of(FILE, "image:\n  name: org/app\n  tag: 1.0.0\n"));
        registry = EmbeddedRegistry.start();
        registry.content().push("org/app", "1.0.0", Instant.EPOCH);
        registry.content().push("org/app", "1.1.0", Instant.EPOCH);
        host = new FakeHost(URI.create(git.url("")));
        engine = FixedConnections.engine(root.resolve("cache"));
    }

    @After
    public void stop() throws Exception {
        host.close();
        registry.close();
        git.close();
    }

    @Test
    public void proposesAChangeOnceAndRollsNothingOut() throws Exception {
        ApplicationReport first = run(false);

        WriteBackReport written = first.writeBack();
        assertThat(written).isInstanceOf(WriteBackReport.Committed.class);
        String branch = branch(written);
        assertThat(branch).matches("image-updater-[0-9a-f]{8}-[0-9a-f]{64}");
        assertThat(written.pullRequest())
                .contains(new PullRequestReport("#1", "https://host.example/team/charts/1", State.OPENED));
        assertThat(first.rollsOut()).isFalse();
        assertThat(git.file(REPOSITORY, "main", FILE)).contains("tag: 1.0.0");
        assertThat(git.file(REPOSITORY, branch, FILE)).contains("tag: 1.1.0");
        assertThat(host.pulls().get(0))
                .containsEntry("title", "build: automatic update of app")
                .containsEntry("base", "main")
                .containsEntry("labelled", "[\"images\"]");
        assertThat(log)
                .anyMatch(line -> line.contains("app: opened pull request #1 https://host.example/team/charts/1;")
                        && line.contains("nothing is rolled out before it is merged"));

        ApplicationReport again = run(false);

        assertThat(again.writeBack()).isInstanceOf(WriteBackReport.NothingToCommit.class);
        assertThat(again.writeBack().pullRequest().orElseThrow().state()).isEqualTo(State.OPEN);
        assertThat(git.commits(REPOSITORY, branch)).isEqualTo(2);
        assertThat(host.pulls()).hasSize(1);
        assertThat(host.requests()).noneMatch(request -> request.startsWith("PATCH"));
    }

    private static String branch(WriteBackReport written) {
        return written.destination().orElseThrow().name();
    }

    @Test
    public void opensWhatCouldNotBeOpenedAfterThePush() throws Exception {
        host.fail(502, "");
        assertThat(run(false).failures()).singleElement().asString().contains("502");
        host.fail(0, "");

        assertThat(run(false).writeBack().pullRequest().orElseThrow().state()).isEqualTo(State.OPENED);
        assertThat(host.pulls()).hasSize(1);
    }

    @Test
    public void anInterruptBeforeThePullRequestIsOpenLeavesTheCommitInTheReport() throws Exception {
        Thread cycle = Thread.currentThread();
        CountDownLatch over = new CountDownLatch(1);
        host.beforeOpening(() -> {
            cycle.interrupt();
            awaitQuietly(over);
        });
        List<ApplicationReport> told = new ArrayList<>();

        assertThatThrownBy(() -> run(false, "main", event -> {
                    if (event instanceof CycleEvent.WriteBackInterrupted interrupted) {
                        told.addAll(interrupted.soFar().applications());
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        over.countDown();

        assertThat(told).singleElement().satisfies(application -> {
            assertThat(application.failures()).isEmpty();
            assertThat(application.writeBack()).isInstanceOf(WriteBackReport.Committed.class);
            assertThat(application.writeBack().pullRequest()).isEmpty();
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    public void doesNotProposeAgainWhatSomebodyClosed() throws Exception {
        String branch = branch(run(false).writeBack());
        host.decide(1, "closed", null);

        ApplicationReport again = run(false);

        assertThat(again.writeBack().pullRequest().orElseThrow().state()).isEqualTo(State.CLOSED);
        assertThat(again.failures()).isEmpty();
        assertThat(host.pulls()).hasSize(1);
        assertThat(git.commits(REPOSITORY, branch)).isEqualTo(2);
        assertThat(log).anyMatch(line -> line.contains("was closed without being merged"));
    }

    @Test
    public void asksNobodyAboutABranchThatGitDoesNotAccept() throws Exception {
        for (String base : List.of("--upload-pack=x", "refs/heads/-x", "a..b")) {
            assertThat(run(false, base).failures())
                    .singleElement()
                    .asString()
                    .contains("does not accept it as a branch");
        }
        assertThat(host.requests()).isEmpty();
    }

    @Test
    public void aDryRunAsksNobody() throws Exception {
        ApplicationReport report = run(true);

        assertThat(report.writeBack()).isInstanceOf(WriteBackReport.WouldCommit.class);
        assertThat(report.writeBack().pullRequest()).isEmpty();
        assertThat(host.requests()).isEmpty();
    }

    @Test
    public void anotherVersionIsAnotherPullRequest() throws Exception {
        run(false);
        registry.content().push("org/app", "1.2.0", Instant.EPOCH);

        assertThat(run(false).writeBack().pullRequest().orElseThrow().name()).isEqualTo("#2");
        assertThat(host.pulls()).hasSize(2);
    }

    private ApplicationReport run(boolean dryRun) throws InterruptedException {
        return run(dryRun, "main");
    }

    private ApplicationReport run(boolean dryRun, String base) throws InterruptedException {
        return run(dryRun, base, new ProgressLog(log::add));
    }

    private ApplicationReport run(boolean dryRun, String base, Consumer<CycleEvent> events)
            throws InterruptedException {
        RegistryEndpoint endpoint = RegistryEndpoint.at("docker.io", registry.address(), TlsTrust.DEFAULT);
        FixedConnections connections = new FixedConnections(
                endpoint,
                RegistryLogin.ANONYMOUS,
                url -> GitRemote.of(url, new GitCredentials.Token(FakeHost.TOKEN)),
                null);
        String file = "applications: [app]\nimages: [{alias: app, image: org/app, constraint: 1.x}]\n"
                + "git: {url: '" + host.url(REPOSITORY) + "', branch: '" + base + "', target: 'helmvalues:/" + FILE
                + "',\n"
                + "      pullRequest: {provider: github, labels: [images]}}\n";
        CycleOptions options = new CycleOptions(dryRun, CommitSettings.DEFAULT, RolloutSettings.DEFAULT);
        UpdateCycle cycle = new UpdateCycle(engine, connections, options, events);
        return cycle.run(new Discoverer(connections).discover(WatchFile.parse("watch.yaml", file)))
                .applications()
                .get(0);
    }
}
