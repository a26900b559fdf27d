package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.LONG;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.QUICK;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.SourceUpdate;
import io.jenkins.plugins.argoimageupdate.engine.argocd.SourceUpdateTest;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Rule;
import org.junit.Test;

/** Rollouts of an Argo CD that answers, from a commit until the pods run. */
public class RolloutTest {

    @Rule
    public final RolloutWorld world = new RolloutWorld();

    @Test
    public void followsAnAutomatedApplicationUntilTheCommitIsHealthy() throws InterruptedException {
        world.startAnew(Duration.ofMillis(200));
        String commit = world.git().commit("org/frontend:main-2");
        RolloutResult result = world.rollOut("auto", commit, WaitFor.HEALTHY, false, LONG);
        assertThat(result.revision()).isEqualTo(commit);
        assertThat(result.application().application().observed().liveImages()).containsExactly("org/frontend:main-2");
        assertThat(world.changes())
                .anyMatch(c -> c.startsWith("sync: ") && c.contains("Succeeded to " + commit.substring(0, 7)));
        assertThat(world.changes())
                .anyMatch(c -> c.startsWith("pod frontend-")
                        && c.contains("(org/frontend:main-2): ")
                        && c.endsWith("Running 1/1"));
        assertThat(world.changes())
                .anyMatch(c -> c.startsWith("pod frontend-") && c.endsWith("(org/frontend:main-1): gone"));
        assertThat(world.changes()).doesNotHaveDuplicates();
        assertThat(world.argocd().requests())
                .filteredOn(r -> r.contains("/metadata"))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    public void fallsBackToPollingWhereStreamsDoNotWork() throws InterruptedException {
        world.argocd().faults().withoutStreams();
        String commit = world.git().commit("org/frontend:main-2");
        assertThat(world.rollOut("auto", commit, WaitFor.HEALTHY, false, LONG).revision())
                .isEqualTo(commit);
    }

    @Test
    public void aCommitThatChangesNothingForTheApplicationIsReachedWithoutASync() throws InterruptedException {
        String commit = world.git().commit("org/frontend:main-1");
        assertThat(world.rollOut("auto", commit, WaitFor.HEALTHY, false, LONG).revision())
                .isEqualTo(commit);
    }

    @Test
    public void aCommitThatArgoCdHasMovedOnFromBeforeItWasLookedForIsReached() throws InterruptedException {
        String first = world.git().commit("org/frontend:main-2");
        String second = world.git().commit("org/frontend:main-3");
        world.client().refresh(ApplicationRef.named("auto"), false);
        assertThat(world.rollOut("auto", first, WaitFor.HEALTHY, false, LONG).revision())
                .isEqualTo(second);
    }

    @Test
    public void aRepositoryThatLagsBehindIsWaitedFor() {
        String notYetSeen = "fffffff" + "0".repeat(33);
        Clock clock = new OffsetClock(() -> refreshes() > 2 ? LONG : Duration.ZERO);
        ArgoCdException e = world.fail("auto", notYetSeen, clock, RolloutListener.SILENT);
        assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(e).hasMessageContaining("Argo CD to see commit fffffff (it is at ");
    }

    private long refreshes() {
        return world.argocd().requests().stream()
                .filter(request -> request.contains("refresh=normal"))
                .count();
    }

    @Test
    public void namesWhatIsNotHealthyWhenTimeIsUp() {
        world.git().autoscale();
        String commit = world.git().commit("org/frontend:main-2");
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        Clock clock = new OffsetClock(passed::get);
        Rollout rollout = new Rollout(
                world.client(),
                request("auto", commit, WaitFor.HEALTHY, false, LONG),
                QUICK,
                change -> {
                    if (change.what().equals("HorizontalPodAutoscaler/frontend")) {
                        passed.set(LONG);
                    }
                },
                clock);
        ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> Waits.toTheEnd(rollout));
        assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(e)
                .hasMessageContaining(
                        "after 10 minutes still waiting for the Application to be Healthy; it is Progressing")
                .hasMessageContaining("HorizontalPodAutoscaler/frontend (Progressing: Waiting to Autoscale)");
    }

    @Test
    public void reportsManifestsThatCannotBeRendered() {
        String commit = world.git().commit("org/frontend:main-2");
        world.git().breakManifests("helm template failed: execution error at (web/templates/d.yaml:12:3): broken");
        ArgoCdException e = world.fail("auto", commit, WaitFor.SYNCED, false, LONG);
        assertThat(e.reason()).isEqualTo(Reason.OPERATION_FAILED);
        assertThat(e).hasMessageContaining("d.yaml:12:3");
    }

    @Test
    public void onlyTellsArgoCdWhereNothingIsWaitedFor() throws InterruptedException {
        String commit = world.git().commit("org/frontend:main-2");
        world.rollOut("auto", commit, WaitFor.NONE, false, LONG);
        assertThat(world.argocd().requests()).noneMatch(r -> r.contains("/stream/"));
        await().until(() -> world.client()
                .get(ApplicationRef.named("auto"))
                .status()
                .revisions()
                .contains(commit));
    }

    @Test
    public void anUnknownApplicationIsExplained() {
        ArgoCdException e =
                world.fail("nosuch", world.git().commit("org/frontend:main-2"), WaitFor.SYNCED, false, LONG);
        assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(e)
                .hasMessageContaining(
                        "There is no such Application in Argo CD's own namespace, or this account may not read it");
    }

    @Test
    public void anInterruptEndsTheWait() throws InterruptedException {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread waiting = new Thread(() -> seen.set(
                catchThrowable(() -> world.rollOut("manual", world.git().commit("x:2"), WaitFor.SYNCED, false, LONG))));
        waiting.start();
        await().until(() -> world.argocd().requests().stream().anyMatch(r -> r.contains("/stream/")));
        waiting.interrupt();
        waiting.join();
        assertThat(seen.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    public void followsASpecificationThatWasChangedWithoutACommit() throws InterruptedException {
        world.client()
                .update(
                        ApplicationRef.named("auto"),
                        new SourceUpdate(
                                0, List.of(SourceUpdateTest.parameter("frontend.tag", "main-9")), List.of(), List.of()),
                        Set.of());
        RolloutResult result = world.rollOut("auto", "", WaitFor.HEALTHY, false, LONG);
        assertThat(result.application().application().observed().liveImages()).containsExactly("org/frontend:main-9");
    }

    @Test
    public void livesThroughServerErrorsWhileItWaits() throws InterruptedException {
        String commit = world.git().commit("org/frontend:main-2");
        AtomicReference<Boolean> hurt = new AtomicReference<>(false);
        Rollout rollout =
                new Rollout(world.client(), request("auto", commit, WaitFor.HEALTHY, false, LONG), QUICK, change -> {
                    if (!hurt.getAndSet(true)) {
                        world.argocd().faults().answerServerErrors(5);
                    }
                });
        assertThat(Waits.toTheEnd(rollout).revision()).isEqualTo(commit);
    }

    @Test
    public void livesThroughServerErrorsFromTheFirstRequestOn() throws InterruptedException {
        world.argocd().faults().answerServerErrors(3);
        String commit = world.git().commit("org/frontend:main-2");
        assertThat(world.rollOut("manual", commit, WaitFor.HEALTHY, true, LONG).revision())
                .isEqualTo(commit);
        assertThat(world.changes())
                .filteredOn(c -> c.startsWith("Argo CD: "))
                .hasSize(2)
                .first()
                .isEqualTo("Argo CD: no usable answer (500 injected failure); still waiting");
    }

    @Test
    public void aSessionThatEndsIsRenewedOnce() throws InterruptedException {
        ArgoCdServer server = new ArgoCdServer(
                "demo", world.argocd().url(), TlsTrust.DEFAULT, new ArgoCdCredentials.UserPassword("admin", "secret"));
        ArgoCdClient client = new ArgoCdClient(server, new HttpConnector(HttpLimits.DEFAULT, null));
        String commit = world.git().commit("org/frontend:main-2");
        AtomicReference<Boolean> revoked = new AtomicReference<>(false);
        Rollout rollout = new Rollout(client, request("auto", commit, WaitFor.HEALTHY, false, LONG), QUICK, change -> {
            if (!revoked.getAndSet(true)) {
                world.argocd().revokeSessions();
            }
        });
        assertThat(Waits.toTheEnd(rollout).revision()).isEqualTo(commit);
        assertThat(world.argocd().sessionsCreated()).isEqualTo(2);
    }
}
