package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.PodText;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationCondition;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceResult;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.HookFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is different from one look to the next. */
final class RolloutChanges {

    private RolloutChanges() {}

    /**
     * The changes in the order they are read: Application, operation, resources, pods.
     *
     * @param before null for the first look, where only the Application's own state is told, and what its Rollouts are at
     */
    static List<RolloutChange> between(@Nullable Observation before, Observation after) {
        Map<String, String> old = before == null ? Map.of() : facts(before, true);
        boolean allPods = before == null || !before.tree().nodes().isEmpty();
        Map<String, String> now = before == null ? summary(after) : facts(after, allPods);
        List<RolloutChange> changes = new ArrayList<>();
        now.forEach((what, state) -> {
            String was = old.getOrDefault(what, "");
            if (!was.equals(state)) {
                changes.add(new RolloutChange(after.at(), what, was, state));
            }
        });
        old.forEach((what, state) -> {
            if (!now.containsKey(what) && !isForgotten(what, after)) {
                changes.add(new RolloutChange(after.at(), what, state, ""));
            }
        });
        return changes;
    }

    /** Argo CD drops the results of an operation when it tries again or starts another one; the hooks have not gone by that. */
    private static boolean isForgotten(String what, Observation after) {
        return what.equals("health") || what.equals("sync") || what.contains(" hook ");
    }

    private static Map<String, String> summary(Observation seen) {
        ApplicationStatus status = seen.application().status();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("sync status", status.sync() + " at " + ArgoCdMessages.shorten(status.revisions()));
        if (status.health().status() != HealthStatus.NONE) {
            facts.put("health", status.health().toString());
        }
        Operation operation = status.operation();
        if (operation != null) {
            facts.put(
                    "sync",
                    operation.phase() + " to " + ArgoCdMessages.shorten(operation.revisions())
                            + (operation.message().isEmpty() ? "" : ": " + ArgoCdMessages.quoted(operation.message())));
        }
        for (ApplicationCondition condition : status.conditions()) {
            facts.put(condition.type(), ArgoCdMessages.quoted(condition.message()));
        }
        seen.rollouts().forEach(rollout -> facts.put(rollout.key().toString(), rollout.describe()));
        return facts;
    }

    /** @param allPods also those, and the analyses, from before the operation, as others were seen before */
    private static Map<String, String> facts(Observation seen, boolean allPods) {
        Map<String, String> facts = summary(seen);
        Operation operation = seen.application().status().operation();
        if (operation != null) {
            Map<ResourceResult, HookFailure> failures = new IdentityHashMap<>();
            HookFailure.of(operation, seen.tree()).forEach(failure -> failures.put(failure.hook(), failure));
            operation.results().stream()
                    .filter(result -> result.isHook() && result.hookPhase() != null)
                    .forEach(hook -> facts.put(hook.name(), hookState(hook, failures.get(hook))));
        }
        for (ResourceStatus resource : seen.application().status().resources()) {
            if (resource.health().status() != HealthStatus.NONE) {
                facts.put(
                        resource.key().toString(),
                        seen.rollout(resource.key())
                                .map(ProgressiveRollout::describe)
                                .orElseGet(() ->
                                        ArgoCdMessages.quoted(resource.health().toString())));
            }
        }
        for (ResourceNode node : seen.tree().nodes()) {
            if (ProgressiveRollout.isAnalysis(node) && (allPods || isNew(node, operation))) {
                facts.put(
                        node.key().toString(),
                        ArgoCdMessages.quoted(node.health().toString()));
            }
        }
        for (ResourceNode pod : seen.tree().pods()) {
            if (allPods || isNew(pod, operation)) {
                facts.put(PodText.name(pod), PodText.state(pod));
            }
        }
        return facts;
    }

    private static boolean isNew(ResourceNode node, @Nullable Operation operation) {
        Instant since = operation == null ? null : operation.startedAt();
        return since != null && node.createdAt() != null && !node.createdAt().isBefore(since);
    }

    /** @param failure null for none */
    private static String hookState(ResourceResult hook, @Nullable HookFailure failure) {
        return hook.hookPhase() + (failure == null ? "" : failure.why());
    }
}
