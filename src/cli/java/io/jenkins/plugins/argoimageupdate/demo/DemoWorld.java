package io.jenkins.plugins.argoimageupdate.demo;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.demo.argocd.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import io.jenkins.plugins.argoimageupdate.engine.storage.CacheFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A registry, a Git server and a stand-in for Argo CD on free loopback ports, with the example of a frontend and a backend
 * deployed from a Helm chart. Closing it ends the servers and deletes what they stored.
 */
public final class DemoWorld implements AutoCloseable {

    public static final String APPLICATION = "example";
    public static final String FRONTEND = "lyzhang1999/frontend";
    public static final String BACKEND = "lyzhang1999/backend";
    public static final String TOKEN = "demo-token";

    private static final String REPOSITORY = "kubernetes-example-helm.git";
    private static final List<String> CHART = List.of(
            "Chart.yaml",
            "values.yaml",
            "templates/frontend.yaml",
            "templates/backend.yaml",
            "templates/postgres.yaml");

    private static final Duration STEP = Duration.ofMillis(100);

    private final Path directory;
    private final EmbeddedRegistry registry;
    private final EmbeddedGitServer git;
    private final GitManifests manifests;
    private final EmbeddedArgoCd argocd;
    private final String repository;

    private DemoWorld(
            Path directory, EmbeddedRegistry registry, EmbeddedGitServer git, Map<String, String> chart, Duration step)
            throws IOException {
        this.directory = directory;
        this.registry = registry;
        this.git = git;
        this.repository = git.createRepository(REPOSITORY, chart);
        this.manifests = new GitManifests(Files.createDirectories(directory.resolve("manifests")), null);
        this.argocd = EmbeddedArgoCd.start(ArgoCdOptions.of(TOKEN, "demo").withStep(step), manifests);
        Instant yesterday = Instant.now().minus(1, ChronoUnit.DAYS);
        for (String image : List.of(FRONTEND, BACKEND)) {
            registry.content().push(image, "main-0000000", yesterday);
            registry.content().push(image, "dev-1234567", yesterday.plus(1, ChronoUnit.HOURS));
            registry.content().push(image, "v1.0.0", yesterday.minus(30, ChronoUnit.DAYS));
        }
        argocd.add(resource("application.json").replace("REPOSITORY", repository));
    }

    /** Starts it all, and waits until the first versions run. */
    public static DemoWorld start() throws IOException, InterruptedException {
        return start(STEP);
    }

    /**
     * The same, for people who watch.
     *
     * @param step how long each step of a sync and of a rollout takes
     */
    public static DemoWorld start(Duration step) throws IOException, InterruptedException {
        return start(chart(), step);
    }

    /** The same with a frontend that is a canary of Argo Rollouts: a pause, an analysis, another pause. */
    public static DemoWorld startWithCanary() throws IOException, InterruptedException {
        Map<String, String> chart = chart();
        chart.put("templates/frontend.yaml", resource("chart/canary.yaml"));
        return start(chart, STEP);
    }

    private static DemoWorld start(Map<String, String> chart, Duration step) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("argo-image-update-demo");
        DemoWorld world = new DemoWorld(
                directory,
                EmbeddedRegistry.start(),
                EmbeddedGitServer.start(directory.resolve("repositories")),
                chart,
                step);
        while (!world.isHealthy()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return world;
    }

    /** Whether all pods that were replaced by those of an image are gone, and these serve. */
    public boolean isServing(String image) {
        JsonNode status = status();
        long versions = status.path("summary")
                .path("images")
                .valueStream()
                .filter(one -> one.asString().startsWith(image.replaceFirst(":[^:]*$", ":")))
                .count();
        return status.path("health").path("status").asString("").equals("Healthy")
                && versions == 1
                && status.path("summary").path("images").toString().contains('"' + image + '"');
    }

    private JsonNode status() {
        return Json.MAPPER.readTree(argocd.application(APPLICATION)).path("status");
    }

    private boolean isHealthy() {
        JsonNode status = status();
        return status.path("health").path("status").asString("").equals("Healthy")
                && status.path("sync").path("status").asString("").equals("Synced");
    }

    /** Pushes an image as a build of the main branch would. */
    public void push(String image, String tag, Instant built) {
        registry.content()
                .push(
                        image,
                        tag,
                        built,
                        "linux/amd64",
                        Map.of("org.opencontainers.image.revision", tag.replaceFirst("^main-", "")));
    }

    /** Lets pods fail to pull an image, although the registry has it. */
    public void breakImage(String image, String tag) {
        argocd.faults().imageIsMissing(image + ":" + tag);
    }

    /** Sets the image of a Deployment in the cluster, past Git, as {@code kubectl set image} does. */
    public void hideLiveResources(boolean hide) {
        argocd.faults().withoutLiveResources(hide);
    }

    public void setImage(String deployment, String image) {
        argocd.setImage(APPLICATION, deployment, image);
    }

    /** How often it was asked what differs between Git and the cluster. */
    public long comparisons() {
        return argocd.requests().stream()
                .filter(request -> request.contains("/managed-resources"))
                .count();
    }

    /** What the Deployment's template says now. */
    public String imageOf(String deployment) {
        return argocd.image(APPLICATION, deployment);
    }

    /** Lets the analyses of canaries fail. */
    public void failAnalyses(boolean fail) {
        argocd.faults().failAnalyses(fail);
    }

    /** Requests for actions on resources that reached the stand-in for Argo CD so far. */
    public List<String> actions() {
        return argocd.requests().stream()
                .filter(request -> request.startsWith("POST") && request.contains("/resource/actions"))
                .toList();
    }

    /** Lets syncs begin and not end until this is taken back. */
    public void holdSyncs(boolean hold) {
        argocd.faults().holdOperations(hold);
    }

    /** Lets Argo CD fail at the next requests. */
    public void failArgoCd(int requests) {
        argocd.faults().answerServerErrors(requests);
    }

    public URI registry() {
        return registry.address();
    }

    public String repository() {
        return repository;
    }

    public URI argocd() {
        return argocd.url();
    }

    /** A folder of the demo's own, deleted with it. */
    public Path directory() {
        return directory;
    }

    /** The override file as it is in Git; null as long as there is none. */
    public @Nullable String override() throws IOException {
        return git.file(REPOSITORY, "main", ".argocd-source-" + APPLICATION + ".yaml");
    }

    /** How many commits the chart's branch has. */
    public int commits() throws IOException {
        return git.commits(REPOSITORY, "main");
    }

    /** Requests that reached the registry so far. */
    public int registryRequests() {
        return registry.requests().size();
    }

    /** Requests that reached the stand-in for Argo CD so far. */
    public int argoCdRequests() {
        return argocd.requests().size();
    }

    @Override
    public void close() {
        argocd.close();
        git.close();
        registry.close();
        manifests.close();
        try {
            CacheFiles.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> chart() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (String file : CHART) {
            files.put(file, resource("chart/" + file));
        }
        return files;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = DemoWorld.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
