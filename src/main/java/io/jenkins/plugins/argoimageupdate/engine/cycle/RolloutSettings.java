package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import java.time.Duration;

/**
 * How far a change is followed.
 *
 * @param sync whether to sync Applications whose automated sync is off
 * @param timeout for the wait for one Application
 * @param endOnFailedHook whether the first failure of a hook ends the wait, instead of the last of Argo CD's attempts
 */
public record RolloutSettings(
        boolean sync, WaitFor waitFor, Duration timeout, RolloutLimits limits, boolean endOnFailedHook) {

    /** Sync where needed, and wait ten minutes for health. */
    public static final RolloutSettings DEFAULT =
            new RolloutSettings(true, WaitFor.HEALTHY, Duration.ofMinutes(10), RolloutLimits.DEFAULT);

    /** With as many attempts at a hook as Argo CD makes. */
    public RolloutSettings(boolean sync, WaitFor waitFor, Duration timeout, RolloutLimits limits) {
        this(sync, waitFor, timeout, limits, false);
    }
}
