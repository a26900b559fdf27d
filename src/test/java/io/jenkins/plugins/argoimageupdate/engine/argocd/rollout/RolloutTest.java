package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.Manifests;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ScriptedSource;
import io.jenkins.plugins.argoimageupdate.engine.argocd.SourceUpdate;
import io.jenkins.plugins.argoimageupdate.engine.argocd.SourceUpdateTest;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.OperationPhase;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutRequest;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class RolloutTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final RolloutLimits QUICK = new RolloutLimits(
            Duration.ZERO, Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofMillis(100), Duration.ofMillis(20));

    private final ScriptedSource git = new ScriptedSource();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private EmbeddedArgoCd argocd;

    @Before
    public void startWithARunningApplication() {
        git.commit("org/frontend:main-1");
        start(Duration.ofMillis(10));
    }

    private void start(Duration step) {
        argocd = EmbeddedArgoCd.start(ArgoCdOptions.of("t0ken", "secret").withStep(step), git);
        argocd.add(Manifests.automated("auto"));
        argocd.add(Manifests.manual("manual"));
        await().until(() ->
                client().get(ApplicationRef.named("auto")).status().health().status() == HealthStatus.HEALTHY);
    }

    @After
    public void stop() {
        argocd.close();
    }

    @Test
    public void followsAnAutomatedApplicationUntilTheCommitIsHealthy() {
        argocd.close();
        start(Duration.ofMillis(200));
        String commit = git.commit("org/frontend:main-2");
        RolloutResult result = rollOut("auto", commit, WaitFor.HEALTHY, false, LONG);
        assertThat(result.revision()).isEqualTo(commit);
        assertThat(result.application().application().liveImages()).containsExactly("org/frontend:main-2");
        assertThat(changes)
                .anyMatch(c -> c.startsWith("sync: ") && c.contains("Succeeded to " + commit.substring(0, 7)));
        assertThat(changes)
                .anyMatch(c -> c.startsWith("pod frontend-")
                        && c.contains("(org/frontend:main-2): ")
                        && c.endsWith("Running 1/1"));
        assertThat(changes).anyMatch(c -> c.startsWith("pod frontend-") && c.endsWith("(org/frontend:main-1): gone"));
        assertThat(changes).doesNotHaveDuplicates();
        assertThat(argocd.requests()).filteredOn(r -> r.contains("/metadata")).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    public void fallsBackToPollingWhereStreamsDoNotWork() {
        argocd.faults().withoutStreams();
        String commit = git.commit("org/frontend:main-2");
        assertThat(rollOut("auto", commit, WaitFor.HEALTHY, false, LONG).revision())
                .isEqualTo(commit);
    }

    @Test
    public void syncsAManualApplicationWhenAskedTo() {
        String commit = git.commit("org/frontend:main-2");
        assertThat(rollOut("manual", commit, WaitFor.HEALTHY, true, LONG).revision())
                .isEqualTo(commit);
        assertThat(argocd.requests())
                .filteredOn(r -> r.startsWith("POST") && r.endsWith("/sync"))
                .hasSize(1);
    }

    @Test
    public void saysThatNobodySyncsAManualApplication() {
        String commit = git.commit("org/frontend:main-2");
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        ArgoCdException e = fail("manual", commit, new OffsetClock(passed::get), change -> {
            if (change.toString().contains("OutOfSync at " + commit.substring(0, 7))) {
                passed.set(LONG);
            }
        });
        assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(e).hasMessageContaining("somebody to sync the Application, as its automated sync is off");
    }

    @Test
    public void waitsForAnotherOperationBeforeItSyncs() {
        argocd.faults().holdOperations(true);
        assertThat(client().sync(ApplicationRef.named("manual"), "", false)).isPresent();
        await().until(() -> client().get(ApplicationRef.named("manual"))
                        .status()
                        .operation()
                        .phase()
                == OperationPhase.RUNNING);
        String commit = git.commit("org/frontend:main-2");
        CompletableFuture<RolloutResult> rollout =
                CompletableFuture.supplyAsync(() -> rollOut("manual", commit, WaitFor.SYNCED, true, LONG));
        await().until(() -> changes.stream().anyMatch(c -> c.startsWith("sync: ")));
        argocd.faults().holdOperations(false);
        assertThat(rollout.join().revision()).isEqualTo(commit);
    }

    @Test
    public void aCommitThatChangesNothingForTheApplicationIsReachedWithoutASync() {
        String commit = git.commit("org/frontend:main-1");
        assertThat(rollOut("auto", commit, WaitFor.HEALTHY, false, LONG).revision())
                .isEqualTo(commit);
    }

    @Test
    public void aCommitThatArgoCdHasMovedOnFromBeforeItWasLookedForIsReached() {
        String first = git.commit("org/frontend:main-2");
        String second = git.commit("org/frontend:main-3");
        client().refresh(ApplicationRef.named("auto"), false);
        assertThat(rollOut("auto", first, WaitFor.HEALTHY, false, LONG).revision())
                .isEqualTo(second);
    }

    @Test
    public void aRepositoryThatLagsBehindIsWaitedFor() {
        String notYetSeen = "fffffff" + "0".repeat(33);
        Clock clock = new OffsetClock(() -> refreshes() > 2 ? LONG : Duration.ZERO);
        ArgoCdException e = fail("auto", notYetSeen, clock, RolloutListener.SILENT);
        assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(e).hasMessageContaining("Argo CD to see commit fffffff (it is at ");
    }

    private long refreshes() {
        return argocd.requests().stream()
                .filter(request -> request.contains("refresh=normal"))
                .count();
    }

    @Test
    public void endsEarlyWithThePodThatCannotPullItsImage() {
        argocd.faults().imageIsMissing("org/frontend:main-2");
        String commit = git.commit("org/frontend:main-2");
        ArgoCdException e = fail("auto", commit, WaitFor.HEALTHY, false, LONG);
        assertThat(e.reason()).isEqualTo(Reason.DEGRADED);
        assertThat(e)
                .hasMessageStartingWith(
                        "roll out commit " + commit.substring(0, 7) + " of Application auto: pod frontend-")
                .hasMessageContaining("(org/frontend:main-2) cannot start: ")
                .hasMessageContaining("manifest unknown");
    }

    @Test
    public void endsEarlyWithThePodThatFindsNoNodeAndTheSchedulersReason() {
        argocd.faults().imageFindsNoNode("org/frontend:main-2");
        ArgoCdException e = fail("auto", git.commit("org/frontend:main-2"), WaitFor.HEALTHY, false, LONG);
        assertThat(e.reason()).isEqualTo(Reason.DEGRADED);
        assertThat(e)
                .hasMessageContaining(
                        "finds no node (Pending): FailedScheduling: 0/1 nodes are available: 1 Insufficient memory.");
    }

    @Test
    public void endsEarlyWithThePodThatCrashes() {
        argocd.faults().imageCrashes("org/frontend:main-2");
        ArgoCdException e = fail("auto", git.commit("org/frontend:main-2"), WaitFor.HEALTHY, false, LONG);
        assertThat(e.reason()).isEqualTo(Reason.DEGRADED);
        assertThat(e)
                .hasMessageContaining("cannot start: CrashLoopBackOff: back-off 10s restarting failed container")
                .hasMessageContaining("See the pod's log");
    }

    @Test
    public void namesWhatIsNotHealthyWhenTimeIsUp() {
        git.autoscale();
        String commit = git.commit("org/frontend:main-2");
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        Clock clock = new OffsetClock(passed::get);
        Rollout rollout = new Rollout(
                client(),
                request("auto", commit, WaitFor.HEALTHY, false, LONG),
                QUICK,
                change -> {
                    if (change.what().equals("HorizontalPodAutoscaler/frontend")) {
                        passed.set(LONG);
                    }
                },
                clock);
        ArgoCdException e = catchThrowableOfType(ArgoCdException.class, rollout::run);
        assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(e)
                .hasMessageContaining(
                        "after 10 minutes still waiting for the Application to be Healthy; it is Progressing")
                .hasMessageContaining("HorizontalPodAutoscaler/frontend (Progressing: Waiting to Autoscale)");
    }

    @Test
    public void reportsTheMessageOfAFailedOperation() {
        argocd.faults().failOperations("one or more objects failed to apply: admission webhook denied the request");
        String commit = git.commit("org/frontend:main-2");
        ArgoCdException e = fail("auto", commit, WaitFor.SYNCED, false, LONG);
        assertThat(e.reason()).isEqualTo(Reason.OPERATION_FAILED);
        assertThat(e).hasMessageContaining("ended as Failed: one or more objects failed to apply: admission webhook");
    }

    @Test
    public void syncsAgainAfterAnEarlierFailureOfTheSameCommit() {
        argocd.faults().failOperations("no");
        String commit = git.commit("org/frontend:main-2");
        fail("manual", commit, WaitFor.SYNCED, true, LONG);
        argocd.faults().failOperations("");
        assertThat(rollOut("manual", commit, WaitFor.SYNCED, true, LONG).revision())
                .isEqualTo(commit);
    }

    @Test
    public void reportsManifestsThatCannotBeRendered() {
        String commit = git.commit("org/frontend:main-2");
        git.breakManifests("helm template failed: execution error at (web/templates/d.yaml:12:3): broken");
        ArgoCdException e = fail("auto", commit, WaitFor.SYNCED, false, LONG);
        assertThat(e.reason()).isEqualTo(Reason.OPERATION_FAILED);
        assertThat(e).hasMessageContaining("d.yaml:12:3");
    }

    @Test
    public void noticesThatAnotherSyncTookThePlace() {
        String first =
                client().get(ApplicationRef.named("auto")).status().revisions().get(0);
        git.autoscale();
        String commit = git.commit("org/frontend:main-2");
        AtomicReference<Boolean> replaced = new AtomicReference<>(false);
        Rollout rollout =
                new Rollout(client(), request("manual", commit, WaitFor.HEALTHY, true, LONG), QUICK, change -> {
                    if (change.after().startsWith("Succeeded to " + commit.substring(0, 7))
                            && !replaced.getAndSet(true)) {
                        assertThat(client().sync(ApplicationRef.named("manual"), first, false))
                                .isPresent();
                    }
                });
        ArgoCdException e = catchThrowableOfType(ArgoCdException.class, rollout::run);
        assertThat(e.reason()).isEqualTo(Reason.OPERATION_REPLACED);
        assertThat(e)
                .hasMessageContaining("a sync to " + first.substring(0, 7)
                        + " by admin took the place of the one to commit " + commit.substring(0, 7));
    }

    @Test
    public void saysWhichSyncWindowForbidsTheSync() {
        argocd.faults().freeze("auto");
        argocd.faults().freeze("manual");
        String commit = git.commit("org/frontend:main-2");
        ArgoCdException automated = fail("auto", commit, WaitFor.SYNCED, false, LONG);
        assertThat(automated.reason()).isEqualTo(Reason.SYNC_WINDOW);
        assertThat(automated).hasMessageContaining("deny * * * * * for 1h");
        ArgoCdException manual = fail("manual", commit, WaitFor.SYNCED, true, LONG);
        assertThat(manual.reason()).isEqualTo(Reason.SYNC_WINDOW);
    }

    @Test
    public void livesThroughServerErrorsWhileItWaits() {
        String commit = git.commit("org/frontend:main-2");
        AtomicReference<Boolean> hurt = new AtomicReference<>(false);
        Rollout rollout =
                new Rollout(client(), request("auto", commit, WaitFor.HEALTHY, false, LONG), QUICK, change -> {
                    if (!hurt.getAndSet(true)) {
                        argocd.faults().answerServerErrors(5);
                    }
                });
        assertThat(rollout.run().revision()).isEqualTo(commit);
    }

    @Test
    public void livesThroughServerErrorsFromTheFirstRequestOn() {
        argocd.faults().answerServerErrors(3);
        String commit = git.commit("org/frontend:main-2");
        assertThat(rollOut("manual", commit, WaitFor.HEALTHY, true, LONG).revision())
                .isEqualTo(commit);
        assertThat(changes)
                .filteredOn(c -> c.startsWith("Argo CD: "))
                .hasSize(2)
                .first()
                .isEqualTo("Argo CD: no usable answer (500 injected failure); the wait goes on");
    }

    @Test
    public void aSessionThatEndsIsRenewedOnce() {
        ArgoCdServer server = new ArgoCdServer(
                "demo", argocd.url(), TlsTrust.DEFAULT, new ArgoCdCredentials.UserPassword("admin", "secret"));
        ArgoCdClient client = new ArgoCdClient(server, new HttpConnector(HttpLimits.DEFAULT, null));
        String commit = git.commit("org/frontend:main-2");
        AtomicReference<Boolean> revoked = new AtomicReference<>(false);
        Rollout rollout = new Rollout(client, request("auto", commit, WaitFor.HEALTHY, false, LONG), QUICK, change -> {
            if (!revoked.getAndSet(true)) {
                argocd.revokeSessions();
            }
        });
        assertThat(rollout.run().revision()).isEqualTo(commit);
        assertThat(argocd.sessionsCreated()).isEqualTo(2);
    }

    @Test
    public void saysWhyAPodFindsNoNodeWhileItWaits() {
        argocd.faults().imageFindsNoNode("org/frontend:main-2");
        fail("auto", git.commit("org/frontend:main-2"), WaitFor.HEALTHY, false, LONG);
        assertThat(changes)
                .filteredOn(c -> c.contains("no node yet"))
                .singleElement()
                .asString()
                .startsWith("pod frontend-")
                .endsWith(
                        "(org/frontend:main-2): no node yet: FailedScheduling: 0/1 nodes are available: 1 Insufficient memory.");
    }

    @Test
    public void doesNotUndoARollback() {
        String first = git.commit("org/frontend:main-1");
        rollOut("manual", first, WaitFor.HEALTHY, true, LONG);
        String second = git.commit("org/frontend:main-2");
        rollOut("manual", second, WaitFor.HEALTHY, true, LONG);
        rollBack(first);
        long syncs = syncs();
        for (WaitFor waitFor : WaitFor.values()) {
            ArgoCdException e = catchThrowableOfType(
                    ArgoCdException.class,
                    () -> new Rollout(client(), nothingNew(second, waitFor), QUICK, change -> {}).run());
            assertThat(e.reason()).isEqualTo(Reason.ROLLED_BACK);
            assertThat(e)
                    .hasMessageContaining(
                            " rolled back from " + second.substring(0, 7) + " to " + first.substring(0, 7))
                    .hasMessageContaining("sync the Application in Argo CD");
        }
        assertThat(syncs()).isEqualTo(syncs);
        String third = git.commit("org/frontend:main-3");
        assertThat(rollOut("manual", third, WaitFor.HEALTHY, true, LONG).revision())
                .isEqualTo(third);
    }

    @Test
    public void syncsWhatAnEarlierRunHasWrittenAndNobodyHasRolledBackFrom() {
        String commit = git.commit("org/frontend:main-2");
        assertThat(new Rollout(client(), nothingNew(commit, WaitFor.HEALTHY), QUICK, change -> {})
                        .run()
                        .revision())
                .isEqualTo(commit);
    }

    @Test
    public void syncsAsAskedWhereNothingIsWaitedForThoughAnotherOperationIsUnderWay() {
        argocd.faults().holdOperations(true);
        assertThat(client().sync(ApplicationRef.named("manual"), "", false)).isPresent();
        String commit = git.commit("org/frontend:main-2");
        CompletableFuture<RolloutResult> rollout =
                CompletableFuture.supplyAsync(() -> rollOut("manual", commit, WaitFor.NONE, true, LONG));
        await().until(() -> changes.stream().anyMatch(c -> c.startsWith("sync: ")));
        argocd.faults().holdOperations(false);
        rollout.join();
        await().until(() -> client().get(ApplicationRef.named("manual"))
                .status()
                .operation()
                .revisions()
                .contains(commit));
    }

    private void rollBack(String revision) {
        assertThat(client().sync(ApplicationRef.named("manual"), revision, false))
                .isPresent();
        await().until(() -> {
            ApplicationStatus status =
                    client().get(ApplicationRef.named("manual")).status();
            return status.health().status() == HealthStatus.HEALTHY
                    && status.history()
                            .get(status.history().size() - 1)
                            .revisions()
                            .contains(revision);
        });
    }

    private long syncs() {
        return argocd.requests().stream()
                .filter(r -> r.startsWith("POST") && r.endsWith("/sync"))
                .count();
    }

    private static RolloutRequest nothingNew(String commit, WaitFor waitFor) {
        return new RolloutRequest(
                ApplicationRef.named("manual"), commit, "", waitFor, true, LONG, false, List.of(), false);
    }

    @Test
    public void onlyTellsArgoCdWhereNothingIsWaitedFor() {
        String commit = git.commit("org/frontend:main-2");
        rollOut("auto", commit, WaitFor.NONE, false, LONG);
        assertThat(argocd.requests()).noneMatch(r -> r.contains("/stream/"));
        await().until(() ->
                client().get(ApplicationRef.named("auto")).status().revisions().contains(commit));
    }

    @Test
    public void anUnknownApplicationIsExplained() {
        ArgoCdException e = fail("nosuch", git.commit("org/frontend:main-2"), WaitFor.SYNCED, false, LONG);
        assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(e)
                .hasMessageContaining(
                        "There is no such Application in Argo CD's own namespace, or this account may not read it");
    }

    @Test
    public void anInterruptEndsTheWait() throws InterruptedException {
        AtomicReference<ArgoCdException> seen = new AtomicReference<>();
        Thread waiting = new Thread(() -> seen.set(catchThrowableOfType(
                ArgoCdException.class, () -> rollOut("manual", git.commit("x:2"), WaitFor.SYNCED, false, LONG))));
        waiting.start();
        await().until(() -> argocd.requests().stream().anyMatch(r -> r.contains("/stream/")));
        waiting.interrupt();
        waiting.join();
        assertThat(seen.get().reason()).isEqualTo(Reason.CANCELLED);
    }

    @Test
    public void followsASpecificationThatWasChangedWithoutACommit() {
        client().update(
                        ApplicationRef.named("auto"),
                        new SourceUpdate(
                                0,
                                List.of(SourceUpdateTest.parameter("frontend.tag", "main-9")),
                                List.of(),
                                List.of()));
        RolloutResult result = rollOut("auto", "", WaitFor.HEALTHY, false, LONG);
        assertThat(result.application().application().liveImages()).containsExactly("org/frontend:main-9");
    }

    private RolloutResult rollOut(String name, String commit, WaitFor waitFor, boolean sync, Duration timeout) {
        return new Rollout(
                        client(),
                        request(name, commit, waitFor, sync, timeout),
                        QUICK,
                        change -> changes.add(withoutTime(change)))
                .run();
    }

    private ArgoCdException fail(String name, String commit, WaitFor waitFor, boolean sync, Duration timeout) {
        return catchThrowableOfType(ArgoCdException.class, () -> rollOut(name, commit, waitFor, sync, timeout));
    }

    /** Lets the time be up when the clock says so. */
    private ArgoCdException fail(String name, String commit, Clock clock, RolloutListener listener) {
        RolloutRequest request = request(name, commit, WaitFor.SYNCED, false, LONG);
        return catchThrowableOfType(
                ArgoCdException.class, () -> new Rollout(client(), request, QUICK, listener, clock).run());
    }

    private static RolloutRequest request(String name, String commit, WaitFor waitFor, boolean sync, Duration timeout) {
        return new RolloutRequest(ApplicationRef.named(name), commit, "", waitFor, sync, timeout);
    }

    private static String withoutTime(RolloutChange change) {
        return change.toString();
    }

    private ArgoCdClient client() {
        ArgoCdServer server =
                new ArgoCdServer("demo", argocd.url(), TlsTrust.DEFAULT, new ArgoCdCredentials.Token("t0ken"));
        return new ArgoCdClient(server, new HttpConnector(HttpLimits.DEFAULT, null));
    }
}
