package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.AppJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.Recording;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Reached;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import tools.jackson.databind.node.ObjectNode;

/** A commit that repairs what another one broke: what is broken still is not its doing. */
public class RepairTest {

    private static final String BAD = "b".repeat(40);
    private static final String GOOD = "c".repeat(40);
    private static final String LATE = "Deployment \"web\" exceeded its progress deadline";
    private static final Duration LONG = RolloutLimits.DEFAULT.scheduleGrace();

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    public void theOldReplicaSetDoesNotEndTheWaitForAHook() {
        RolloutState state = look(begin(broken()), syncing().hook("PreSync", "migrate", "Running", ""));
        now = now.plus(LONG);
        state = look(state, syncing().hook("PreSync", "migrate", "Running", ""));
        assertThat(state.verdict()).isInstanceOf(Waiting.class);
        assertThat(((Waiting) state.verdict()).phase()).isEqualTo(RolloutPhase.SYNCING);
        state = look(state, synced("Progressing", "Waiting for rollout to finish"));
        state = look(state, synced("Healthy", ""));
        assertThat(state.verdict()).isEqualTo(new Reached(GOOD));
    }

    @Test
    public void aPodOfTheOldReplicaSetThatIsReplacedMeanwhileDoesNotEndItEither() {
        List<ObjectNode> nodes = new ArrayList<>(AppJson.deploymentNodes("web", "web-1", "web-2"));
        nodes.add(AppJson.saying(
                AppJson.pod(
                        "web-2-x", "ReplicaSet/web-2", "2026-11-24T12:00:30Z", "ImagePullBackOff", "0/1", "Degraded"),
                "manifest unknown"));
        ResourceTree tree = AppJson.treeOf(nodes.toArray(new ObjectNode[0]));
        RolloutState state = look(begin(broken()), syncing().hook("PreSync", "migrate", "Running", ""), tree);
        now = now.plus(LONG);
        state = look(state, syncing().hook("PreSync", "migrate", "Running", ""), tree);
        assertThat(state.verdict()).isInstanceOf(Waiting.class);
        state = look(
                state, syncing().hook("PreSync", "migrate", "Succeeded", "").applied("web"), tree);
        assertThat(state.verdict()).isInstanceOf(Waiting.class);
    }

    @Test
    public void aResourceThatIsAppliedAndBecomesDegradedDoes() {
        RolloutState state = look(begin(broken()), syncing().hook("PreSync", "migrate", "Succeeded", ""));
        state = look(state, synced("Progressing", "Waiting for rollout to finish"));
        state = look(state, synced("Degraded", LATE));
        assertThat(state.verdict()).isInstanceOf(Waiting.class);
        now = now.plus(RolloutLimits.DEFAULT.troubleGrace());
        state = look(state, synced("Degraded", LATE));
        assertThat(((Failed) state.verdict()).reason()).isEqualTo(Reason.DEGRADED);
        assertThat(((Failed) state.verdict()).answer())
                .isEqualTo("the Application is Degraded: Deployment/web (Degraded: " + LATE + ")");
    }

    @Test
    public void soDoesOneThatAnEarlierWaveHasApplied() {
        AppJson wave = AppJson.at(GOOD)
                .sync("OutOfSync")
                .health("Degraded", "2026-11-24T12:00:20Z")
                .deployment("web", "Degraded", LATE)
                .operation(
                        "Running", GOOD, "waiting for healthy state of apps/Deployment/web", "2026-11-24T12:00:05Z", "")
                .applied("web");
        RolloutState state = look(begin(AppJson.at(BAD)), wave);
        now = now.plus(RolloutLimits.DEFAULT.troubleGrace());
        assertThat(((Failed) look(state, wave).verdict()).reason()).isEqualTo(Reason.DEGRADED);
    }

    @Test
    public void whatWasBrokenBeforeIsSaidAsThat() {
        AppJson still =
                synced("Healthy", "").health("Degraded", "2026-11-24T11:00:00Z").deployment("old", "Degraded", LATE);
        RolloutState state = look(
                begin(AppJson.at(BAD).health("Degraded", "2026-11-24T11:00:00Z").deployment("old", "Degraded", LATE)),
                still);
        now = now.plus(LONG);
        state = look(state, still);
        Failed timeout = state.timedOut(Duration.ofMinutes(10));
        assertThat(timeout.answer())
                .isEqualTo(
                        "after 10 minutes still waiting for the Application to be Healthy; it is Degraded; not healthy:"
                                + " Deployment/old (Degraded: " + LATE
                                + "; it was already Degraded before this commit)");
        assertThat(timeout.advice()).isEqualTo("Repair what was broken before this commit, or wait for 'synced'");
    }

    @Test
    public void aCommitThatChangesNothingInABrokenApplicationIsNotWaitedForInVain() {
        AppJson same =
                AppJson.at(GOOD).health("Degraded", "2026-11-24T11:00:00Z").deployment("web", "Degraded", LATE);
        RolloutState state = look(begin(broken()), same);
        now = now.plus(RolloutLimits.DEFAULT.troubleGrace());
        Failed failed = (Failed) look(state, same).verdict();
        assertThat(failed.answer())
                .isEqualTo(
                        "the Application was Degraded before, and there is nothing left to apply: Deployment/web (Degraded: "
                                + LATE + ")");
    }

    @Test
    public void aWaitThatIsTakenUpAgainDoesNotTakeItsOwnDamageForOlder() {
        AppJson mine = synced("Degraded", LATE).health("Degraded", "2026-11-24T12:00:20Z");
        RolloutState state = look(begin(mine), mine);
        now = now.plus(RolloutLimits.DEFAULT.troubleGrace());
        assertThat(((Failed) look(state, mine).verdict()).answer()).startsWith("the Application is Degraded: ");
    }

    @Test
    public void aComparisonErrorFromBeforeIsNotThatOfTheCommit() {
        AppJson before =
                AppJson.at("main").sync("Unknown").condition("ComparisonError", "execution error at d.yaml:12:3");
        RolloutState state = look(begin(before), before);
        now = now.plus(LONG);
        state = look(state, before);
        assertThat(state.verdict()).isInstanceOf(Waiting.class);
        AppJson again = AppJson.at("main")
                .sync("Unknown")
                .condition("ComparisonError", "execution error at d.yaml:12:3")
                .comparedAt("2026-11-24T12:05:00Z");
        state = look(state, again);
        now = now.plus(RolloutLimits.DEFAULT.troubleGrace());
        assertThat(((Failed) look(state, again).verdict()).answer()).startsWith("ComparisonError: execution error");
    }

    @Test
    public void theRecordedRepairIsWaitedForUntilItsPodsRun() {
        String repair = "02ae983e4328117650512b25e16eebe2e49096e2";
        RolloutState state = RolloutState.begin(
                new RolloutRequest(
                        ApplicationRef.named("states"),
                        DesiredStates.written(repair),
                        WaitFor.HEALTHY,
                        false,
                        LONG,
                        false),
                RolloutLimits.DEFAULT,
                RevisionOrder.UNKNOWN,
                Recording.named("states", "one-of-many-stuck").application());
        ResourceTree stuck = Recording.named("states", "one-of-many-stuck-tree").tree();
        state = look(state, Recording.named("states", "refresh-repair").application(), stuck);
        assertThat(((Waiting) state.verdict()).phase()).isEqualTo(RolloutPhase.SYNCING);
        now = now.plus(LONG);
        state = look(
                state,
                Recording.named("states", "repair-under-way").application(),
                Recording.named("states", "repair-under-way-tree").tree());
        assertThat(state.verdict()).isInstanceOf(Waiting.class);
    }

    private static AppJson broken() {
        return AppJson.at(BAD)
                .health("Degraded", "2026-11-24T11:00:00Z")
                .deployment("web", "Degraded", LATE)
                .operation("Succeeded", BAD, "", "2026-11-24T10:00:00Z", "2026-11-24T10:00:01Z");
    }

    private static AppJson syncing() {
        return AppJson.at(GOOD)
                .sync("OutOfSync")
                .health("Degraded", "2026-11-24T11:00:00Z")
                .deployment("web", "Degraded", LATE)
                .operation(
                        "Running",
                        GOOD,
                        "waiting for completion of hook batch/Job/migrate",
                        "2026-11-24T12:00:05Z",
                        "");
    }

    private static AppJson synced(String health, String message) {
        return AppJson.at(GOOD)
                .health(health, "2026-11-24T12:06:00Z")
                .deployment("web", health, message)
                .operation("Succeeded", GOOD, "", "2026-11-24T12:00:05Z", "2026-11-24T12:05:00Z")
                .comparedAt("2026-11-24T12:05:01Z")
                .applied("web");
    }

    private static RolloutState begin(AppJson before) {
        return RolloutState.begin(
                new RolloutRequest(
                        ApplicationRef.named("web"), DesiredStates.written(GOOD), WaitFor.HEALTHY, false, LONG, false),
                RolloutLimits.DEFAULT,
                RevisionOrder.UNKNOWN,
                before.live());
    }

    private RolloutState look(RolloutState state, AppJson seen) {
        return look(state, seen, ResourceTree.EMPTY);
    }

    private RolloutState look(RolloutState state, AppJson seen, ResourceTree tree) {
        return look(state, seen.live(), tree);
    }

    private RolloutState look(RolloutState state, LiveApplication seen, ResourceTree tree) {
        return state.next(new Observation(seen, tree, "", now));
    }
}
