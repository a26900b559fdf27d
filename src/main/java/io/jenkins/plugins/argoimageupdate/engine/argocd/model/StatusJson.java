package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers.health;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers.instant;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers.text;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers.texts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the state of an Application out of its JSON. Missing parts become empty ones. */
public final class StatusJson {

    private StatusJson() {}

    /** @param json the whole Application, as what is applied is compared with its specification */
    public static ApplicationStatus status(JsonNode json) {
        JsonNode status = json.path("status");
        JsonNode sync = status.path("sync");
        List<ResourceStatus> resources = resources(status.path("resources"));
        return new ApplicationStatus(
                SyncStatus.of(text(sync, "status")),
                revisions(sync),
                isOfSpec(sync.path("comparedTo"), json.path("spec")),
                health(status),
                instant(status.path("health"), "lastTransitionTime"),
                operation(json, resources),
                conditions(status.path("conditions")),
                resources,
                history(status.path("history")),
                hydration(status.path("sourceHydrator")),
                instant(status, "reconciledAt"));
    }

    /** The revision or, for several sources, the revisions; a multi-source object has an empty {@code revision} besides. */
    private static List<String> revisions(JsonNode owner) {
        if (!owner.path("revisions").isEmpty()) {
            return texts(owner.path("revisions"));
        }
        String revision = text(owner, "revision");
        return revision.isEmpty() ? List.of() : List.of(revision);
    }

    /** Hydrated Applications are compared with the hydrator's output, which the specification does not spell out. */
    private static boolean isOfSpec(JsonNode applied, JsonNode spec) {
        if (spec.path("sourceHydrator").isObject()) {
            return true;
        }
        return spec.path("sources").isEmpty()
                ? applied.path("source").equals(spec.path("source"))
                : applied.path("sources").equals(spec.path("sources"));
    }

    /** The operation asked for if there is one, since the state still there then is that of an earlier one. */
    private static @Nullable Operation operation(JsonNode json, List<ResourceStatus> resources) {
        JsonNode state = json.path("status").path("operationState");
        JsonNode requested = json.path("operation");
        boolean pending = requested.isObject() && !requested.equals(state.path("operation"));
        if (!pending && !state.isObject()) {
            return null;
        }
        JsonNode operation = pending ? requested : state.path("operation");
        JsonNode initiator = operation.path("initiatedBy");
        boolean automated = initiator.path("automated").asBoolean(false);
        List<String> requestedRevisions = revisions(operation.path("sync"));
        return new Operation(
                pending ? OperationPhase.PENDING : OperationPhase.of(text(state, "phase")),
                pending ? "" : text(state, "message").strip(),
                requestedRevisions.isEmpty() ? revisions(state.path("syncResult")) : requestedRevisions,
                isOfSpec(operation.path("sync"), json.path("spec")),
                automated ? "automated sync" : text(initiator, "username"),
                automated,
                pending ? null : instant(state, "startedAt"),
                pending ? null : instant(state, "finishedAt"),
                pending ? List.of() : results(state.path("syncResult").path("resources"), resources),
                pending ? 0 : state.path("retryCount").asInt(0));
    }

    private static List<ResourceResult> results(JsonNode array, List<ResourceStatus> resources) {
        Map<ResourceKey, ResourceKey> known = new HashMap<>();
        resources.forEach(resource -> known.put(resource.key(), resource.key()));
        List<ResourceResult> results = new ArrayList<>();
        for (JsonNode result : array) {
            ResourceKey key = JsonAnswers.key(result);
            String phase = text(result, "hookPhase");
            results.add(new ResourceResult(
                    known.getOrDefault(key, key),
                    text(result, "status").intern(),
                    text(result, "message").strip(),
                    text(result, "hookType"),
                    phase.isEmpty() ? null : OperationPhase.of(phase)));
        }
        return List.copyOf(results);
    }

    private static List<ApplicationCondition> conditions(JsonNode array) {
        List<ApplicationCondition> conditions = new ArrayList<>();
        for (JsonNode condition : array) {
            conditions.add(new ApplicationCondition(
                    text(condition, "type"), text(condition, "message").strip()));
        }
        return List.copyOf(conditions);
    }

    /** Hooks are no part of the Application's health, and an old one stays in the list with its failure. */
    private static List<ResourceStatus> resources(JsonNode array) {
        List<ResourceStatus> resources = new ArrayList<>();
        for (JsonNode resource : array) {
            if (resource.path("hook").asBoolean(false)) {
                continue;
            }
            resources.add(new ResourceStatus(
                    JsonAnswers.key(resource),
                    SyncStatus.of(text(resource, "status")),
                    health(resource),
                    resource.path("requiresPruning").asBoolean(false)));
        }
        return List.copyOf(resources);
    }

    private static List<DeployedRevision> history(JsonNode array) {
        List<DeployedRevision> history = new ArrayList<>();
        String sources = "";
        for (JsonNode entry : array) {
            String of = (entry.path("sources").isEmpty() ? entry.path("source") : entry.path("sources")).toString();
            sources = of.equals(sources) ? sources : of; // most are the same, and many are kept
            JsonNode initiator = entry.path("initiatedBy");
            history.add(new DeployedRevision(
                    revisions(entry),
                    sources,
                    instant(entry, "deployStartedAt"),
                    text(initiator, "username"),
                    initiator.path("automated").asBoolean(false)));
        }
        return List.copyOf(history);
    }

    private static @Nullable Hydration hydration(JsonNode hydrator) {
        JsonNode operation = hydrator.path("currentOperation");
        if (!operation.isObject()) {
            return null;
        }
        return new Hydration(
                text(operation, "phase"),
                text(operation, "message").strip(),
                text(operation, "drySHA"),
                text(operation, "hydratedSHA"));
    }
}
