package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.AppJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.Recording;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Health;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Reached;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** Replays what a real Argo CD answered. */
public class RolloutStateTest {

    private static final String GOOD = "1cce7a090b62ff5ff4a4ba07fcb480079a26871f";
    private static final String BAD = "f3fddaf81141991d3642f82fa8756bd609b83f9b";
    private static final String RECOVERED = "d66735f1fc1fc079b09fe061191357cbe1166cea";
    private static final String WEB_FIRST = "4adc7a1a6fe0269d07961436438ed04f23eccb44";
    private static final String WEB_SECOND = "08dd1721fcaf90cb82a03cc1af7b2dc5139c57e8";

    private Instant now = Instant.parse("2026-11-24T17:18:00Z");

    @Test
    public void waitsForTheOperationAndNotForTheRevisionAlone() {
        RolloutState state = begin("example", "application-get", GOOD, WaitFor.SYNCED);
        state = look(state, "example", "application-get");
        assertThat(phase(state)).isEqualTo(RolloutPhase.COMPARING);
        assertThat(what(state)).isEqualTo("Argo CD to see commit 1cce7a0 (it is at 5e2248b)");
        state = look(state, "example", "application-refresh-after-commit");
        assertThat(phase(state)).isEqualTo(RolloutPhase.SYNCING);
        assertThat(what(state)).contains("commit 1cce7a0 (Pending)");
        state = look(state, "example", "application-rolling-01");
        assertThat(state.verdict()).isEqualTo(new Reached(GOOD));
    }

    @Test
    public void namesTheResourcesThatKeepTheApplicationFromBeingHealthy() {
        RolloutState state = begin("example", "application-get", GOOD, WaitFor.HEALTHY);
        state = look(state, "example", "application-refresh-after-commit");
        state = look(state, "example", "application-synced-healthy", "resource-tree-after-rollout");
        assertThat(phase(state)).isEqualTo(RolloutPhase.PROGRESSING);
        Failed timeout = state.timedOut(Duration.ofMinutes(10));
        assertThat(timeout.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(timeout.answer())
                .isEqualTo(
                        "after 10 minutes still waiting for the Application to be Healthy; it is Progressing; not healthy:"
                                + " HorizontalPodAutoscaler/backend (Progressing: Waiting to Autoscale),"
                                + " HorizontalPodAutoscaler/frontend (Progressing: Waiting to Autoscale),"
                                + " Ingress/frontend-ingress (Progressing)");
        assertThat(timeout.advice()).contains("wait for 'synced'");
    }

    @Test
    public void failsWithThePodAndTheReasonWhenANewPodCannotStart() {
        RolloutState state = begin("example", "application-synced-healthy", BAD, WaitFor.HEALTHY);
        state = look(state, "example", "application-refresh-bad", "resource-tree-after-rollout");
        assertThat(phase(state)).isEqualTo(RolloutPhase.SYNCING);
        state = look(state, "example", "application-progressing-bad-image", "resource-tree-bad-image");
        assertThat(state.verdict()).isInstanceOf(Failed.class);
        Failed failed = (Failed) state.verdict();
        assertThat(failed.reason()).isEqualTo(Reason.DEGRADED);
        assertThat(failed.answer())
                .startsWith(
                        "pod backend-9b66f8945-lnqvv (lyzhang1999/backend:main-bad0000) cannot start: ImagePullBackOff: ")
                .contains("manifest unknown");
    }

    @Test
    public void givesAPodThatMayRecoverSomeTime() {
        RolloutState state = begin("example", "application-synced-healthy", BAD, WaitFor.HEALTHY);
        LiveApplication live =
                Recording.named("example", "application-progressing-bad-image").application();
        ResourceTree refused =
                new ResourceTree(Recording.named("example", "resource-tree-bad-image").tree().nodes().stream()
                        .map(n -> new ResourceNode(
                                n.key(),
                                n.uid(),
                                n.parentUids(),
                                new Health(n.health().status(), "connection reset"),
                                n.info(),
                                n.images(),
                                n.createdAt()))
                        .toList());
        state = state.next(new Observation(live, refused, "", now));
        assertThat(phase(state)).isEqualTo(RolloutPhase.PROGRESSING);
        assertThat(what(state)).contains("cannot start: ImagePullBackOff: connection reset");
        now = now.plus(RolloutLimits.DEFAULT.podGrace());
        state = state.next(new Observation(live, refused, "", now));
        assertThat(((Failed) state.verdict()).reason()).isEqualTo(Reason.DEGRADED);
    }

    @Test
    public void doesNotBlameAPodThatIsBeingReplaced() {
        RolloutState state = begin("example", "application-progressing-bad-image", RECOVERED, WaitFor.HEALTHY);
        state = look(state, "example", "refresh-hard", "resource-tree-bad-image");
        state = look(state, "example", "application-recovered", "resource-tree-bad-image");
        assertThat(phase(state)).isEqualTo(RolloutPhase.PROGRESSING);
    }

    @Test
    public void takesALaterCommitForTheOneAskedFor() {
        RolloutState state = begin("example", "application-get", GOOD, WaitFor.SYNCED);
        state = look(state, "example", "application-recovered");
        assertThat(state.verdict()).isEqualTo(new Reached(RECOVERED));
    }

    @Test
    public void doesNotTakeARevisionThatWasThereBeforeForALaterOne() {
        RolloutState state = begin("example", "application-recovered", "0".repeat(40), WaitFor.SYNCED);
        state = look(state, "example", "application-recovered");
        assertThat(phase(state)).isEqualTo(RolloutPhase.COMPARING);
    }

    @Test
    public void asksTheRepositoryHistoryWhetherAKnownRevisionIsLater() {
        RolloutRequest request = request("example", "0".repeat(40), WaitFor.SYNCED);
        RolloutState state = RolloutState.begin(
                request,
                RolloutLimits.DEFAULT,
                (revision, commit) -> revision.equals(RECOVERED),
                Recording.named("example", "application-recovered").application());
        state = look(state, "example", "application-recovered");
        assertThat(state.verdict()).isEqualTo(new Reached(RECOVERED));
    }

    @Test
    public void waitsForSomebodyToSyncAManualApplication() {
        RolloutState state = begin("web", "web-healthy", WEB_SECOND, WaitFor.HEALTHY);
        LiveApplication refreshed = Recording.named("web", "web-refresh").application();
        state = look(state, "web", "web-refresh");
        assertThat(phase(state)).isEqualTo(RolloutPhase.AWAITING_SYNC);
        assertThat(state.needsSync(refreshed)).isTrue();
        state = look(state.syncRequested(refreshed), "web", "web-sync-commit");
        assertThat(phase(state)).isEqualTo(RolloutPhase.SYNCING);
        state = look(state, "web", "web-syncing-commit-01");
        assertThat(phase(state)).isEqualTo(RolloutPhase.PROGRESSING);
        state = look(state, "web", "web-commit-healthy");
        assertThat(state.verdict()).isEqualTo(new Reached(WEB_SECOND));
    }

    @Test
    public void reportsWhyTheOperationFailed() {
        RolloutState state = begin("web", "web-commit-healthy", "deadbeef".repeat(5), WaitFor.SYNCED);
        state = look(state, "web", "web-sync-unknown-revision");
        assertThat(phase(state)).isEqualTo(RolloutPhase.SYNCING);
        state = look(state, "web", "web-after-unknown-revision");
        Failed failed = (Failed) state.verdict();
        assertThat(failed.reason()).isEqualTo(Reason.OPERATION_FAILED);
        assertThat(failed.answer())
                .startsWith("the sync to deadbee ended as Error: ComparisonError: ")
                .contains("not our ref");
    }

    @Test
    public void noticesThatSomebodyElsesOperationTookThePlace() {
        RolloutState state = begin("web", "web-healthy", WEB_SECOND, WaitFor.HEALTHY);
        state = look(state, "web", "web-sync-commit");
        state = look(state, "web", "web-syncing-commit-01");
        assertThat(phase(state)).isEqualTo(RolloutPhase.PROGRESSING);
        state = look(state, "web", "web-rollback");
        Failed failed = (Failed) state.verdict();
        assertThat(failed.reason()).isEqualTo(Reason.OPERATION_REPLACED);
        assertThat(failed.answer()).contains("4adc7a1 by admin");
    }

    @Test
    public void reportsManifestsThatCannotBeRenderedAfterAWhile() {
        RolloutState state =
                begin("web", "web-after-rollback", "24d5ec9ffb5a3cc39ae92e00648fc52f800fa1f6", WaitFor.SYNCED);
        state = look(state, "web", "web-refresh-broken-chart");
        assertThat(phase(state)).isEqualTo(RolloutPhase.COMPARING);
        now = now.plus(RolloutLimits.DEFAULT.troubleGrace());
        state = look(state, "web", "web-broken-chart");
        Failed failed = (Failed) state.verdict();
        assertThat(failed.reason()).isEqualTo(Reason.OPERATION_FAILED);
        assertThat(failed.answer()).startsWith("ComparisonError: ").contains("d.yaml:12:3");
    }

    @Test
    public void failsForASyncWindowBeforeTheSyncOnly() {
        RolloutState state = begin("web", "web-healthy", WEB_SECOND, WaitFor.HEALTHY);
        LiveApplication refreshed = Recording.named("web", "web-refresh").application();
        RolloutState blocked = state.next(new Observation(refreshed, ResourceTree.EMPTY, "deny * * * * * for 1h", now));
        assertThat(((Failed) blocked.verdict()).reason()).isEqualTo(Reason.SYNC_WINDOW);
        LiveApplication syncing =
                Recording.named("web", "web-syncing-commit-01").application();
        RolloutState late = state.next(new Observation(syncing, ResourceTree.EMPTY, "deny * * * * * for 1h", now));
        assertThat(late.verdict()).isInstanceOf(Waiting.class);
    }

    @Test
    public void followsAnApplicationWithSeveralSources() {
        RolloutRequest request = new RolloutRequest(
                ApplicationRef.named("multi"),
                new DesiredState(
                        WEB_SECOND, "http://127.0.0.1:18090/git/web", true, List.of(), RevisionsBefore.UNKNOWN),
                WaitFor.HEALTHY,
                true,
                Duration.ofMinutes(1),
                false);
        RolloutState state = RolloutState.begin(
                request,
                RolloutLimits.DEFAULT,
                RevisionOrder.UNKNOWN,
                Recording.named("web", "multi-out-of-sync").application());
        state = look(state, "web", "multi-out-of-sync");
        assertThat(phase(state)).isEqualTo(RolloutPhase.COMPARING);
        state = look(state, "web", "multi-sync");
        assertThat(phase(state)).isEqualTo(RolloutPhase.SYNCING);
        state = look(state, "web", "multi-healthy");
        assertThat(state.verdict()).isEqualTo(new Reached(WEB_SECOND));
    }

    @Test
    public void aRevisionThatSomebodyHasRolledBackFromIsNotSyncedByARunThatHasNothingNew() {
        RolloutState state = beginAfterRollback(WEB_SECOND, false);
        state = look(state, "web", "web-after-rollback");
        Failed failed = (Failed) state.verdict();
        assertThat(failed.reason()).isEqualTo(Reason.ROLLED_BACK);
        assertThat(failed.answer())
                .isEqualTo(
                        "admin rolled back from 08dd172 to 4adc7a1 at 2026-11-24T17:19:56Z, so a run with nothing new does"
                                + " not sync it again");
        assertThat(failed.advice()).isEqualTo("To roll out commit 08dd172 anyway, sync the Application in Argo CD");
    }

    @Test
    public void norByOneThatWasInterruptedMeanwhileAndIsTakenUpAgain() {
        RolloutState state = look(beginAfterRollback(WEB_SECOND, true), "web", "web-after-rollback");
        assertThat(((Failed) state.verdict()).reason()).isEqualTo(Reason.ROLLED_BACK);
    }

    @Test
    public void aNewCommitIsSyncedWhateverWasRolledBackBefore() {
        LiveApplication rolledBack =
                Recording.named("web", "web-after-rollback").application();
        AppJson next = AppJson.at("d".repeat(40)).manual().sync("OutOfSync");
        rolledBack
                .status()
                .history()
                .forEach(entry -> next.deployed(
                        entry.revisions().get(0), entry.startedAt().toString(), entry.initiator()));
        RolloutState state = beginAfterRollback("d".repeat(40), true)
                .next(new Observation(next.live(), ResourceTree.EMPTY, "", now));
        assertThat(phase(state)).isEqualTo(RolloutPhase.AWAITING_SYNC);
        assertThat(state.needsSync(next.live())).isTrue();
    }

    @Test
    public void aRollbackThatIsUnderWayCountsAsOne() {
        LiveApplication live = Recording.named("web", "web-rollback").application();
        assertThat(Rollback.of(live.status(), false)).hasValueSatisfying(rollback -> {
            assertThat(rollback.initiator()).isEqualTo("admin");
            assertThat(rollback.from()).containsExactly(WEB_SECOND);
            assertThat(rollback.to()).containsExactly(WEB_FIRST);
        });
    }

    @Test
    public void neitherASyncForthAgainNorAnAutomatedOneIsARollback() {
        AppJson once = AppJson.at("3")
                .deployed("1", "2026-11-24T10:00:00Z", "admin")
                .deployed("2", "2026-11-24T11:00:00Z", "admin");
        assertThat(Rollback.of(once.live().status(), false)).isEmpty();
        AppJson forth =
                once.deployed("1", "2026-11-24T12:00:00Z", "admin").deployed("2", "2026-11-24T13:00:00Z", "admin");
        assertThat(Rollback.of(forth.live().status(), false)).isEmpty();
        assertThat(Rollback.of(
                        forth.deployed("1", "2026-11-24T14:00:00Z", "").live().status(), false))
                .isEmpty();
    }

    @Test
    public void waitsForTheChangedSpecificationWhereThereIsNoCommit() {
        RolloutState state = begin("web", "web-after-rollback", "", WaitFor.SYNCED);
        state = look(state, "web", "web-patch-parameters");
        assertThat(what(state)).contains("its new specification");
    }

    @Test
    public void aFirstSyncIsFollowedFromMissingToHealthy() {
        RolloutState state = begin("web", "web-out-of-sync", WEB_FIRST, WaitFor.HEALTHY);
        state = look(state, "web", "web-out-of-sync");
        assertThat(phase(state)).isEqualTo(RolloutPhase.AWAITING_SYNC);
        state = look(state, "web", "web-sync-first");
        assertThat(phase(state)).isEqualTo(RolloutPhase.SYNCING);
        state = look(state, "web", "web-syncing-00");
        state = look(state, "web", "web-syncing-01");
        state = look(state, "web", "web-healthy");
        assertThat(state.verdict()).isEqualTo(new Reached(WEB_FIRST));
    }

    private static RolloutState beginAfterRollback(String revision, boolean written) {
        return RolloutState.begin(
                new RolloutRequest(
                        ApplicationRef.named("web"),
                        new DesiredState(revision, "", written, List.of(), RevisionsBefore.UNKNOWN),
                        WaitFor.HEALTHY,
                        true,
                        Duration.ofMinutes(1),
                        false),
                RolloutLimits.DEFAULT,
                RevisionOrder.UNKNOWN,
                Recording.named("web", "web-after-rollback").application());
    }

    private RolloutState begin(String file, String before, String revision, WaitFor waitFor) {
        return RolloutState.begin(
                request(file, revision, waitFor),
                RolloutLimits.DEFAULT,
                RevisionOrder.UNKNOWN,
                Recording.named(file, before).application());
    }

    private static RolloutRequest request(String name, String revision, WaitFor waitFor) {
        return new RolloutRequest(
                ApplicationRef.named(name),
                DesiredStates.written(revision),
                waitFor,
                false,
                Duration.ofMinutes(1),
                false);
    }

    private RolloutState look(RolloutState state, String file, String application) {
        LiveApplication live = Recording.named(file, application).application();
        return state.next(new Observation(live, ResourceTree.EMPTY, "", now));
    }

    private RolloutState look(RolloutState state, String file, String application, String tree) {
        LiveApplication live = Recording.named(file, application).application();
        return state.next(new Observation(live, Recording.named(file, tree).tree(), "", now));
    }

    private static RolloutPhase phase(RolloutState state) {
        assertThat(state.verdict()).isInstanceOf(Waiting.class);
        return ((Waiting) state.verdict()).phase();
    }

    private static String what(RolloutState state) {
        return ((Waiting) state.verdict()).what();
    }
}
