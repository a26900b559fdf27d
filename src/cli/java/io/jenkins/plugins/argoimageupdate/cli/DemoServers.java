package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The demo's servers for a Jenkins that does the updates itself. New images keep coming. */
final class DemoServers {

    private static final Duration BETWEEN_PUSHES = Duration.ofMinutes(3);

    private final DemoWorld world;
    private final Consumer<String> out;
    private final HttpClient client = HttpClient.newHttpClient();

    DemoServers(DemoWorld world, Consumer<String> out) {
        this.world = world;
        this.out = out;
    }

    /**
     * Writes the configuration as code for Jenkins, tells when Jenkins answers, and pushes images until interrupted.
     *
     * @param file is complete as soon as it exists
     * @param jenkinsUrl where Jenkins will be
     */
    void serve(Path file, String jenkinsUrl) throws IOException, InterruptedException {
        push("b99bc73");
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.writeString(draft, configuration(jenkinsUrl));
        Files.move(draft, file);
        Instant nextPush = Instant.now().plus(BETWEEN_PUSHES);
        boolean told = false;
        while (true) {
            TimeUnit.SECONDS.sleep(1);
            if (!told && answers(URI.create(jenkinsUrl).resolve("login"))) {
                out.accept("Jenkins is up: " + jenkinsUrl + " (jobs example-pipeline and example-freestyle)");
                told = true;
            }
            if (Instant.now().isAfter(nextPush)) {
                push(String.format(Locale.ROOT, "%07x", Instant.now().getEpochSecond() & 0xfffffff));
                nextPush = Instant.now().plus(BETWEEN_PUSHES);
            }
        }
    }

    private boolean answers(URI page) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(10)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void push(String commit) {
        Instant now = Instant.now();
        world.push(DemoWorld.FRONTEND, "main-" + commit, now.minusSeconds(90));
        world.push(DemoWorld.BACKEND, "main-" + commit, now.minusSeconds(80));
        out.accept("CI has pushed main-" + commit + " of frontend and backend");
    }

    private String configuration(String jenkinsUrl) throws IOException {
        try (InputStream in = DemoWorld.class.getResourceAsStream("jenkins.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("JENKINS_URL", jenkinsUrl)
                    .replace("ARGOCD_URL", world.argocd().toString())
                    .replace("REGISTRY_URL", world.registry().toString())
                    .replace("TOKEN", DemoWorld.TOKEN);
        }
    }
}
