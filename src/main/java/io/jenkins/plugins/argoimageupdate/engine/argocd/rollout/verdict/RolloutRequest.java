package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import java.time.Duration;
import java.util.List;

/**
 * What is to be rolled out and how far to follow it.
 *
 * @param revision the commit; empty where the Application's own specification was changed instead
 * @param repository the URL of the repository the commit is in; empty when the Application has one source only
 * @param sync whether to sync an Application whose automated sync is off; one that is on is left to sync by itself
 * @param timeout for the whole wait
 * @param written whether this run has written the revision: one that was there before is not synced again after somebody has
 *     rolled back from it
 * @param images that are to run in the end; empty where that is not known
 * @param before what is known of other revisions; {@link RevisionsBefore#UNKNOWN} for nothing
 * @param endOnFailedHook whether the first failure of a hook ends the wait, and not only the last of Argo CD's attempts
 */
public record RolloutRequest(
        ApplicationRef application,
        String revision,
        String repository,
        WaitFor waitFor,
        boolean sync,
        Duration timeout,
        boolean written,
        List<DesiredImage> images,
        boolean endOnFailedHook,
        RevisionsBefore before) {

    /** For what was just written, with as many attempts as Argo CD makes. */
    public RolloutRequest(
            ApplicationRef application,
            String revision,
            String repository,
            WaitFor waitFor,
            boolean sync,
            Duration timeout) {
        this(application, revision, repository, waitFor, sync, timeout, true, List.of(), false);
    }

    /** Where nothing is known of other revisions. */
    public RolloutRequest(
            ApplicationRef application,
            String revision,
            String repository,
            WaitFor waitFor,
            boolean sync,
            Duration timeout,
            boolean written,
            List<DesiredImage> images,
            boolean endOnFailedHook) {
        this(
                application,
                revision,
                repository,
                waitFor,
                sync,
                timeout,
                written,
                images,
                endOnFailedHook,
                RevisionsBefore.UNKNOWN);
    }

    /** What is rolled out, in words: {@code commit 1cce7a0} or {@code its new specification}. */
    public String what() {
        return revision.isEmpty() ? "its new specification" : "commit " + ArgoCdMessages.shorten(List.of(revision));
    }
}
