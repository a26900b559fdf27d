package io.jenkins.plugins.argoimageupdate.engine.cli;

import io.jenkins.plugins.argoimageupdate.engine.demo.DemoWorld;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The demo's servers for a Jenkins that does the updates itself. New images keep coming. */
final class DemoServers {

    private static final Duration BETWEEN_PUSHES = Duration.ofMinutes(3);

    private final DemoWorld world;
    private final Consumer<String> out;

    DemoServers(DemoWorld world, Consumer<String> out) {
        this.world = world;
        this.out = out;
    }

    /**
     * Writes the configuration as code for Jenkins, then pushes images until interrupted.
     *
     * @param file is complete as soon as it exists
     * @param jenkinsUrl where Jenkins will be
     */
    void serve(Path file, String jenkinsUrl) throws IOException, InterruptedException {
        push("b99bc73");
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.writeString(draft, configuration(jenkinsUrl));
        Files.move(draft, file);
        while (true) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_PUSHES.toMillis());
            push(String.format("%07x", Instant.now().getEpochSecond() & 0xfffffff));
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
