package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.engine.argocd.AppJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationChanges;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.FakeArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.argocd.FakeArgoCd.Answer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ReplayServer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.DesiredStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutRequest;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Test;

/** Whatever keeps Argo CD from answering for a while is lived through, within the time that the wait has. */
public class OutageTest {

    private static final String OLD = "b".repeat(40);
    private static final String NEW = "c".repeat(40);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final RolloutLimits QUICK = new RolloutLimits(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Duration.ofMinutes(1),
            Duration.ofMillis(20),
            Duration.ofMillis(20));
    private static final Answer BEFORE = Answer.ok(AppJson.at(OLD).json());
    private static final Answer DONE = Answer.ok(AppJson.at(NEW)
            .operation("Succeeded", NEW, "", "2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z")
            .json());

    private final FakeArgoCd argocd = new FakeArgoCd();
    private final List<String> changes = new CopyOnWriteArrayList<>();

    @After
    public void stop() {
        argocd.close();
    }

    @Test
    public void theFirstRequestMayFailInAnyWayThatPasses() throws InterruptedException {
        Answer failed = new Answer(503, "application/json", "", "{\"message\":\"upstream connect error\"}");
        argocd.application(failed, Answer.PROXY_PAGE, Answer.NO_UPSTREAM, Answer.busy("0"), BEFORE, BEFORE, DONE);
        assertThat(rollOut(WaitFor.HEALTHY, false, LONG).revision()).isEqualTo(NEW);
        assertThat(changes).filteredOn(c -> c.startsWith("Argo CD: ")).hasSize(2);
        assertThat(changes.get(0)).isEqualTo("Argo CD: no usable answer (503 upstream connect error); still waiting");
        assertThat(changes.get(1)).startsWith("Argo CD: answers again after ");
    }

    @Test
    public void soMayTheConnection() throws InterruptedException {
        argocd.application(BEFORE, BEFORE, DONE).down(true);
        Rollout rollout = rollout(WaitFor.HEALTHY, false, LONG, Clock.systemUTC(), change -> argocd.down(false));
        assertThat(Waits.toTheEnd(rollout).revision()).isEqualTo(NEW);
        assertThat(changes.get(0)).startsWith("Argo CD: no usable answer (connection to localhost:");
    }

    @Test
    public void soMayEveryLaterRequest() throws InterruptedException {
        argocd.application(BEFORE, Answer.PROXY_PAGE, BEFORE, Answer.PROXY_PAGE, Answer.NO_UPSTREAM, DONE);
        assertThat(rollOut(WaitFor.SYNCED, false, LONG).revision()).isEqualTo(NEW);
        assertThat(changes)
                .filteredOn(c -> c.startsWith("Argo CD: no usable answer"))
                .hasSize(1);
        assertThat(changes)
                .filteredOn(c -> c.startsWith("Argo CD: answers again"))
                .hasSize(1);
    }

    @Test
    public void soMayTheSync() throws InterruptedException {
        AppJson done = AppJson.at(NEW)
                .manual()
                .operation("Succeeded", NEW, "", "2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z");
        argocd.application(Answer.ok(AppJson.at(NEW).manual().sync("OutOfSync").json()))
                .sync(Answer.PROXY_PAGE);
        Rollout rollout = rollout(WaitFor.SYNCED, true, LONG, Clock.systemUTC(), change -> {
            if (change.after().startsWith("no usable answer")) {
                argocd.sync(Answer.ok(done.version("u-1", 11).json())).application(Answer.ok(done.json()));
            }
        });
        assertThat(Waits.toTheEnd(rollout).revision()).isEqualTo(NEW);
        assertThat(argocd.requests()).filteredOn(r -> r.startsWith("POST")).isNotEmpty();
        assertThat(changes).filteredOn(c -> c.startsWith("Argo CD: ")).hasSize(2);
    }

    @Test
    public void atTheTimeOutTheLastErrorIsSaid() {
        argocd.application(BEFORE).down(true);
        ArgoCdException never = fail(Duration.ofMillis(100));
        assertThat(never.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(never)
                .hasMessageContaining(
                        "still no usable answer from Argo CD; the last request failed: get Application web at Argo CD")
                .hasMessageContaining("connection to localhost:");
        argocd.down(false);
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        Rollout rollout = rollout(WaitFor.SYNCED, false, LONG, new OffsetClock(passed::get), change -> {
            argocd.application(Answer.PROXY_PAGE);
            if (change.after().startsWith("no usable answer (200 and no JSON")) {
                passed.set(LONG);
            }
        });
        ArgoCdException gone = catchThrowableOfType(ArgoCdException.class, () -> Waits.toTheEnd(rollout));
        assertThat(gone)
                .hasMessageContaining("still waiting for Argo CD to see commit ccccccc")
                .hasMessageContaining("the last request failed: get Application argocd/web");
    }

    @Test
    public void aServerThatAsksToBeLeftAloneIsAskedNothing() throws InterruptedException {
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        Outage outage = new Outage(change -> changes.add(change.toString()), new OffsetClock(passed::get));
        argocd.application(Answer.busy("3600"), DONE);
        ArgoCdClient client = argocd.client();
        for (int i = 0; i < 3; i++) {
            assertThat(outage.survive("look", () -> client.get(ApplicationRef.named("web"))))
                    .isEmpty();
            assertThat(outage.attempt(() -> client.get(ApplicationRef.named("web"))))
                    .isEmpty();
        }
        assertThat(argocd.requests()).hasSize(1);
        passed.set(Duration.ofMinutes(61));
        assertThat(outage.survive("look", () -> client.get(ApplicationRef.named("web"))))
                .isPresent();
        assertThat(changes)
                .containsExactly(
                        "Argo CD: no usable answer (429 too many requests); still waiting",
                        "Argo CD: answers again after 61 minutes");
    }

    @Test
    public void theDateOfACommitThatCouldNotBeHadIsAskedForAgain() {
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        CommitDates dates = new CommitDates(argocd.client(), ApplicationRef.named("web"), new OffsetClock(passed::get));
        argocd.metadata(Answer.NO_UPSTREAM);
        assertThat(dates.contains(NEW, OLD)).isFalse();
        argocd.metadata(Answer.ok("{\"date\":\"2026-11-24T12:00:00Z\"}"));
        assertThat(dates.contains(NEW, OLD)).isFalse();
        int asked = argocd.requests().size();
        passed.set(Duration.ofMinutes(1));
        dates.contains(NEW, OLD);
        assertThat(argocd.requests().size()).isGreaterThan(asked);
    }

    @Test
    public void aTreeThatCannotBeHadDoesNotHoldUpAHealthyApplication() throws InterruptedException {
        argocd.application(BEFORE, DONE)
                .tree(new Answer(500, "application/json", "", "{\"message\":\"cache: key is missing\"}"));
        assertThat(rollOut(WaitFor.HEALTHY, false, LONG).revision()).isEqualTo(NEW);
        assertThat(changes).filteredOn(c -> c.startsWith("Argo CD: ")).hasSize(1);
    }

    @Test
    public void anApplicationThatIsDeletedMeanwhileIsSaidToBe() {
        argocd.application(BEFORE, BEFORE, Answer.DELETED);
        ArgoCdException e = fail(LONG);
        assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(e)
                .hasMessage(
                        "roll out commit ccccccc of Application web: the Application was deleted during the rollout. Find out who"
                                + " deleted it; what was committed stays in Git");
        assertThat(changes).contains("Application: deleted");
    }

    @Test
    public void oneThatIsNoLongerShownMayHaveBeenDeletedOrTheRightIsGone() {
        argocd.application(BEFORE, BEFORE, Answer.FORBIDDEN);
        ArgoCdException e = fail(LONG);
        assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(e).hasMessageContaining("can no longer be seen: 403 permission denied. It was deleted or moved");
    }

    @Test
    public void oneThatIsBeingDeletedIsNotWaitedFor() {
        argocd.application(BEFORE, Answer.ok(AppJson.at(OLD).beingDeleted().json()));
        assertThat(fail(LONG)).hasMessageContaining("the Application is being deleted");
    }

    @Test
    public void oneThatIsCreatedAnewIsFollowed() throws InterruptedException {
        argocd.application(
                BEFORE,
                BEFORE,
                Answer.DELETED,
                Answer.ok(AppJson.at(NEW)
                        .version("u-2", 20)
                        .operation("Succeeded", NEW, "", "2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z")
                        .json()));
        RolloutLimits patient = new RolloutLimits(
                Duration.ZERO, LONG, LONG, Duration.ofMinutes(1), Duration.ofMillis(20), Duration.ofMillis(20));
        Rollout rollout = new Rollout(
                argocd.client(),
                request(WaitFor.HEALTHY, false, LONG),
                patient,
                change -> changes.add(change.toString()));
        assertThat(Waits.toTheEnd(rollout).revision()).isEqualTo(NEW);
        assertThat(changes)
                .containsSubsequence(
                        "Application: deleted", "Application: deleted and created again", "Application: there again");
    }

    @Test
    public void anApplicationThatIsDeletedIsNoChangeOfIt() throws Exception {
        String event = "{\"result\":{\"type\":\"%s\",\"application\":%s}}\n";
        String stream = event.formatted(
                        "ADDED", AppJson.at("1").version("u-1", 1).json())
                + event.formatted("DELETED", AppJson.at("1").version("u-1", 2).json());
        try (ReplayServer server = ReplayServer.answering(200, "application/json", stream);
                ApplicationChanges watch =
                        FakeArgoCd.client(server.url()).watch(ApplicationRef.named("web"), () -> {})) {
            await().until(() -> server.requests().size() > 2);
            Optional<LiveApplication> seen = watch.poll();
            assertThat(seen).isPresent();
            for (; seen.isPresent(); seen = watch.poll()) {
                assertThat(seen.get().resourceVersion()).isEqualTo("1");
            }
        }
    }

    private RolloutResult rollOut(WaitFor waitFor, boolean sync, Duration timeout) throws InterruptedException {
        return Waits.toTheEnd(rollout(waitFor, sync, timeout, Clock.systemUTC(), change -> {}));
    }

    private ArgoCdException fail(Duration timeout) {
        return catchThrowableOfType(ArgoCdException.class, () -> rollOut(WaitFor.HEALTHY, false, timeout));
    }

    private Rollout rollout(WaitFor waitFor, boolean sync, Duration timeout, Clock clock, RolloutListener also) {
        return new Rollout(
                argocd.client(),
                request(waitFor, sync, timeout),
                QUICK,
                change -> {
                    changes.add(change.toString());
                    also.changed(change);
                },
                clock);
    }

    private static RolloutRequest request(WaitFor waitFor, boolean sync, Duration timeout) {
        return new RolloutRequest(
                ApplicationRef.named("web"), DesiredStates.written(NEW), waitFor, sync, timeout, false);
    }
}
