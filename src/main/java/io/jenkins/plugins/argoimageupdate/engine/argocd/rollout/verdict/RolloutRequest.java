package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import java.time.Duration;

/**
 * What is to be rolled out and how far to follow it.
 *
 * @param sync whether to sync an Application whose automated sync is off; one that is on is left to sync by itself
 * @param timeout for the whole wait
 * @param endOnFailedHook whether the first failure of a hook ends the wait, and not only the last of Argo CD's attempts
 */
public record RolloutRequest(
        ApplicationRef application,
        DesiredState desired,
        WaitFor waitFor,
        boolean sync,
        Duration timeout,
        boolean endOnFailedHook) {}
