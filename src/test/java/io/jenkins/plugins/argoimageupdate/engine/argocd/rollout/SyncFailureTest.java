package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.AppJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.FakeArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ReplayServer;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceEvent;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.DesiredStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RevisionOrder;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutPhase;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutRequest;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** What is said of a sync that fails, and what is not called a failure of the commit. */
public class SyncFailureTest {

    private static final String OLD = "b".repeat(40);
    private static final String NEW = "c".repeat(40);
    private static final String START = "2026-11-24T12:00:05Z";
    private static final String UNSUCCESSFUL = "one or more synchronization tasks completed unsuccessfully";
    private static final String BACKOFF = "Job has reached the specified backoff limit";
    private static final String UNAVAILABLE =
            "Failed to load target state: failed to generate manifest for source 1 of 1: rpc error:"
                    + " code = Unavailable desc = connection error: desc = \"transport: Error while dialing: dial tcp 10.0.0.7:8081:"
                    + " connect: connection refused\"";
    private static final ResourceTree HOOK_TREE = AppJson.treeOf(
            AppJson.node("batch", "Job", "migrate", "", "2026-11-24T12:00:06Z"),
            AppJson.saying(
                    AppJson.pod("migrate-x4z", "Job/migrate", "2026-11-24T12:00:07Z", "Error", "0/1", "Degraded"),
                    "container \"main\" failed with exit code 3"));
    private static final String HOOK_FAILED = "PreSync hook Job/migrate failed: " + BACKOFF
            + "; pod migrate-x4z (org/web:2): Error 0/1: container \"main\" failed with exit code 3";

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    public void theFirstFailureOfAHookIsToldWithItsPodAndExitCodeWhileArgoCdTriesAgain() {
        Observation running = seen(operation("Running", "", "").hook("PreSync", "migrate", "Running", ""), HOOK_TREE);
        Observation failed = seen(firstFailure(), HOOK_TREE);
        assertThat(RolloutChanges.between(running, failed))
                .extracting(RolloutChange::toString)
                .contains("PreSync hook Job/migrate: Running → Failed: " + BACKOFF
                        + "; pod migrate-x4z (org/web:2): Error 0/1: container \"main\" failed with exit code 3");
        RolloutState state = begin(false, false).next(failed);
        assertThat(((Waiting) state.verdict()).what()).contains("Retrying attempt #1", HOOK_FAILED);
        Observation nextAttempt = seen(operation("Running", "Retrying operation. Attempt #1", ""), HOOK_TREE);
        assertThat(RolloutChanges.between(failed, nextAttempt))
                .extracting(RolloutChange::what)
                .containsExactly("sync");
    }

    @Test
    public void theWaitEndsThereIfThatIsWanted() {
        Failed failed = (Failed)
                begin(false, true).next(seen(firstFailure(), HOOK_TREE)).verdict();
        assertThat(failed.reason()).isEqualTo(Reason.HOOK_FAILED);
        assertThat(failed.answer())
                .isEqualTo("in the sync to ccccccc, " + HOOK_FAILED + " (Argo CD tries again, attempt 2)");
    }

    @Test
    public void afterTheLastAttemptItIsTheHookThatFailed() {
        AppJson last = operation("Failed", UNSUCCESSFUL + " (retried 5 times).", "2026-11-24T12:05:47Z")
                .retried(5)
                .hook("PreSync", "migrate", "Failed", BACKOFF)
                .hook("SyncFail", "notify", "Failed", "no route");
        Failed failed = (Failed) begin(false, false).next(seen(last, HOOK_TREE)).verdict();
        assertThat(failed.reason()).isEqualTo(Reason.HOOK_FAILED);
        assertThat(failed.answer())
                .startsWith("in the sync to ccccccc, " + HOOK_FAILED)
                .endsWith(" (after 6 attempts)");
        assertThat(failed.pod().key().name()).isEqualTo("migrate-x4z");
    }

    @Test
    public void aHookThatCrashesAndIsStartedAgainByItsJobIsNoFailureYet() {
        ResourceTree crashing = AppJson.treeOf(
                AppJson.node("batch", "Job", "migrate", "", "2026-11-24T12:00:06Z"),
                AppJson.pod(
                        "migrate-x4z",
                        "Job/migrate",
                        "2026-11-24T12:00:07Z",
                        "CrashLoopBackOff",
                        "0/1",
                        "Progressing"));
        AppJson running =
                operation("Running", "waiting for completion of hook", "").hook("PreSync", "migrate", "Running", "");
        RolloutState state = begin(false, true).next(seen(running, crashing));
        now = now.plus(RolloutLimits.DEFAULT.podGrace());
        assertThat(state.next(seen(running, crashing)).verdict()).isInstanceOf(Waiting.class);
    }

    @Test
    public void aHookWhoseImageIsMissingIsAFailure() {
        ResourceTree waiting = AppJson.treeOf(
                AppJson.node("batch", "Job", "migrate", "", "2026-11-24T12:00:06Z"),
                AppJson.pod(
                        "migrate-x4z",
                        "Job/migrate",
                        "2026-11-24T12:00:07Z",
                        "ImagePullBackOff",
                        "0/1",
                        "Progressing"));
        AppJson running =
                operation("Running", "waiting for completion of hook", "").hook("PreSync", "migrate", "Running", "");
        RolloutState state = begin(false, false).next(seen(running, waiting));
        now = now.plus(RolloutLimits.DEFAULT.podGrace());
        assertThat(((Failed) state.next(seen(running, waiting)).verdict()).answer())
                .contains("pod migrate-x4z (org/web:2) cannot start: ImagePullBackOff");
    }

    @Test
    public void anOperationThatSomebodyTerminatedIsNoFaultOfTheManifests() {
        AppJson terminated = operation("Failed", "Operation terminated (retried 4 times).", "2026-11-24T12:05:00Z")
                .hook("PreSync", "migrate", "Failed", "Terminated");
        Failed failed =
                (Failed) begin(false, true).next(seen(terminated, HOOK_TREE)).verdict();
        assertThat(failed.answer()).isEqualTo("the sync to ccccccc was terminated");
        assertThat(failed.advice()).doesNotContain("manifests").contains("sync the Application in Argo CD");
    }

    @Test
    public void theRecordedEventSaysWhoTerminatedIt() throws InterruptedException {
        List<ResourceEvent> events;
        try (ReplayServer server = ReplayServer.answering(200, "application/json", """
                {"items":[
                 {"type":"Normal","reason":"ResourceUpdated","message":"admin terminated running operation",
                  "lastTimestamp":"2026-11-24T17:16:55Z"},
                 {"type":"Warning","reason":"OperationCompleted","message":"Sync operation to 8c79d2457342c1397c9604f5bfbd77cc3baddf4c failed: Operation terminated (retried 4 times).",
                  "lastTimestamp":"2026-11-24T17:16:55Z"}]}""")) {
            events = FakeArgoCd.client(server.url()).events(ApplicationRef.named("example"));
        }
        Operation operation = operation("Failed", "Operation terminated", "2026-11-24T17:16:55Z")
                .live()
                .status()
                .operation();
        assertThat(Termination.of(events, operation)).contains("admin");
        assertThat(Termination.of(List.of(), operation)).isEmpty();
    }

    @Test
    public void argoCdsOwnTimeOutIsSaidAsThat() {
        AppJson terminated = operation(
                "Failed", "Operation terminated, triggered by controller sync timeout", "2026-11-24T12:05:00Z");
        assertThat(((Failed) begin(false, false).next(seen(terminated)).verdict()).answer())
                .isEqualTo(
                        "the sync to ccccccc was terminated by Argo CD: Operation terminated, triggered by controller sync"
                                + " timeout");
    }

    @Test
    public void anImmutableFieldIsSaidInOneSentenceWithWhatHelps() {
        String message =
                "one or more objects failed to apply, reason: Job.batch \"once\" is invalid: spec.template: Invalid value:"
                        + " core.PodTemplateSpec{" + "Spec:core.PodSpec{Volumes:[]core.Volume(nil)}, ".repeat(40)
                        + "}: field is immutable"
                        + " (retried 5 times).";
        Failed failed = (Failed) begin(false, false)
                .next(seen(operation("Failed", message, "2026-11-24T12:05:00Z")))
                .verdict();
        assertThat(failed.answer())
                .isEqualTo(
                        "the sync to ccccccc ended as Failed: one or more objects failed to apply, reason: Job.batch \"once\""
                                + " is invalid: spec.template: field is immutable (retried 5 times).");
        assertThat(failed.advice()).contains("Replace=true");
    }

    @Test
    public void whatAWaveWaitedForIsNamedWhereTheMessageDoesNot() {
        AppJson failed = operation("Failed", UNSUCCESSFUL, "2026-11-24T12:05:00Z")
                .failed("db", "Deployment \"db\" exceeded its progress deadline");
        assertThat(((Failed) begin(false, false).next(seen(failed)).verdict()).answer())
                .endsWith(UNSUCCESSFUL + "; Deployment/db: Deployment \"db\" exceeded its progress deadline");
    }

    @Test
    public void aRepositoryServerThatIsAwayIsWaitedFor() {
        AppJson away = AppJson.at("main").sync("Unknown").condition("ComparisonError", UNAVAILABLE);
        RolloutState state = begin(false, false).next(seen(away));
        now = now.plus(Duration.ofMinutes(9));
        state = state.next(seen(away));
        assertThat(state.verdict()).isInstanceOf(Waiting.class);
        assertThat(state.timedOut(Duration.ofMinutes(10)).answer())
                .contains("still waiting for Argo CD to see commit ccccccc", "ComparisonError: ", "connection refused");
    }

    @Test
    public void aSyncOfOursThatFailedBecauseOfItIsAskedForAgain() {
        AppJson lost = operation("Error", "ComparisonError: " + UNAVAILABLE, "2026-11-24T12:00:06Z")
                .manual()
                .sync("OutOfSync");
        RolloutState state = begin(true, false).next(seen(lost));
        assertThat(state.verdict()).isInstanceOf(Waiting.class);
        assertThat(state.isSyncLost(lost.live())).isTrue();
    }

    @Test
    public void anAutomatedSyncThatFailedBecauseOfItIsNotBlamedOnTheManifests() {
        AppJson lost = operation("Error", "ComparisonError: " + UNAVAILABLE, "2026-11-24T12:00:06Z")
                .sync("OutOfSync");
        Failed failed = (Failed) begin(true, false).next(seen(lost)).verdict();
        assertThat(failed.advice()).isEqualTo("Sync again in Argo CD once what it could not reach is back");
    }

    @Test
    public void anAttemptThatLooksForTheLatestRevisionsIsStillTheSameSync() {
        RolloutState state = begin(false, false).next(seen(operation("Running", "", "")));
        state = state.next(seen(AppJson.at(NEW)
                .sync("OutOfSync")
                .operation("Running", "", "Retrying operation with latest revisions. Attempt #1", START, "")));
        assertThat(((Waiting) state.verdict()).phase()).isEqualTo(RolloutPhase.SYNCING);
    }

    @Test
    public void anApplicationThatWasNeverComparedIsWaitedFor() {
        LiveApplication blank = ApplicationJson.live(
                JsonAnswers.MAPPER.readTree(
                        "{\"metadata\":{\"name\":\"web\"},\"spec\":{\"source\":{\"repoURL\":\"x\"},\"syncPolicy\":{\"automated\":{}}}}"));
        RolloutState state =
                RolloutState.begin(request(false, false), RolloutLimits.DEFAULT, RevisionOrder.UNKNOWN, blank);
        Observation look = new Observation(blank, ResourceTree.EMPTY, "", now);
        now = now.plus(Duration.ofMinutes(9));
        state = state.next(look).next(new Observation(blank, ResourceTree.EMPTY, "", now));
        assertThat(((Waiting) state.verdict()).what())
                .isEqualTo("Argo CD to see commit ccccccc (it is at no revision)");
        assertThat(RolloutChanges.between(look, seen(operation("Running", "", ""))))
                .noneMatch(c -> c.after().isEmpty());
    }

    private static AppJson firstFailure() {
        return operation("Running", UNSUCCESSFUL + ". Retrying attempt #1 at 5:04PM.", "2026-11-24T12:00:40Z")
                .retried(1)
                .hook("PreSync", "migrate", "Failed", BACKOFF);
    }

    private static AppJson operation(String phase, String message, String finishedAt) {
        return AppJson.at(NEW).sync("OutOfSync").operation(phase, NEW, message, START, finishedAt);
    }

    private Observation seen(AppJson application) {
        return seen(application, ResourceTree.EMPTY);
    }

    private Observation seen(AppJson application, ResourceTree tree) {
        return new Observation(application.live(), tree, "", now);
    }

    private static RolloutState begin(boolean sync, boolean endOnFailedHook) {
        return RolloutState.begin(
                request(sync, endOnFailedHook),
                RolloutLimits.DEFAULT,
                RevisionOrder.UNKNOWN,
                AppJson.at(OLD).live());
    }

    private static RolloutRequest request(boolean sync, boolean endOnFailedHook) {
        return new RolloutRequest(
                ApplicationRef.named("web"),
                DesiredStates.written(NEW),
                WaitFor.HEALTHY,
                sync,
                Duration.ofMinutes(10),
                endOnFailedHook);
    }
}
