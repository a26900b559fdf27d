package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** An Argo CD with Applications that run nothing: their images are only watched where they are forced. */
final class StubbedArgoCd implements AutoCloseable {

    private static final String PREFIX = "argocd-image-updater.argoproj.io/";

    private final EmbeddedArgoCd argocd = EmbeddedArgoCd.start(
            ArgoCdOptions.of("token", "password"),
            (application, source, revision) ->
                    new ManifestSource.Rendered("a".repeat(40), "Helm", List.of(), List.of()));

    /** @param annotations without the Image Updater's prefix */
    void add(String name, Map<String, String> annotations) {
        Map<String, String> keys = new LinkedHashMap<>();
        annotations.forEach((key, value) -> keys.put(PREFIX + key, value));
        argocd.add(new JsonMapper()
                .writeValueAsString(Map.of(
                        "metadata", Map.of("name", name, "namespace", "argocd", "annotations", keys),
                        "spec",
                                Map.of(
                                        "project", "default",
                                        "destination", Map.of("namespace", "x"),
                                        "source",
                                                Map.of(
                                                        "repoURL", "https://git.example.com/team/charts.git",
                                                        "path", name,
                                                        "targetRevision", "main"),
                                        "syncPolicy", Map.of("automated", Map.of())))));
    }

    /** With an unreachable registry. */
    FixedConnections connections() {
        return connections(FixedConnections::anonymous, URI.create("http://127.0.0.1:1"));
    }

    FixedConnections connections(Function<String, GitRemote> remotes, URI registry) {
        return new FixedConnections(
                RegistryEndpoint.at("docker.io", registry, TlsTrust.DEFAULT),
                RegistryLogin.ANONYMOUS,
                remotes,
                FixedConnections.demo(argocd.url(), "token"));
    }

    @Override
    public void close() {
        argocd.close();
    }
}
