package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code status.history}: revisions that were synced successfully.
 *
 * @param revisions one for each source
 * @param sources what was synced besides the revision (paths, parameters), as text to be compared
 * @param startedAt when that sync started; null where Argo CD does not say
 * @param initiator the user; empty for an automated sync and where Argo CD does not say
 * @param automated whether Argo CD synced by itself
 */
public record DeployedRevision(
        List<String> revisions, String sources, @Nullable Instant startedAt, String initiator, boolean automated) {

    public DeployedRevision {
        revisions = CleanText.lines(revisions);
        initiator = CleanText.line(initiator);
    }

    /** Whether both stand for the same manifests. */
    public boolean isSameAs(DeployedRevision other) {
        return revisions.equals(other.revisions) && sources.equals(other.sources);
    }
}
