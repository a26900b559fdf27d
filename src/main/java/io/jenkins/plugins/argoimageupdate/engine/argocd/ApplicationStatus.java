package io.jenkins.plugins.argoimageupdate.engine.argocd;

import java.time.Instant;
import java.util.List;

/**
 * What Argo CD last saw of an Application.
 *
 * @param revisions what it was compared with, one for each source; not always commits: the branch's name after a comparison error
 * @param ofSpec whether the comparison was with the sources that the Application has now
 * @param operation the pending, running or last sync; null if there never was one
 * @param history oldest first
 * @param hydration null unless the Application uses the source hydrator
 * @param reconciledAt null before the first comparison
 */
public record ApplicationStatus(
        SyncStatus sync,
        List<String> revisions,
        boolean ofSpec,
        Health health,
        Operation operation,
        List<ApplicationCondition> conditions,
        List<ResourceStatus> resources,
        List<DeployedRevision> history,
        Hydration hydration,
        Instant reconciledAt) {

    /** The managed resources that keep the Application from being Healthy. */
    public List<ResourceStatus> notHealthy() {
        return resources.stream().filter(r -> !r.health().isGood()).toList();
    }
}
