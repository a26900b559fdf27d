package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.WaitFor;
import java.time.Duration;

/**
 * How far a change is followed.
 *
 * @param sync whether to sync Applications whose automated sync is off
 * @param timeout for the wait for one Application
 */
public record RolloutSettings(boolean sync, WaitFor waitFor, Duration timeout, RolloutLimits limits) {

    /** Sync where needed, and wait ten minutes for health. */
    public static final RolloutSettings DEFAULT =
            new RolloutSettings(true, WaitFor.HEALTHY, Duration.ofMinutes(10), RolloutLimits.DEFAULT);
}
