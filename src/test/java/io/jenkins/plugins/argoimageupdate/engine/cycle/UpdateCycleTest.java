package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitOrder;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CommitReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RegistryReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class UpdateCycleTest {

    private static final String NEW = "main-b99bc73";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final List<String> log = new ArrayList<>();
    private DemoWorld world;
    private Engine engine;
    private Path directory;

    @Before
    public void startTheWorld() throws Exception {
        world = DemoWorld.start();
        directory = folder.newFolder().toPath();
        engine = FixedConnections.engine(directory);
    }

    @After
    public void endTheWorld() {
        world.close();
    }

    @Test
    public void aNewTagGoesFromTheRegistryThroughGitToThePods() throws Exception {
        pushBoth();

        ApplicationReport report = run(CycleOptions.DEFAULT).applications().get(0);

        assertThat(report.failures()).isEmpty();
        assertThat(report.changes()).extracting(image -> image.to().tag()).containsExactly(NEW, NEW);
        assertThat(report.changes()).extracting(image -> image.from().tag()).containsOnly("main-0000000");
        assertThat(report.writeBack()).isInstanceOf(WriteBackReport.Committed.class);
        assertThat(report.rollout().revision())
                .isEqualTo(report.writeBack().revision().orElseThrow());
        assertThat(report.rollout().health()).isEqualTo("Healthy");
        assertThat(world.override()).isEqualTo("""
                        helm:
                          parameters:
                          - name: backend.image
                            value: lyzhang1999/backend
                            forcestring: true
                          - name: backend.tag
                            value: main-b99bc73
                            forcestring: true
                          - name: frontend.image
                            value: lyzhang1999/frontend
                            forcestring: true
                          - name: frontend.tag
                            value: main-b99bc73
                            forcestring: true
                        """);
    }

    @Test
    public void theLogTellsEachDecisionOnce() throws Exception {
        pushBoth();

        run(CycleOptions.DEFAULT);

        assertThat(log)
                .contains(
                        "[argo-image-update] example: 2 images from annotations, live status from Argo CD",
                        "[argo-image-update] frontend lyzhang1999/frontend: main-0000000 → main-b99bc73"
                                + " (newest-build, 2 of 4 tags match ^main)")
                .anyMatch(line -> line.matches("\\[argo-image-update] example: committed [0-9a-f]{7} to main of"
                        + " kubernetes-example-helm: .argocd-source-example.yaml"))
                .anyMatch(line -> line.matches(
                        "\\[argo-image-update] example: Argo CD: automated sync of [0-9a-f]{7} … Synced after .*"))
                .anyMatch(line -> line.contains("frontend 1/1") && line.contains("Synced, Healthy after"))
                .doesNotHaveDuplicates();
    }

    @Test
    public void aRepeatedRunCommitsNothing() throws Exception {
        pushBoth();
        run(CycleOptions.DEFAULT);
        int commits = world.commits();

        CycleReport again = run(CycleOptions.DEFAULT);

        assertThat(again.changes()).isEmpty();
        assertThat(again.applications().get(0).writeBack()).isNull();
        assertThat(world.commits()).isEqualTo(commits);
    }

    @Test
    public void aRunBeforeTheClusterHasFollowedCommitsNothingAndWaitsForTheCommitThatIsThere() throws Exception {
        pushBoth();
        CycleReport first = run(withoutWaiting());
        int commits = world.commits();

        ApplicationReport again = run(CycleOptions.DEFAULT).applications().get(0);

        assertThat(world.commits()).isEqualTo(commits);
        assertThat(again.failures()).isEmpty();
        if (again.writeBack() != null) {
            assertThat(again.writeBack()).isInstanceOf(WriteBackReport.NothingToCommit.class);
            assertThat(again.writeBack().revision())
                    .isEqualTo(first.applications().get(0).writeBack().revision());
        }
    }

    @Test
    public void aDryRunShowsTheDiffAndChangesNothing() throws Exception {
        pushBoth();
        int commits = world.commits();

        ApplicationReport report =
                run(CycleOptions.DEFAULT.asDryRun()).applications().get(0);

        assertThat(report.writeBack()).isInstanceOf(WriteBackReport.WouldCommit.class);
        assertThat(report.writeBack().diff()).contains("+    value: main-b99bc73");
        assertThat(report.rollout()).isNull();
        assertThat(world.commits()).isEqualTo(commits);
        assertThat(world.override()).isNull();
    }

    @Test
    public void aPodThatCannotStartIsNamedWithItsReason() throws Exception {
        world.push(DemoWorld.FRONTEND, "main-bad0000", Instant.now());
        world.breakImage(DemoWorld.FRONTEND, "main-bad0000");

        ApplicationReport report = run(impatient()).applications().get(0);

        assertThat(log)
                .anyMatch(line -> line.matches(".*: see kubectl describe pod --namespace [a-z]+ frontend-[a-z0-9-]+"));

        assertThat(report.rollout().failure().reason()).isEqualTo(Reason.DEGRADED);
        assertThat(report.rollout().failure().message())
                .contains("pod frontend-", "main-bad0000", "ImagePull")
                .doesNotContain("\n");
        assertThat(report.writeBack()).isInstanceOf(WriteBackReport.Committed.class);
    }

    @Test
    public void aRunThatHasNothingToUpdateOverADeadPodFails() throws Exception {
        world.push(DemoWorld.FRONTEND, "main-bad0000", Instant.now());
        world.breakImage(DemoWorld.FRONTEND, "main-bad0000");
        ApplicationReport first = run(impatient()).applications().get(0);
        int commits = world.commits();
        log.clear();

        ApplicationReport again = run(impatient()).applications().get(0);

        assertThat(first.images().get(0).state().verdict()).isEqualTo(Verdict.CANNOT_START);
        assertThat(first.images().get(1).state().verdict()).isEqualTo(Verdict.LIVE);
        assertThat(world.commits()).isEqualTo(commits);
        assertThat(again.writeBack()).isNull();
        ImageState frontend = again.images().get(0).state();
        assertThat(frontend.verdict()).isEqualTo(Verdict.CANNOT_START);
        assertThat(frontend.liveShown()).isEqualTo("main-0000000");
        assertThat(again.failures()).hasSize(1);
        assertThat(again.failures().get(0).message())
                .startsWith(
                        "check the health of Application argocd/example: nothing to update, but not healthy: frontend"
                                + " main-bad0000 cannot start: ")
                .contains("ImagePull", "(pod frontend-");
        assertThat(log)
                .anyMatch(
                        line -> line.contains("frontend lyzhang1999/frontend: main-bad0000 is current (newest-build, ")
                                && line.contains("but cannot start: "))
                .anyMatch(line -> line.contains(": see kubectl describe pod"));
    }

    @Test
    public void norIsItGreenWhereThePodsCannotBeAskedForAtOnce() throws Exception {
        world.push(DemoWorld.FRONTEND, "main-bad0000", Instant.now());
        world.breakImage(DemoWorld.FRONTEND, "main-bad0000");
        run(impatient());
        Discovery found = discover(example());

        world.failArgoCd(3);
        CycleReport report = new UpdateCycle(engine, connections(), impatient(), new ProgressLog(log::add)).run(found);

        assertThat(report.allFailures())
                .extracting(FailureReport::message)
                .singleElement(as(STRING))
                .contains("nothing to update, but not healthy: frontend main-bad0000 cannot start: ");
    }

    @Test
    public void aPollTellsThatWhatIsCurrentCannotStart() throws Exception {
        world.push(DemoWorld.FRONTEND, "main-bad0000", Instant.now());
        world.breakImage(DemoWorld.FRONTEND, "main-bad0000");
        run(impatient());

        CycleReport polled = new UpdateCycle(engine, connections(), CycleOptions.DEFAULT.asDryRun(), event -> {})
                .poll(discover(example()));

        assertThat(polled.changes()).isEmpty();
        assertThat(polled.applications().get(0).images())
                .extracting(image -> image.state().verdict())
                .containsExactly(Verdict.CANNOT_START, Verdict.LIVE);
    }

    @Test
    public void aValueThatNoManifestUsesIsNoSuccess() throws Exception {
        pushBoth();
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", """
                applications: [{name: example}]
                images:
                  - {alias: frontend, image: lyzhang1999/frontend, strategy: newest-build, allowTags: 'regexp:^main',
                     helm: {imageName: frontend.image, imageTag: frontend.tga}}
                """);

        ApplicationReport report =
                run(requests, connections(), impatient()).applications().get(0);

        assertThat(report.writeBack()).isInstanceOf(WriteBackReport.Committed.class);
        assertThat(report.rollout().failure().reason()).isEqualTo(Reason.NOT_LIVE);
        assertThat(report.rollout().failure().message())
                .contains(
                        "Synced, but frontend still runs main-0000000 in Deployment/frontend: the value frontend.tga has no effect there");
        assertThat(report.images().get(0).state().verdict()).isEqualTo(Verdict.DRIFTED);
        ApplicationReport again =
                run(requests, connections(), impatient()).applications().get(0);
        assertThat(again.failures()).as("not in later runs either").isNotEmpty();
    }

    @Test
    public void aParameterThatIsSetAndNotLiveIsNoSuccess() throws Exception {
        pushBoth();
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", """
                applications: [{name: example}]
                images:
                  - {alias: frontend, image: lyzhang1999/frontend, strategy: newest-build, allowTags: 'regexp:^main',
                     helm: {imageName: frontend.image, imageTag: frontend.tga}}
                writeBack: argocd
                """);
        run(requests, connections(), withoutWaiting());

        ApplicationReport again =
                run(requests, connections(), impatient()).applications().get(0);

        assertThat(again.writeBack()).isInstanceOf(WriteBackReport.NothingToSet.class);
        assertThat(again.failures())
                .extracting(FailureReport::reason)
                .as("of a run that finds the parameter set")
                .containsExactly(Reason.NOT_LIVE);
    }

    @Test
    public void anImageThatTheRegistryDoesNotHaveDoesNotKeepTheOthersFromTheirUpdate() throws Exception {
        pushBoth();
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", """
                applications: [{name: example}]
                images:
                  - {alias: frontend, image: lyzhang1999/frontend, strategy: newest-build, allowTags: 'regexp:^main',
                     helm: {imageName: frontend.image, imageTag: frontend.tag}}
                  - {alias: gone, image: lyzhang1999/gone, strategy: newest-build, forceUpdate: true,
                     helm: {imageName: gone.image, imageTag: gone.tag}}
                """);

        ApplicationReport report = run(requests, connections(), CycleOptions.DEFAULT)
                .applications()
                .get(0);

        assertThat(report.images())
                .extracting(ImageReport::outcome)
                .containsExactly(ImageReport.Outcome.UPDATED, ImageReport.Outcome.FAILED);
        assertThat(report.images().get(1).failure().message()).contains("lyzhang1999/gone", "404");
        assertThat(world.override()).contains("frontend.tag", "main-b99bc73").doesNotContain("gone");
    }

    @Test
    public void anUnknownApplicationIsReportedAndTheOthersAreUpdated() throws Exception {
        pushBoth();
        List<WatchRequest> requests = List.of(
                WatchRequest.ofAnnotations(ApplicationSelector.named("nosuch")),
                WatchRequest.ofAnnotations(ApplicationSelector.named("example")));

        CycleReport report = run(requests, connections(), CycleOptions.DEFAULT);

        assertThat(report.failures()).hasSize(1);
        assertThat(report.failures().get(0).message()).contains("nosuch", "403");
        assertThat(report.changes()).hasSize(2);
    }

    @Test
    public void withoutArgoCdTheRepositoryTellsWhatIsLive() throws Exception {
        pushBoth();
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", """
                applications: [{name: example}]
                images:
                  - {alias: frontend, image: lyzhang1999/frontend, strategy: newest-build, allowTags: 'regexp:^main',
                     helm: {imageName: frontend.image, imageTag: frontend.tag}}
                git: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}
                """.formatted(world.repository()));
        FixedConnections withoutArgoCd = new FixedConnections(endpoint(), RegistryLogin.ANONYMOUS, this::remote, null);

        CycleReport first = run(requests, withoutArgoCd, CycleOptions.DEFAULT);
        CycleReport second = run(requests, withoutArgoCd, CycleOptions.DEFAULT);

        ImageReport image = first.applications().get(0).images().get(0);
        assertThat(image.from().tag()).isEqualTo("main-0000000");
        assertThat(image.to().tag()).isEqualTo(NEW);
        assertThat(first.applications().get(0).rollout()).isNull();
        assertThat(second.applications().get(0).images().get(0).outcome()).isEqualTo(ImageReport.Outcome.CURRENT);
        assertThat(world.commits()).isEqualTo(2);
    }

    @Test
    public void whatAnInterruptedRunHasCommittedIsFollowedLater() throws Exception {
        pushBoth();
        AtomicReference<CycleReport> kept = new AtomicReference<>();
        Consumer<CycleEvent> stopAfterCommit = event -> {
            if (event instanceof CycleEvent.BeforeRollout before) {
                kept.set(before.soFar());
                throw new IllegalStateException("the process ends here");
            }
        };
        try {
            new UpdateCycle(engine, connections(), CycleOptions.DEFAULT, stopAfterCommit).run(discover(example()));
        } catch (IllegalStateException expected) {
            assertThat(world.commits()).isEqualTo(2);
        }

        CycleReport report =
                new UpdateCycle(engine, connections(), CycleOptions.DEFAULT, event -> {}).followRollouts(kept.get());

        assertThat(report.applications().get(0).rollout().health()).isEqualTo("Healthy");
        assertThat(world.commits()).isEqualTo(2);
    }

    private static CommitOrder order(ApplicationReport application) {
        return application.writeBack().inGit().orElseThrow().order();
    }

    @Test
    public void keepsWithAWaitWhatComesBeforeItsCommit() throws Exception {
        pushBoth();
        List<CommitOrder> kept = new CopyOnWriteArrayList<>();
        Consumer<CycleEvent> keeping = event -> {
            if (event instanceof CycleEvent.BeforeRollout before) {
                kept.add(order(before.soFar().applications().get(0)));
            } else if (event instanceof CycleEvent.Announced announced) {
                kept.add(order(announced.application()));
            }
        };
        CycleReport report =
                new UpdateCycle(engine, connections(), CycleOptions.DEFAULT, keeping).run(discover(example()));

        String commit = report.applications().get(0).writeBack().revision().orElseThrow();
        assertThat(kept).hasSize(2);
        assertThat(kept.get(0).earlier()).isNotEmpty().doesNotContain(commit);
        assertThat(kept.get(0).known()).isEmpty();
        assertThat(kept.get(1).earlier()).isEqualTo(kept.get(0).earlier());
        assertThat(kept.get(1).known()).isNotEmpty();
    }

    @Test
    public void aPollTellsWhatWouldChangeAndWritesNothing() throws Exception {
        pushBoth();
        CycleReport polled = new UpdateCycle(
                        engine, connections(), CycleOptions.DEFAULT.asDryRun(), new ProgressLog(log::add))
                .poll(discover(example()));

        assertThat(polled.changes()).extracting(image -> image.to().tag()).containsExactly(NEW, NEW);
        assertThat(polled.applications().get(0).writeBack()).isNull();
        assertThat(world.commits()).isEqualTo(1);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    public void aPollWithoutArgoCdComparesWithTheRepositoryAndCommitsNothing() throws Exception {
        List<WatchRequest> requests = WatchFile.parse("watch.yaml", """
                applications: [{name: example}]
                images:
                  - {alias: frontend, image: lyzhang1999/frontend, strategy: newest-build, allowTags: 'regexp:^main',
                     helm: {imageName: frontend.image, imageTag: frontend.tag}}
                git: {url: '%s', branch: main, target: 'helmvalues:/values.yaml'}
                """.formatted(world.repository()));
        FixedConnections withoutArgoCd = new FixedConnections(endpoint(), RegistryLogin.ANONYMOUS, this::remote, null);
        pushBoth();
        Discovery discovery = new Discoverer(withoutArgoCd).discover(requests);
        UpdateCycle cycle = new UpdateCycle(engine, withoutArgoCd, CycleOptions.DEFAULT.asDryRun(), event -> {});

        assertThat(cycle.poll(discovery).changes())
                .extracting(image -> image.to().tag())
                .containsExactly(NEW);
        assertThat(world.commits()).isEqualTo(1);
    }

    @Test
    public void countsWhatOneRunAsksOfEachServer() throws Exception {
        pushBoth();
        Discovery discovery = discover(example());
        UpdateCycle waiting = new UpdateCycle(engine, connections(), CycleOptions.DEFAULT, event -> {});
        Map<String, RequestMetrics.Snapshot> other = run(CycleOptions.DEFAULT).requests();

        Map<String, RequestMetrics.Snapshot> own = waiting.poll(discovery).requests();

        assertThat(other).hasSize(3);
        assertThat(other.get(remote(world.repository()).toString()).requests().keySet())
                .containsExactlyInAnyOrder(RequestKind.LIST_REFS, RequestKind.FETCH, RequestKind.PUSH);
        assertThat(other.get("demo").requests()).containsKeys(RequestKind.READ, RequestKind.WATCH);
        assertThat(own.keySet())
                .containsExactlyInAnyOrder("demo", world.registry().getAuthority());
        assertThat(own.get("demo").requests()).isEqualTo(Map.of(RequestKind.READ, 1L));
        RequestMetrics.Snapshot registry = own.get(world.registry().getAuthority());
        assertThat(registry.requests()).containsEntry(RequestKind.TAGS, 2L);
        assertThat(registry.saved()).isPositive();
    }

    @Test
    public void tellsOfEachImageHowItsRegistryWasAsked() throws Exception {
        RegistryReport asked =
                run(CycleOptions.DEFAULT).applications().get(0).images().get(0).registry();

        assertThat(asked.registry()).isEqualTo(world.registry().getAuthority());
        assertThat(asked.repository()).isEqualTo(DemoWorld.FRONTEND);
        assertThat(asked.requests().requests()).containsEntry(RequestKind.TAGS, 1L);
    }

    @Test
    public void tellsWhoMadeTheCommitAndWhichPodsItBrought() throws Exception {
        pushBoth();

        ApplicationReport report = run(CycleOptions.DEFAULT).applications().get(0);

        CommitReport commit = report.writeBack().content().orElseThrow();
        assertThat(commit.author()).isEqualTo("argocd-image-updater <noreply@argoproj.io>");
        assertThat(commit.signature()).isEmpty();
        List<ResourceReport> resources = report.rollout().resources();
        assertThat(resources)
                .filteredOn(resource -> resource.key().kind().equals("Deployment"))
                .extracting(
                        resource -> resource.key().name(),
                        resource -> resource.key().group(),
                        ResourceReport::hasNewPods)
                .contains(tuple("frontend", "apps", true));
    }

    private void pushBoth() {
        world.push(DemoWorld.FRONTEND, NEW, Instant.now());
        world.push(DemoWorld.BACKEND, NEW, Instant.now());
    }

    private CycleReport run(CycleOptions options) throws InterruptedException {
        return run(example(), connections(), options);
    }

    private CycleReport run(List<WatchRequest> requests, Connections connections, CycleOptions options)
            throws InterruptedException {
        Discovery discovery = new Discoverer(connections).discover(requests);
        return new UpdateCycle(engine, connections, options, new ProgressLog(log::add)).run(discovery);
    }

    private Discovery discover(List<WatchRequest> requests) {
        return new Discoverer(connections()).discover(requests);
    }

    private static List<WatchRequest> example() {
        return List.of(WatchRequest.ofAnnotations(ApplicationSelector.named(DemoWorld.APPLICATION)));
    }

    private static CycleOptions withoutWaiting() {
        RolloutSettings rollout = new RolloutSettings(true, WaitFor.NONE, Duration.ofMinutes(1), RolloutLimits.DEFAULT);
        return new CycleOptions(false, CommitSettings.DEFAULT, rollout);
    }

    private static CycleOptions impatient() {
        Duration soon = Duration.ofMillis(500);
        RolloutSettings rollout = new RolloutSettings(
                true, WaitFor.HEALTHY, Duration.ofMinutes(10), new RolloutLimits(soon, soon, soon, soon, soon));
        return new CycleOptions(false, CommitSettings.DEFAULT, rollout);
    }

    private FixedConnections connections() {
        ArgoCdServer server = new ArgoCdServer(
                "demo", world.argocd(), TlsTrust.DEFAULT, new ArgoCdCredentials.Token(DemoWorld.TOKEN));
        return new FixedConnections(endpoint(), RegistryLogin.ANONYMOUS, this::remote, server);
    }

    private RegistryEndpoint endpoint() {
        return RegistryEndpoint.at("docker.io", world.registry(), TlsTrust.DEFAULT);
    }

    private GitRemote remote(String url) {
        return GitRemote.of(url, new GitCredentials.Anonymous());
    }
}
