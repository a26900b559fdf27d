package io.jenkins.plugins.argoimageupdate.jenkins.hostile;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.GitManifests;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Lesson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Healthy servers with Applications, and hostile ones beside them. */
public final class HostileWorld implements AutoCloseable {

    private final Deque<AutoCloseable> servers = new ArrayDeque<>();
    private final EmbeddedGitServer git;
    private final EmbeddedRegistry registry;
    private final EmbeddedArgoCd argocd;
    private final Map<String, String> healthyRepositories = new ConcurrentHashMap<>();
    private final HostileServersProcess hostile = keep(new HostileServersProcess());

    /** @param folder an empty one */
    public HostileWorld(Path folder) throws IOException {
        registry = keep(EmbeddedRegistry.start());
        git = keep(EmbeddedGitServer.start(Files.createDirectories(folder.resolve("git"))));
        GitManifests manifests = new GitManifests(Files.createDirectories(folder.resolve("manifests")), null);
        argocd = keep(
                EmbeddedArgoCd.start(ArgoCdOptions.of(DemoWorld.TOKEN, "unused"), (application, source, revision) -> {
                    ObjectNode healthy = ((ObjectNode) source).deepCopy();
                    healthy.put("repoURL", healthyRepositories.get(application));
                    return manifests.render(application, healthy, revision);
                }));
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        for (String image : List.of(DemoWorld.FRONTEND, DemoWorld.BACKEND)) {
            registry.content().push(image, "main-0000000", yesterday);
            registry.content().push(image, "dev-1234567", yesterday.plus(Duration.ofHours(1)));
        }
    }

    private <T extends AutoCloseable> T keep(T server) {
        servers.push(server);
        return server;
    }

    public URI registry() {
        return registry.address();
    }

    public URI argocd() {
        return argocd.url();
    }

    /** An Application that is current. */
    public String application(String name) throws IOException {
        argocd.add(manifest(name, repository(name)));
        return name;
    }

    /** One whose images have newer tags, in a repository that cannot be read. */
    public String unreadable(String name) throws IOException {
        repository(name);
        argocd.add(outdated(name, hostile.git()));
        return name;
    }

    /** One whose images have newer tags, in a repository that can be read only. */
    public String unwritable(String name) throws IOException {
        argocd.add(outdated(name, hostile.push(repository(name))));
        return name;
    }

    private String repository(String name) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        Lesson.chart().forEach((file, bytes) -> files.put(file, new String(bytes, StandardCharsets.UTF_8)));
        String url = git.createRepository(name + ".git", files);
        healthyRepositories.put(name, url);
        return url;
    }

    private static String manifest(String name, String url) {
        return Lesson.application(url).replace("\"example\"", "\"" + name + "\"");
    }

    private static String outdated(String name, String url) {
        return manifest(name, url).replace("regexp:^main", "regexp:^dev");
    }

    public URI hostileRegistry() {
        return hostile.registry();
    }

    public URI hostileArgoCd() {
        return hostile.argocd();
    }

    /** One with the same Applications, whose answers are well-formed. */
    public URI forgingArgoCd() {
        return hostile.forging(argocd.url());
    }

    /** How often each hostile answer was given, by kind of server. */
    public List<String> given() {
        return hostile.given();
    }

    @Override
    public void close() throws Exception {
        List<AutoCloseable> all = new ArrayList<>(servers);
        for (AutoCloseable server : all) {
            server.close();
        }
    }
}
