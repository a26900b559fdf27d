package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.PodText;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceResult;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A hook of a sync that has failed.
 *
 * @param pod that shows why; null where it is gone or not looked at
 */
public record HookFailure(ResourceResult hook, @Nullable ResourceNode pod) {

    private static final Comparator<ResourceNode> MOST_TELLING = Comparator.comparing(
                    (ResourceNode pod) -> pod.health().status() == HealthStatus.DEGRADED)
            .thenComparing(ResourceNode::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** Those of the attempt under way, or of the last one. */
    public static List<HookFailure> of(Operation operation, ResourceTree tree) {
        List<ResourceResult> failed = operation.failedHooks();
        if (failed.isEmpty()) {
            return List.of();
        }
        Map<ResourceKey, ResourceNode> pods = new HashMap<>();
        tree.pods().stream()
                .filter(pod -> pod.health().status() != HealthStatus.HEALTHY)
                .forEach(pod -> pods.merge(tree.root(pod).key(), pod, BinaryOperator.maxBy(MOST_TELLING)));
        return failed.stream()
                .map(hook -> new HookFailure(hook, pods.get(hook.key())))
                .toList();
    }

    /** {@code : Job has reached …; pod migrate-x4z (org/app:1): Error 0/1: container "main" failed with exit code 3}. */
    public String why() {
        return (hook.message().isEmpty() ? "" : ": " + ArgoCdMessages.quoted(hook.message()))
                + (pod == null ? "" : "; " + PodText.name(pod) + ": " + PodText.state(pod));
    }

    /** {@code PreSync hook Job/migrate failed: …}. */
    @Override
    public String toString() {
        return hook.name() + " failed" + why();
    }
}
