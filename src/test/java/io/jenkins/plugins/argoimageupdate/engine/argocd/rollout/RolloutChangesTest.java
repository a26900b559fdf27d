package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.argocd.AppJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.FakeArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.argocd.FakeArgoCd.Answer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.Recording;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.DesiredStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutRequest;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Test;
import tools.jackson.databind.node.ObjectNode;

/** The lines that a rollout tells are changes, and name what it waits for. */
public class RolloutChangesTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final RolloutLimits QUICK = new RolloutLimits(
            Duration.ofMinutes(1), LONG, LONG, Duration.ofMinutes(10), Duration.ofMillis(20), Duration.ofMillis(20));
    private static final String WEB_SECOND = "08dd1721fcaf90cb82a03cc1af7b2dc5139c57e8";

    private final FakeArgoCd argocd = new FakeArgoCd();
    private final List<String> changes = new ArrayList<>();

    @After
    public void stop() {
        argocd.close();
    }

    @Test
    public void aSyncThatIsAskedForMakesNothingFlicker() throws InterruptedException {
        argocd.application(Stream.of(
                                "web-healthy",
                                "web-refresh",
                                "web-syncing-commit-00",
                                "web-syncing-commit-01",
                                "web-syncing-commit-02")
                        .map(name -> Answer.of(Recording.named("web", name)))
                        .toArray(Answer[]::new))
                .sync(Answer.of(Recording.named("web", "web-sync-commit")));
        RolloutRequest request = new RolloutRequest(
                ApplicationRef.named("web"), DesiredStates.written(WEB_SECOND), WaitFor.SYNCED, true, LONG, false);
        Waits.toTheEnd(new Rollout(argocd.client(), request, QUICK, change -> changes.add(change.toString())));
        assertThat(changes)
                .containsExactly(
                        "sync status: OutOfSync at 08dd172",
                        "health: Healthy",
                        "sync: Succeeded to 4adc7a1: successfully synced (all tasks run)",
                        "sync: Succeeded to 4adc7a1: successfully synced (all tasks run) → Pending to 08dd172",
                        "sync status: OutOfSync at 08dd172 → Synced at 08dd172",
                        "health: Healthy → Progressing",
                        "sync: Pending to 08dd172 → Succeeded to 08dd172: successfully synced (all tasks run)",
                        "Deployment/web-frontend: Healthy → Progressing: Waiting for rollout to finish: 1 old replicas are"
                                + " pending termination...");
    }

    @Test
    public void aReadinessProbeThatNeverPassesNamesThePodAndWhatKubernetesSaysOfIt() {
        String commit = "c".repeat(40);
        List<ObjectNode> nodes = new ArrayList<>(AppJson.deploymentNodes("web", "web-1", "web-2"));
        nodes.add(AppJson.pod("web-1-x", "ReplicaSet/web-1", "2026-11-23T12:00:30Z", "Running", "1/1", "Healthy"));
        nodes.add(AppJson.pod("web-2-x", "ReplicaSet/web-2", "2026-11-24T12:00:30Z", "Running", "0/1", "Progressing"));
        argocd.application(Answer.ok(AppJson.at(commit)
                        .health("Progressing", "2026-11-24T12:00:06Z")
                        .deployment(
                                "web",
                                "Progressing",
                                "Waiting for rollout to finish: 0 of 1 updated replicas are available...")
                        .operation("Succeeded", commit, "", "2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z")
                        .applied("web")
                        .json()))
                .tree(Answer.ok(AppJson.tree(nodes.toArray(new ObjectNode[0]))))
                .events(Answer.ok("""
                        {"items":[{"type":"Warning","reason":"Unhealthy","lastTimestamp":"2026-11-24T12:05:00Z",
                          "message":"Readiness probe failed: HTTP probe failed with statuscode: 503"},
                         {"type":"Warning","reason":"FailedMount","lastTimestamp":"2026-11-24T12:00:31Z","message":"old"},
                         {"type":"Normal","reason":"Pulled","lastTimestamp":"2026-11-24T12:06:00Z","message":"pulled"}]}"""));
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        Rollout rollout = new Rollout(
                argocd.client(),
                new RolloutRequest(
                        ApplicationRef.named("web"),
                        DesiredStates.written(commit),
                        WaitFor.HEALTHY,
                        false,
                        LONG,
                        false),
                QUICK,
                change -> {
                    changes.add(change.toString());
                    passed.set(LONG);
                },
                new OffsetClock(passed::get));
        ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> Waits.toTheEnd(rollout));
        assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(e.answer())
                .isEqualTo(
                        "after 60 seconds still waiting for the Application to be Healthy; it is Progressing; not healthy:"
                                + " Deployment/web (Progressing: Waiting for rollout to finish: 0 of 1 updated replicas are available...),"
                                + " pod web-2-x (org/web:2): Running 0/1:"
                                + " Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503");
        assertThat(e.advice()).isEqualTo("Look at the pod's log and its readiness probe, or allow more time");
        assertThat(changes)
                .as("the pods of the first look at them, without those from before the sync")
                .filteredOn(change -> change.startsWith("pod "))
                .containsExactly("pod web-2-x (org/web:2): Running 0/1");
    }
}
