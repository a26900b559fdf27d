package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import java.util.List;

/**
 * What an Application is to be in the end.
 *
 * @param revision the commit; empty where the Application's own specification was changed instead
 * @param repository the URL of the repository the commit is in; empty when the Application has one source only
 * @param written whether this run has written the revision: one that was there before is not synced again after somebody has
 *     rolled back from it
 * @param images that are to run; empty where that is not known
 * @param before what is known of other revisions; {@link RevisionsBefore#UNKNOWN} for nothing
 */
public record DesiredState(
        String revision, String repository, boolean written, List<DesiredImage> images, RevisionsBefore before) {

    /** What is rolled out, in words: {@code commit 1cce7a0} or {@code its new specification}. */
    public String what() {
        return isSpecification() ? "its new specification" : "commit " + ArgoCdMessages.shorten(List.of(revision));
    }

    /** Whether the Application's own specification was changed, and no commit made. */
    boolean isSpecification() {
        return revision.isEmpty();
    }
}
