package io.jenkins.plugins.argoimageupdate.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A Rollout of Argo Rollouts, in the result of a step. Immutable. */
public final class RolloutStatus implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String namespace;
    private final String name;
    private final String phase;
    private final int step;
    private final int steps;
    private final Integer weight;
    private final boolean paused;
    private final boolean aborted;
    private final String message;

    RolloutStatus(ProgressiveRollout rollout) {
        this.namespace = rollout.key().namespace();
        this.name = rollout.key().name();
        this.phase = phase(rollout.phase());
        this.step = rollout.steps() == null ? 0 : rollout.steps().current();
        this.steps = rollout.steps() == null ? 0 : rollout.steps().all();
        this.weight = rollout.steps() == null ? null : rollout.steps().weight();
        this.paused = rollout.awaitsSomebody();
        this.aborted = rollout.aborted();
        this.message = rollout.describe();
    }

    /** As Argo Rollouts writes it. */
    static String phase(ProgressiveRollout.Phase phase) {
        return switch (phase) {
            case HEALTHY -> "Healthy";
            case PROGRESSING -> "Progressing";
            case PAUSED -> "Paused";
            case DEGRADED -> "Degraded";
        };
    }

    @Whitelisted
    public String getNamespace() {
        return namespace;
    }

    @Whitelisted
    public String getName() {
        return name;
    }

    /** {@code Healthy}, {@code Progressing}, {@code Paused} or {@code Degraded}. */
    @Whitelisted
    public String getPhase() {
        return phase;
    }

    /** The step that a canary is at, from 1 on; 0 where there are none. */
    @Whitelisted
    public int getStep() {
        return step;
    }

    /** How many steps a canary has; 0 where there are none. */
    @Whitelisted
    public int getSteps() {
        return steps;
    }

    /** Percent that the new version of a canary is to get; null where not known. */
    @Whitelisted
    @CheckForNull
    public Integer getWeight() {
        return weight;
    }

    /** Whether it goes no further before somebody promotes or aborts it. */
    @Whitelisted
    public boolean isPaused() {
        return paused;
    }

    /** Whether the new version was given up. */
    @Whitelisted
    public boolean isAborted() {
        return aborted;
    }

    /** What it is at, in words. */
    @Whitelisted
    public String getMessage() {
        return message;
    }

    @Override
    @Whitelisted
    public String toString() {
        return "Rollout/" + name + ": " + message;
    }
}
