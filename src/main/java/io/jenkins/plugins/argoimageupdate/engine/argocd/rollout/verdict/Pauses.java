package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;

/** What it means that Rollouts of Argo Rollouts pause. */
final class Pauses {

    static final String ADVICE =
            "Promote or abort it on the page of the build, with the step argoRollout, with 'argo-image-update rollout' or in"
                    + " Argo CD; to end here, wait for 'paused'";

    private Pauses() {}

    /**
     * Whether all that is left to do is for somebody to promote or abort: everything else is as it should be, and no pause ends by
     * itself.
     */
    static boolean areReached(Observation seen) {
        return seen.application().status().health().status() == HealthStatus.SUSPENDED
                && isSomebodyAwaited(seen)
                && seen.rollouts().stream().allMatch(ProgressiveRollout::awaitsSomebody);
    }

    /** Whether a Rollout goes no further before somebody promotes or aborts it. */
    static boolean isSomebodyAwaited(Observation seen) {
        return seen.rollouts().stream().anyMatch(ProgressiveRollout::awaitsSomebody);
    }
}
