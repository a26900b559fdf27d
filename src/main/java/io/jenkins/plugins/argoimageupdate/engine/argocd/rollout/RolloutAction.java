package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody can do with a {@code Rollout} of Argo Rollouts, by the actions that Argo CD has for it ({@code
 * resource_customizations/argoproj.io/Rollout/actions}). Argo CD runs them whether or not they make sense.
 */
public enum RolloutAction {
    /** Ends the pause that it is in. */
    PROMOTE("promote", "paused", "promoted"),
    /** Skips all that is left: pauses, analyses and steps. */
    PROMOTE_FULL("promoteFull", "under way", "promoted in full"),
    /** Gives the new version up: the earlier one serves again. */
    ABORT("abort", "under way", "aborted"),
    /** Begins anew with the version that was given up. */
    RETRY("retry", "aborted", "retried");

    private final String id;
    private final String fit;
    private final String done;

    RolloutAction(String id, String fit, String done) {
        this.id = id;
        this.fit = fit;
        this.done = done;
    }

    /** The name that arguments and addresses use. */
    public String id() {
        return id;
    }

    /** The name on the command line, such as {@code promote-full}. */
    public String command() {
        return id.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** What a Rollout has to be, to follow a name and “is”. */
    String fit() {
        return fit;
    }

    /** What a Rollout was afterwards, such as {@code promoted}. */
    public String done() {
        return done;
    }

    /** The action of a name; empty for none. */
    public static Optional<RolloutAction> ofId(String id) {
        return Stream.of(values()).filter(one -> one.id.equals(id)).findFirst();
    }

    /** All names, such as {@code promote, promoteFull, abort, retry}. */
    public static String ids() {
        return Stream.of(values()).map(RolloutAction::id).collect(Collectors.joining(", "));
    }

    /** Whether it has an effect on a Rollout as it is. */
    public boolean fits(ProgressiveRollout rollout) {
        return switch (this) {
            case PROMOTE -> rollout.pause() != null;
            case PROMOTE_FULL -> !rollout.promoted();
            case ABORT -> !rollout.promoted() && !rollout.aborted();
            case RETRY -> rollout.aborted();
        };
    }

    /** What to ask Argo CD for, in this order. A full promotion does not end a pause that somebody made by hand. */
    List<String> argoCd(ProgressiveRollout rollout) {
        return switch (this) {
            case PROMOTE -> List.of("resume");
            case PROMOTE_FULL ->
                rollout.pause() != null && rollout.pause().since() == null
                        ? List.of("promote-full", "resume")
                        : List.of("promote-full");
            case ABORT -> List.of("abort");
            case RETRY -> List.of("retry");
        };
    }
}
