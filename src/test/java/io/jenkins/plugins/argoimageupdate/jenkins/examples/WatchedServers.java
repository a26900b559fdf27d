package io.jenkins.plugins.argoimageupdate.jenkins.examples;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.GitManifests;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource;
import io.jenkins.plugins.argoimageupdate.engine.chaos.FaultyProxy;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Lesson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A registry, a Git server and an Argo CD for some Applications, behind proxies that tell what Jenkins asks. */
final class WatchedServers implements AutoCloseable {

    private final EmbeddedRegistry registry = EmbeddedRegistry.start();
    private final EmbeddedGitServer git;
    private final EmbeddedArgoCd argocd;
    private final FaultyProxy beforeRegistry;
    private final FaultyProxy beforeGit;
    private final FaultyProxy beforeArgoCd;
    private final List<String> applications;
    private final List<String> heard = new ArrayList<>();

    WatchedServers(Path folder, int applications) throws IOException {
        git = EmbeddedGitServer.start(Files.createDirectories(folder.resolve("git")));
        argocd = EmbeddedArgoCd.start(
                ArgoCdOptions.of(DemoWorld.TOKEN, "unused"),
                new Direct(new GitManifests(Files.createDirectories(folder.resolve("manifests")), null)));
        beforeRegistry = FaultyProxy.before(registry.address());
        beforeGit = FaultyProxy.before(URI.create(git.url("")));
        beforeArgoCd = FaultyProxy.before(argocd.url());
        beforeRegistry.listen(line -> hear("registry " + line));
        beforeGit.listen(line -> hear("git " + line));
        beforeArgoCd.listen(line -> hear("argocd " + line));
        this.applications =
                IntStream.range(0, applications).mapToObj(i -> "app-" + i).toList();
        push(0);
        for (String application : this.applications) {
            git.createRepository(repository(application), chart());
            String url = beforeGit.url() + "/" + repository(application);
            argocd.add(Lesson.application(url).replace("\"example\"", "\"" + application + "\""));
        }
    }

    /** Reads the repositories past the proxy: what Argo CD asks is not of interest. */
    private final class Direct implements ManifestSource {

        private final GitManifests manifests;

        Direct(GitManifests manifests) {
            this.manifests = manifests;
        }

        @Override
        public Rendered render(String application, JsonNode source, String revision) {
            return manifests.render(application, direct(source), revision);
        }

        @Override
        public CommitInfo commit(JsonNode source, String revision) {
            return manifests.commit(direct(source), revision);
        }

        private JsonNode direct(JsonNode source) {
            ObjectNode direct = ((ObjectNode) source).deepCopy();
            String path = URI.create(source.path("repoURL").asString()).getPath();
            return direct.put("repoURL", git.url(path.substring(1)));
        }
    }

    FaultyProxy beforeRegistry() {
        return beforeRegistry;
    }

    FaultyProxy beforeGit() {
        return beforeGit;
    }

    FaultyProxy beforeArgoCd() {
        return beforeArgoCd;
    }

    List<String> applications() {
        return applications;
    }

    /** Pushes the images of a round. */
    void push(int round) {
        for (String image : List.of(DemoWorld.FRONTEND, DemoWorld.BACKEND)) {
            registry.content().push(image, tag(round), Instant.now().minusSeconds(100_000L - round));
        }
    }

    private void hear(String request) {
        synchronized (heard) {
            heard.add(request);
        }
    }

    /** What was asked since it was forgotten, in order, as {@code git GET /app-3.git/info/refs?service=git-upload-pack HTTP/1.1}. */
    List<String> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** Forgets what was heard, and what is to happen. */
    void forget() {
        beforeRegistry.heal();
        beforeGit.heal();
        beforeArgoCd.heal();
        synchronized (heard) {
            heard.clear();
        }
    }

    /** How many commits the branch of an Application has, the chart's one included. */
    int commits(String application) {
        try {
            return git.commits(repository(application), "main");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isWritten(String application, int round) {
        try {
            String file = git.file(repository(application), "main", ".argocd-source-" + application + ".yaml");
            return file != null && Collections.frequency(List.of(file.split("\\s+")), tag(round)) == 2;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the images of a round run. */
    boolean isLive(String application, int round) {
        JsonNode status =
                JsonMapper.shared().readTree(argocd.application(application)).path("status");
        return status.path("health").path("status").asString("").equals("Healthy")
                && status.path("sync").path("status").asString("").equals("Synced")
                && status.path("summary").path("images").toString().contains(tag(round));
    }

    static String tag(int round) {
        return String.format(Locale.ROOT, "main-%07x", round);
    }

    private static String repository(String application) {
        return application + ".git";
    }

    private static Map<String, String> chart() {
        Map<String, String> files = new LinkedHashMap<>();
        Lesson.chart().forEach((name, bytes) -> files.put(name, new String(bytes, StandardCharsets.UTF_8)));
        return files;
    }

    @Override
    public void close() throws IOException {
        try (beforeRegistry;
                beforeGit;
                beforeArgoCd;
                registry;
                git;
                argocd) {
            forget();
        }
    }
}
