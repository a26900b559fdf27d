package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSources;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSources.Form;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.ObservedApplication;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An Application that no Argo CD is asked about: all that is known of it is what a request says. */
public final class StandaloneApplication {

    private StandaloneApplication() {}

    /** @throws ConfigurationException if the request does not say enough */
    public static Application of(WatchRequest request) {
        String name = request.applications().name();
        String repository = request.writeBack().repository();
        if ("argocd".equals(request.writeBack().method())) {
            throw unusable(name, "writeBack: argocd needs an Argo CD server, and none is configured", "write to Git");
        }
        List<String> missing = missing(request);
        if (!missing.isEmpty()) {
            String all = String.join(" and ", missing);
            throw unusable(
                    name,
                    "no Argo CD server is configured, and " + all + (missing.size() == 1 ? " is" : " are") + " missing",
                    "give " + all);
        }
        if (Objects.requireNonNullElse(request.writeBack().target(), "").isEmpty()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "watch Application " + name,
                    "without Argo CD, the location of its manifests is unknown, and git.target is not set",
                    "Set git.target from the repository's root, such as kustomization:/overlays/prod or"
                            + " helmvalues:/chart/values.yaml");
        }
        ApplicationSource source = new ApplicationSource(
                repository,
                "",
                "",
                Objects.requireNonNullElse(request.writeBack().branch(), ""),
                "",
                null,
                null,
                null);
        return new Application(
                name,
                request.applications().namespace(),
                request.applications().project(),
                Map.of(),
                Map.of(),
                new ApplicationSources(Form.SINGLE, List.of(source)),
                new ObservedApplication("", List.of(type(request)), List.of()));
    }

    /** What a server would tell. */
    private static List<String> missing(WatchRequest request) {
        List<String> missing = new ArrayList<>();
        if (request.applications().name().isEmpty()) {
            missing.add("the name of the Application");
        }
        if (request.images().isEmpty()) {
            missing.add("images");
        }
        if (request.writeBack().repository() == null) {
            missing.add("git.url");
        }
        return missing;
    }

    private static ConfigurationException unusable(String name, String answer, String otherwise) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "watch " + (name.isEmpty() ? "Applications" : "Application " + name),
                answer,
                "Configure an Argo CD server, or " + otherwise);
    }

    private static String type(WatchRequest request) {
        String target = Objects.requireNonNullElse(request.writeBack().target(), "");
        ManifestTarget first = request.images().get(0).target();
        if (target.startsWith("kustomization") || first instanceof ManifestTarget.Kustomize) {
            return "Kustomize";
        }
        return first instanceof ManifestTarget.Plugin ? "Plugin" : "Helm";
    }
}
