package io.jenkins.plugins.argoimageupdate.engine.argocd;

import java.time.Duration;

/**
 * What is to be rolled out and how far to follow it.
 *
 * @param revision the commit; empty where the Application's own specification was changed instead
 * @param repository the URL of the repository the commit is in; empty when the Application has one source only
 * @param sync whether to sync an Application whose automated sync is off; one that is on is left to sync by itself
 * @param timeout for the whole wait
 */
public record RolloutRequest(
        ApplicationRef application,
        String revision,
        String repository,
        WaitFor waitFor,
        boolean sync,
        Duration timeout) {}
