package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Rollout} of Argo Rollouts, which replaces the pods of a version in steps (canary) or beside the old ones (blue-green).
 *
 * @param message what its controller says of its phase; empty for none
 * @param steps how far a canary is; null where there are no steps
 * @param pause why and since when it goes no further; null unless it is paused
 * @param aborted whether the new version was given up, and the old one serves again
 * @param promoted whether the new version serves everybody, so that there is nothing left to promote
 * @param analyses the runs that decide now whether it goes on
 */
public record ProgressiveRollout(
        @JsonUnwrapped ResourceKey key,
        Strategy strategy,
        Phase phase,
        String message,
        @Nullable Steps steps,
        @Nullable Pause pause,
        boolean aborted,
        boolean promoted,
        List<AnalysisRun> analyses) {

    /** The API group of Argo Rollouts. */
    public static final String GROUP = "argoproj.io";

    public ProgressiveRollout {
        Objects.requireNonNull(strategy);
        Objects.requireNonNull(phase);
        message = ArgoCdMessages.quoted(message);
        analyses = analyses == null ? List.of() : List.copyOf(analyses);
    }

    /** How the old version is replaced. */
    public enum Strategy {
        CANARY,
        BLUE_GREEN
    }

    /** As of {@code RolloutPhase} of Argo Rollouts. */
    public enum Phase {
        HEALTHY,
        PROGRESSING,
        PAUSED,
        DEGRADED
    }

    /**
     * How far a canary is.
     *
     * @param current the step that it is at, from 1 on; {@code all} once it is through
     * @param weight percent of the traffic (or of the pods, where no traffic is split) that the new version is to get; null where not known
     */
    public record Steps(int current, int all, @Nullable Integer weight) {}

    /**
     * A pause.
     *
     * @param reason {@code CanaryPauseStep}, {@code BlueGreenPause}, {@code InconclusiveAnalysisRun}, or {@code manually paused}
     * @param since null where not known
     * @param until when it ends by itself; null for one that somebody has to end
     */
    public record Pause(
            String reason,
            @Nullable Instant since,
            @Nullable Instant until) {

        public Pause {
            reason = CleanText.line(reason);
        }

        /** Whether nobody has to end it. */
        public boolean endsByItself() {
            return until != null;
        }
    }

    /** Whether a resource of the tree is one. */
    public static boolean isOne(ResourceNode node) {
        return node.key().group().equals(GROUP) && node.key().kind().equals("Rollout");
    }

    /** Whether a resource of the tree is a run of measurements. */
    public static boolean isAnalysis(ResourceNode node) {
        return node.key().group().equals(GROUP) && node.key().kind().equals("AnalysisRun");
    }

    /** Whether it goes no further before somebody promotes or aborts it. */
    public boolean awaitsSomebody() {
        return pause != null && !pause.endsByItself();
    }

    /** The run that decided against the new version; empty where none is known. */
    public Optional<AnalysisRun> failedAnalysis() {
        return analyses.stream().filter(AnalysisRun::hasFailed).findFirst();
    }

    /** The same with a run that is known better. */
    public ProgressiveRollout with(AnalysisRun run) {
        List<AnalysisRun> others = new ArrayList<>(analyses);
        others.removeIf(one -> one.name().equals(run.name()));
        others.add(run);
        return new ProgressiveRollout(key, strategy, phase, message, steps, pause, aborted, promoted, others);
    }

    /** The same as long as nothing but a message has become different; another one once an action has had its effect. */
    public String place() {
        return String.join(
                " ",
                phase.name(),
                steps == null ? "" : steps.current() + "/" + steps.all(),
                pause == null ? "" : pause.reason() + " " + pause.since(),
                aborted ? "aborted" : "");
    }

    /** {@code paused at step 2 of 5, weight 20 %, until somebody promotes or aborts it (CanaryPauseStep)}. */
    public String describe() {
        if (aborted) {
            return "aborted" + because();
        }
        if (pause != null) {
            String end = pause.endsByItself() ? "until " + pause.until() : "until somebody promotes or aborts it";
            return "paused" + where() + ", " + end + " (" + pause.reason() + ")";
        }
        return switch (phase) {
            case HEALTHY -> "Healthy";
            case DEGRADED -> "Degraded" + because();
            default -> "Progressing" + where() + because();
        };
    }

    private String because() {
        return message.isEmpty() ? "" : ": " + message;
    }

    private String where() {
        if (strategy == Strategy.BLUE_GREEN) {
            return pause == null ? "" : " before the new version serves";
        }
        if (steps == null) {
            return "";
        }
        return " at step " + steps.current() + " of " + steps.all()
                + (steps.weight() == null ? "" : ", weight " + steps.weight() + " %");
    }
}
