package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.JsonAnswers.health;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.JsonAnswers.instant;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.JsonAnswers.text;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.JsonAnswers.textMap;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.JsonAnswers.texts;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.PluginVariable;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads the JSON of an Application resource as the API and Kubernetes give it. Missing parts become empty ones. */
public final class ApplicationJson {

    private ApplicationJson() {}

    /** The part of an Application that updating its images needs. */
    public static Application application(JsonNode json) {
        JsonNode metadata = json.path("metadata");
        JsonNode spec = json.path("spec");
        JsonNode status = json.path("status");
        boolean hydrated = spec.path("sourceHydrator").isObject();
        boolean multiSource = !hydrated && !spec.path("sources").isEmpty();
        return new Application(
                text(metadata, "name"),
                text(metadata, "namespace"),
                text(status, "controllerNamespace"),
                text(spec, "project"),
                textMap(metadata.path("labels")),
                textMap(metadata.path("annotations")),
                sources(spec, hydrated, multiSource),
                multiSource,
                hydrated,
                sourceTypes(status),
                texts(status.path("summary").path("images")));
    }

    /** The Application with its state. */
    public static LiveApplication live(JsonNode json) {
        JsonNode automated = json.path("spec").path("syncPolicy").path("automated");
        boolean isAutomated = automated.isObject() && automated.path("enabled").asBoolean(true);
        return new LiveApplication(
                application(json), text(json.path("metadata"), "resourceVersion"), isAutomated, status(json));
    }

    private static List<ApplicationSource> sources(JsonNode spec, boolean hydrated, boolean multiSource) {
        if (hydrated) {
            return List.of(source(spec.path("sourceHydrator").path("drySource")));
        }
        if (!multiSource) {
            return spec.path("source").isObject() ? List.of(source(spec.path("source"))) : List.of();
        }
        List<ApplicationSource> sources = new ArrayList<>();
        for (JsonNode source : spec.path("sources")) {
            sources.add(source(source));
        }
        return List.copyOf(sources);
    }

    private static ApplicationSource source(JsonNode source) {
        JsonNode kustomize = source.path("kustomize");
        return new ApplicationSource(
                text(source, "repoURL"),
                text(source, "path"),
                text(source, "chart"),
                text(source, "targetRevision"),
                helmParameters(source.path("helm")),
                kustomize.isObject() ? texts(kustomize.path("images")) : null,
                pluginEnvironment(source.path("plugin")),
                text(source, "ref"),
                texts(source.path("helm").path("valueFiles")));
    }

    private static List<HelmParameter> helmParameters(JsonNode helm) {
        if (!helm.isObject()) {
            return null;
        }
        List<HelmParameter> parameters = new ArrayList<>();
        for (JsonNode parameter : helm.path("parameters")) {
            parameters.add(new HelmParameter(
                    text(parameter, "name"),
                    text(parameter, "value"),
                    parameter.path("forceString").asBoolean(false)));
        }
        return List.copyOf(parameters);
    }

    private static List<PluginVariable> pluginEnvironment(JsonNode plugin) {
        if (!plugin.isObject()) {
            return null;
        }
        List<PluginVariable> variables = new ArrayList<>();
        for (JsonNode variable : plugin.path("env")) {
            variables.add(new PluginVariable(text(variable, "name"), text(variable, "value")));
        }
        return List.copyOf(variables);
    }

    private static List<String> sourceTypes(JsonNode status) {
        if (!status.path("sourceTypes").isEmpty()) {
            return texts(status.path("sourceTypes"));
        }
        String type = text(status, "sourceType");
        return type.isEmpty() ? List.of() : List.of(type);
    }

    private static ApplicationStatus status(JsonNode json) {
        JsonNode status = json.path("status");
        JsonNode sync = status.path("sync");
        return new ApplicationStatus(
                SyncStatus.of(text(sync, "status")),
                revisions(sync),
                isOfSpec(sync.path("comparedTo"), json.path("spec")),
                health(status),
                operation(json),
                conditions(status.path("conditions")),
                resources(status.path("resources")),
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
    private static Operation operation(JsonNode json) {
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
                pending ? null : instant(state, "finishedAt"));
    }

    private static List<ApplicationCondition> conditions(JsonNode array) {
        List<ApplicationCondition> conditions = new ArrayList<>();
        for (JsonNode condition : array) {
            conditions.add(new ApplicationCondition(
                    text(condition, "type"), text(condition, "message").strip()));
        }
        return List.copyOf(conditions);
    }

    private static List<ResourceStatus> resources(JsonNode array) {
        List<ResourceStatus> resources = new ArrayList<>();
        for (JsonNode resource : array) {
            resources.add(new ResourceStatus(
                    JsonAnswers.key(resource), SyncStatus.of(text(resource, "status")), health(resource)));
        }
        return List.copyOf(resources);
    }

    private static List<DeployedRevision> history(JsonNode array) {
        List<DeployedRevision> history = new ArrayList<>();
        for (JsonNode entry : array) {
            history.add(new DeployedRevision(revisions(entry), instant(entry, "deployStartedAt")));
        }
        return List.copyOf(history);
    }

    private static Hydration hydration(JsonNode hydrator) {
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
