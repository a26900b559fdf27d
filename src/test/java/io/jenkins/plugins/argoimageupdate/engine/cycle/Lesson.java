package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.demo.GitManifests;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The example of a frontend and a backend, for servers of a test's own. */
public final class Lesson {

    private Lesson() {}

    public static Map<String, byte[]> chart() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String file : List.of("Chart.yaml", "values.yaml", "templates/frontend.yaml", "templates/backend.yaml")) {
            files.put(file, resource("chart/" + file).getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    /** The same with a frontend that is a canary of Argo Rollouts. */
    public static Map<String, byte[]> canary() {
        Map<String, byte[]> files = chart();
        files.put("templates/frontend.yaml", resource("chart/canary.yaml").getBytes(StandardCharsets.UTF_8));
        return files;
    }

    public static String application(String url) {
        return resource("application.json").replace("REPOSITORY", url);
    }

    /** The stand-in for Argo CD reads the repository where it lies: how it reaches it is not what is tested. */
    public static ManifestSource fromDisk(Path emptyFolder, Path repository) {
        GitManifests manifests = new GitManifests(emptyFolder, null);
        return (application, source, revision) -> {
            ObjectNode onDisk = ((ObjectNode) source).deepCopy();
            onDisk.put("repoURL", repository.toUri().toString());
            return manifests.render(application, onDisk, revision);
        };
    }

    private static String resource(String name) {
        try (InputStream in = DemoWorld.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
