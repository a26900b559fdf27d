package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationCondition;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong with an Application before Argo CD was told of the commit: often the very thing that the commit repairs. Immutable.
 *
 * @param degraded resources that have been Degraded all the time since
 * @param conditions of the comparison made last before
 * @param comparedAt when that was; null for never
 */
record EarlierProblems(
        Set<ResourceKey> degraded,
        List<ApplicationCondition> conditions,
        @Nullable Instant comparedAt) {

    static final EarlierProblems NONE = new EarlierProblems(Set.of(), List.of(), null);

    /** @param syncedAt when the sync of the commit had begun before this look; null for not yet */
    static EarlierProblems of(ApplicationStatus before, @Nullable Instant syncedAt) {
        boolean isOlder = syncedAt == null
                || before.healthSince() != null && before.healthSince().isBefore(syncedAt);
        return new EarlierProblems(
                isOlder ? keys(before) : Set.of(),
                syncedAt == null ? before.conditions() : List.of(),
                before.reconciledAt());
    }

    /** What is left of it: a resource that has recovered once is broken by something else the next time. */
    EarlierProblems stillThere(ApplicationStatus now) {
        Set<ResourceKey> keys = keys(now);
        return new EarlierProblems(
                degraded.stream().filter(keys::contains).collect(Collectors.toUnmodifiableSet()),
                conditions,
                comparedAt);
    }

    boolean includes(ResourceKey resource) {
        return degraded.contains(resource);
    }

    /** Whether a condition is from a comparison that was made before. */
    boolean includes(ApplicationCondition condition, ApplicationStatus now) {
        return conditions.contains(condition) && Objects.equals(comparedAt, now.reconciledAt());
    }

    private static Set<ResourceKey> keys(ApplicationStatus status) {
        return status.degraded().stream().map(ResourceStatus::key).collect(Collectors.toUnmodifiableSet());
    }
}
