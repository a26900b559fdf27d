package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Argo CD last saw of an Application.
 *
 * @param revisions what it was compared with, one for each source; not always commits: the branch's name after a comparison error
 * @param ofSpec whether the comparison was with the sources that the Application has now
 * @param healthSince when the health became what it is; null where Argo CD does not say
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
        @Nullable Instant healthSince,
        @Nullable Operation operation,
        List<ApplicationCondition> conditions,
        List<ResourceStatus> resources,
        List<DeployedRevision> history,
        @Nullable Hydration hydration,
        @Nullable Instant reconciledAt) {

    public ApplicationStatus {
        revisions = CleanText.lines(revisions);
    }

    /** Stands for a resource that is not named. */
    public static final ResourceKey UNNAMED = new ResourceKey("", "", "", "");

    /** What makes the Application Degraded: {@link #UNNAMED} where Argo CD does not say it, empty where nothing does. */
    public List<ResourceStatus> degraded() {
        if (health.status() != HealthStatus.DEGRADED) {
            return List.of();
        }
        List<ResourceStatus> named = resources.stream()
                .filter(r -> r.health().status() == HealthStatus.DEGRADED)
                .toList();
        return named.isEmpty() ? List.of(new ResourceStatus(UNNAMED, SyncStatus.UNKNOWN, health, false)) : named;
    }

    /** All revisions that Argo CD tells of: what it compares with, has synced, or syncs. */
    public Set<String> knownRevisions() {
        Set<String> known = new HashSet<>(revisions);
        history.forEach(entry -> known.addAll(entry.revisions()));
        if (operation != null) {
            known.addAll(operation.revisions());
        }
        return known;
    }

    ApplicationStatus withMissingHealth(Map<ResourceKey, Health> known) {
        List<ResourceStatus> completed = resources.stream()
                .map(r -> r.health().status() == HealthStatus.NONE
                        ? new ResourceStatus(r.key(), r.sync(), known.getOrDefault(r.key(), r.health()), r.pruned())
                        : r)
                .toList();
        return new ApplicationStatus(
                sync,
                revisions,
                ofSpec,
                health,
                healthSince,
                operation,
                conditions,
                completed,
                history,
                hydration,
                reconciledAt);
    }

    ApplicationStatus withoutResults() {
        return operation == null || operation.results().isEmpty()
                ? this
                : new ApplicationStatus(
                        sync,
                        revisions,
                        ofSpec,
                        health,
                        healthSince,
                        operation.withoutResults(),
                        conditions,
                        resources,
                        history,
                        hydration,
                        reconciledAt);
    }

    /** The managed resources that keep the Application from being Healthy. */
    public List<ResourceStatus> notHealthy() {
        return resources.stream().filter(r -> !r.health().isGood()).toList();
    }
}
