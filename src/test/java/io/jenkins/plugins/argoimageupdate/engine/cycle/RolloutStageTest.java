package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.BranchReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import tools.jackson.databind.JsonNode;

/** Runs follow each other, and people act in between. */
public class RolloutStageTest {

    private static final BranchReport BRANCH = new BranchReport("http://git.example/web.git", "main");
    private static final String FIRST = "a".repeat(40);
    private static final String SECOND = "b".repeat(40);
    private static final ApplicationRef WEB = ApplicationRef.named("web");
    private static final String MANIFEST = """
            {"metadata":{"name":"web","namespace":"argocd"},"spec":{"project":"default",
             "source":{"repoURL":"http://git.example/web.git","path":".","targetRevision":"main"},
             "destination":{"server":"https://kubernetes.default.svc","namespace":"web"}}}""";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = new ArrayList<>();
    private final Commits git = new Commits();
    private EmbeddedArgoCd argocd;
    private FixedConnections connections;

    /** Two commits with an image each. */
    private static final class Commits implements ManifestSource {

        private final Map<String, String> images = Map.of(FIRST, "org/web:1", SECOND, "org/web:2");
        private volatile String tip = FIRST;

        @Override
        public Rendered render(String application, JsonNode source, String revision) {
            String commit = revision.isEmpty() ? tip : revision;
            return new Rendered(commit, "Helm", List.of(new Workload("web", images.get(commit))), List.of());
        }

        @Override
        public CommitInfo commit(JsonNode source, String revision) {
            return new CommitInfo(
                    "dev <dev@example.com>", Instant.ofEpochSecond(revision.equals(FIRST) ? 1 : 2), "update");
        }
    }

    @Before
    public void start() throws InterruptedException {
        argocd = EmbeddedArgoCd.start(ArgoCdOptions.of("t0ken", "secret").withStep(Duration.ofMillis(10)), git);
        argocd.add(MANIFEST);
        connections = new FixedConnections(
                null, RegistryLogin.ANONYMOUS, url -> null, FixedConnections.demo(argocd.url(), "t0ken"));
        assertThat(follow(committed(FIRST)).failure()).isNull();
        git.tip = SECOND;
    }

    @After
    public void stop() {
        argocd.close();
    }

    @Test
    public void aRunThatHasNothingNewDoesNotUndoARollback() throws Exception {
        assertThat(follow(committed(SECOND)).failure()).isNull();
        rollBack();
        RolloutReport again = follow(found(SECOND));
        assertThat(again.failure().reason()).isEqualTo(Reason.ROLLED_BACK);
        assertThat(log)
                .last()
                .asString()
                .contains("ERROR: roll out commit bbbbbbb", " rolled back from bbbbbbb to aaaaaaa")
                .endsWith("To roll out commit bbbbbbb anyway, sync the Application in Argo CD");
        assertThat(image()).isEqualTo("org/web:1");
    }

    @Test
    public void whatAnEarlierRunCouldNotSyncIsSyncedByTheNext() throws Exception {
        assertThat(follow(found(SECOND)).failure()).isNull();
        assertThat(image()).isEqualTo("org/web:2");
    }

    @Test(timeout = 300_000)
    public void whatEndsOneIsSaidAndNotThatTheOthersWereCancelledForIt() throws Exception {
        argocd.add(MANIFEST.replace("\"web\"", "\"stuck\""));
        FollowedRollouts rollouts = new RolloutStage(
                        FixedConnections.engine(folder.getRoot().toPath()),
                        connections,
                        RolloutSettings.DEFAULT,
                        event -> {
                            if (event instanceof CycleEvent.RolledOut) {
                                throw new IllegalStateException("the disk is full");
                            }
                        })
                .follow(
                        List.of(report("stuck", committed("c".repeat(40))), report("web", found(SECOND))),
                        application -> true,
                        all -> null);

        assertThatThrownBy(rollouts::await)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the disk is full");
    }

    private void rollBack() throws InterruptedException {
        ArgoCdClient client = connections.argocd("");
        assertThat(client.sync(WEB, FIRST, false)).isPresent();
        await().until(() -> {
            LiveApplication live = client.get(WEB);
            return image().equals("org/web:1") && live.status().health().status() == HealthStatus.HEALTHY;
        });
    }

    private String image() throws InterruptedException {
        return String.join(
                ",", connections.argocd("").get(WEB).application().observed().liveImages());
    }

    private static WriteBackReport committed(String id) {
        return new WriteBackReport.Committed(
                BRANCH, id, new CommitReport(List.of(), "", "", "", Optional.empty()), Instant.EPOCH);
    }

    /** The branch had it already. */
    private static WriteBackReport found(String tip) {
        return new WriteBackReport.NothingToCommit(BRANCH, Optional.of(tip), Optional.empty(), CommitOrder.NONE);
    }

    private static ApplicationReport report(String name, WriteBackReport written) {
        return new ApplicationReport(
                new ApplicationSubject(name, "", "default", "demo", ""), List.of(), written, null, null, true);
    }

    private RolloutReport follow(WriteBackReport written) throws InterruptedException {
        ApplicationReport report = report("web", written);
        Engine engine = FixedConnections.engine(folder.getRoot().toPath());
        List<ApplicationReport> followed = new ArrayList<>();
        new RolloutStage(engine, connections, RolloutSettings.DEFAULT, new ProgressLog(log::add))
                .follow(List.of(report), application -> true, all -> {
                    followed.addAll(all);
                    return null;
                })
                .await();
        return followed.get(0).rollout();
    }
}
