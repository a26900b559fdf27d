package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers.text;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers.textMap;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers.texts;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.Helm;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.PluginVariable;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSources;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSources.Form;
import io.jenkins.plugins.argoimageupdate.engine.application.ObservedApplication;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the JSON of an Application resource as the API and Kubernetes give it. Missing parts become empty ones. */
public final class ApplicationJson {

    private ApplicationJson() {}

    /** The part of an Application that updating its images needs. */
    static Application application(JsonNode json) {
        JsonNode metadata = json.path("metadata");
        JsonNode spec = json.path("spec");
        JsonNode status = json.path("status");
        return new Application(
                text(metadata, "name"),
                text(metadata, "namespace"),
                text(spec, "project"),
                textMap(metadata.path("labels")),
                textMap(metadata.path("annotations")),
                sources(spec),
                new ObservedApplication(
                        text(status, "controllerNamespace"),
                        sourceTypes(status),
                        texts(status.path("summary").path("images"))));
    }

    /** The Application with its state. */
    public static LiveApplication live(JsonNode json) {
        JsonNode automated = json.path("spec").path("syncPolicy").path("automated");
        boolean isAutomated = automated.isObject() && automated.path("enabled").asBoolean(true);
        JsonNode metadata = json.path("metadata");
        return new LiveApplication(
                application(json),
                text(metadata, "uid"),
                text(metadata, "resourceVersion"),
                isAutomated,
                !text(metadata, "deletionTimestamp").isEmpty(),
                applicationSet(metadata),
                StatusJson.status(json));
    }

    private static String applicationSet(JsonNode metadata) {
        for (JsonNode owner : metadata.path("ownerReferences")) {
            if (text(owner, "kind").equals("ApplicationSet")) {
                return text(owner, "name");
            }
        }
        return "";
    }

    private static ApplicationSources sources(JsonNode spec) {
        if (spec.path("sourceHydrator").isObject()) {
            return new ApplicationSources(
                    Form.HYDRATED, List.of(source(spec.path("sourceHydrator").path("drySource"))));
        }
        if (spec.path("sources").isEmpty()) {
            JsonNode source = spec.path("source");
            return new ApplicationSources(Form.SINGLE, source.isObject() ? List.of(source(source)) : List.of());
        }
        List<ApplicationSource> sources = new ArrayList<>();
        for (JsonNode source : spec.path("sources")) {
            sources.add(source(source));
        }
        return new ApplicationSources(Form.SEVERAL, List.copyOf(sources));
    }

    private static ApplicationSource source(JsonNode source) {
        JsonNode kustomize = source.path("kustomize");
        return new ApplicationSource(
                text(source, "repoURL"),
                text(source, "path"),
                text(source, "chart"),
                text(source, "targetRevision"),
                text(source, "ref"),
                helm(source.path("helm")),
                kustomize.isObject() ? texts(kustomize.path("images")) : null,
                pluginEnvironment(source.path("plugin")));
    }

    /** The object goes before the text (argo-cd: {@code ApplicationSourceHelm.ValuesYAML}). */
    private static String values(JsonNode helm) {
        JsonNode object = helm.path("valuesObject");
        return object.isObject() && !object.isEmpty() ? object.toString() : text(helm, "values");
    }

    private static @Nullable Helm helm(JsonNode helm) {
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
        return new Helm(List.copyOf(parameters), texts(helm.path("valueFiles")), values(helm));
    }

    private static @Nullable List<PluginVariable> pluginEnvironment(JsonNode plugin) {
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
}
