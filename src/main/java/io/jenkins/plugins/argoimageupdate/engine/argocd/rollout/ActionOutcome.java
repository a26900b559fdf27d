package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout.Phase;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What Rollouts come to after an action, from one look. Immutable; does no I/O.
 *
 * @param state in one word
 * @param what they are at, in words; why, of a failure
 */
public record ActionOutcome(State state, String what) {

    /** What a look means for the wait. */
    public enum State {
        /** On its way. */
        WAITING,
        /** Degraded, which may be what was before the action: it counts if it lasts. */
        DOUBTFUL,
        /** As far as it was to be followed. */
        REACHED,
        /** It will not get there. */
        FAILED
    }

    /**
     * Judges a look.
     *
     * @param waitFor {@link WaitFor#PAUSED} to end at the next pause too; {@link WaitFor#HEALTHY} to end only when all is promoted
     * @param before what they were at, as {@link RolloutCommand#prepare} gave it
     * @param now as {@link RolloutCommand#look} gave it
     */
    public static ActionOutcome of(
            RolloutAction action, WaitFor waitFor, Map<String, String> before, List<ProgressiveRollout> now) {
        List<State> states = now.stream()
                .map(rollout -> state(action, waitFor, before, rollout))
                .toList();
        State state = states.contains(State.FAILED)
                ? State.FAILED
                : states.contains(State.DOUBTFUL)
                        ? State.DOUBTFUL
                        : states.contains(State.WAITING) ? State.WAITING : State.REACHED;
        boolean vanished = action == RolloutAction.ABORT && now.size() < before.size();
        String what = now.stream().map(ActionOutcome::describe).collect(Collectors.joining("; "));
        return vanished
                ? new ActionOutcome(State.FAILED, "the new version was promoted before it could be aborted")
                : new ActionOutcome(state, what.isEmpty() ? "Healthy" : what);
    }

    private static State state(
            RolloutAction action, WaitFor waitFor, Map<String, String> before, ProgressiveRollout rollout) {
        if (rollout.place().equals(before.get(RolloutCommand.id(rollout.key())))) {
            return State.WAITING;
        }
        boolean degraded = rollout.phase() == Phase.DEGRADED;
        if (action == RolloutAction.ABORT) {
            return rollout.aborted() ? State.REACHED : State.WAITING;
        }
        if (rollout.aborted()) {
            return State.FAILED;
        }
        if (degraded) {
            return State.DOUBTFUL;
        }
        boolean done = rollout.phase() == Phase.HEALTHY || waitFor == WaitFor.PAUSED && rollout.awaitsSomebody();
        return done ? State.REACHED : State.WAITING;
    }

    private static String describe(ProgressiveRollout rollout) {
        return rollout.failedAnalysis()
                .map(run -> run.describe() + "; " + rollout.key() + " is " + rollout.describe())
                .orElseGet(() -> rollout.key() + " is " + rollout.describe());
    }
}
