package io.jenkins.plugins.argoimageupdate.jenkins.step;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What the step {@code argoRollout} returns to a Pipeline. May be used in the sandbox, and survives a restart. Immutable. */
public final class ArgoRolloutResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String summary;
    private final ArrayList<RolloutStatus> rollouts = new ArrayList<>();

    /** @param now those that are not Healthy */
    ArgoRolloutResult(String summary, List<ProgressiveRollout> now) {
        this.summary = summary;
        now.forEach(rollout -> rollouts.add(new RolloutStatus(rollout)));
    }

    /** What the Rollouts are at, in one sentence. */
    @Whitelisted
    public String getSummary() {
        return summary;
    }

    /** Those that are not Healthy; none where all is promoted, and where nothing was waited for. */
    @Whitelisted
    public List<RolloutStatus> getRollouts() {
        return new ArrayList<>(rollouts);
    }

    /** Whether one goes no further before somebody promotes or aborts it. */
    @Whitelisted
    public boolean isPaused() {
        return rollouts.stream().anyMatch(RolloutStatus::isPaused);
    }

    /** Whether the new version of one was given up. */
    @Whitelisted
    public boolean isAborted() {
        return rollouts.stream().anyMatch(RolloutStatus::isAborted);
    }

    @Override
    @Whitelisted
    public String toString() {
        return summary;
    }
}
