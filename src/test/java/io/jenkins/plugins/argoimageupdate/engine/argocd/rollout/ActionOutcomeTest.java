package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutManifests;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRolloutJson;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.ActionOutcome.State;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a look after an action means, without an Argo CD. */
public class ActionOutcomeTest {

    private static final ProgressiveRollout PAUSED = at(1, "Paused", "2021-07-15T21:08:55Z");
    private static final Map<String, String> BEFORE = Map.of(RolloutCommand.id(PAUSED.key()), PAUSED.place());

    @Test
    public void untilItsControllerHasSeenTheActionNothingIsReached() {
        for (RolloutAction action : RolloutAction.values()) {
            assertThat(state(action, WaitFor.PAUSED, PAUSED)).as(action.id()).isEqualTo(State.WAITING);
        }
    }

    @Test
    public void anotherPauseEndsTheWaitForOneAndNotTheWaitForHealth() {
        ProgressiveRollout next = at(1, "Paused", "2021-07-15T21:10:00Z");
        assertThat(state(RolloutAction.PROMOTE, WaitFor.PAUSED, next)).isEqualTo(State.REACHED);
        assertThat(state(RolloutAction.PROMOTE, WaitFor.HEALTHY, next)).isEqualTo(State.WAITING);
        ProgressiveRollout timed = at(3, "Paused", "2021-07-15T21:10:00Z");
        assertThat(state(RolloutAction.PROMOTE, WaitFor.PAUSED, timed))
                .as("ends by itself")
                .isEqualTo(State.WAITING);
    }

    @Test
    public void oneThatIsNotAmongThoseUnderWayIsHealthy() {
        assertThat(ActionOutcome.of(RolloutAction.PROMOTE_FULL, WaitFor.HEALTHY, BEFORE, List.of()))
                .isEqualTo(new ActionOutcome(State.REACHED, "Healthy"));
        assertThat(ActionOutcome.of(RolloutAction.ABORT, WaitFor.PAUSED, BEFORE, List.of())
                        .state())
                .isEqualTo(State.FAILED);
    }

    @Test
    public void anAbortionIsReachedOnceItsControllerSaysSo() {
        ProgressiveRollout asked = aborted("Paused");
        ProgressiveRollout done = aborted("Degraded");
        assertThat(state(RolloutAction.ABORT, WaitFor.PAUSED, asked)).isEqualTo(State.WAITING);
        assertThat(state(RolloutAction.ABORT, WaitFor.PAUSED, done)).isEqualTo(State.REACHED);
        assertThat(state(RolloutAction.PROMOTE, WaitFor.PAUSED, done)).isEqualTo(State.FAILED);
    }

    @Test
    public void whatIsDegradedMayStillBeWhatWasBefore() {
        assertThat(state(RolloutAction.RETRY, WaitFor.PAUSED, at(0, "Degraded", null)))
                .isEqualTo(State.DOUBTFUL);
    }

    private static State state(RolloutAction action, WaitFor waitFor, ProgressiveRollout now) {
        return ActionOutcome.of(action, waitFor, BEFORE, List.of(now)).state();
    }

    private static ProgressiveRollout aborted(String phase) {
        JsonNode manifest = RolloutManifests.named("suspended_v1.0_pausedRollout");
        ((ObjectNode) manifest.path("status")).put("abort", true).put("phase", phase);
        return ProgressiveRolloutJson.read(manifest);
    }

    private static ProgressiveRollout at(int step, String phase, String pausedSince) {
        JsonNode manifest = RolloutManifests.named("suspended_v1.0_pausedRollout");
        ObjectNode status = (ObjectNode) manifest.path("status");
        status.put("currentStepIndex", step).put("phase", phase).put("controllerPause", false);
        if (pausedSince == null) {
            status.remove("pauseConditions");
        } else {
            ((ObjectNode) status.path("pauseConditions").path(0)).put("startTime", pausedSince);
        }
        return ProgressiveRolloutJson.read(manifest);
    }
}
