package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
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
        if (name.isEmpty() || repository == null || request.images().isEmpty()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "watch " + (name.isEmpty() ? "Applications" : "Application " + name),
                    "no Argo CD server is configured, and without one a name, images, git.url and git.target are needed",
                    "Configure an Argo CD server, or give all four");
        }
        if (Objects.requireNonNullElse(request.writeBack().target(), "").isEmpty()) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "watch Application " + name,
                    "without Argo CD nothing tells where its manifests are, and git.target is not set",
                    "Set git.target from the repository's root, such as kustomization:/overlays/prod or"
                            + " helmvalues:/chart/values.yaml");
        }
        ApplicationSource source = new ApplicationSource(
                repository,
                "",
                "",
                Objects.requireNonNullElse(request.writeBack().branch(), ""),
                null,
                null,
                null);
        return new Application(
                name,
                request.applications().namespace(),
                "",
                request.applications().project(),
                Map.of(),
                Map.of(),
                List.of(source),
                false,
                false,
                List.of(type(request)),
                List.of());
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
