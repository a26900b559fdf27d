package io.jenkins.plugins.argoimageupdate.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.demo.EmbeddedRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KilledProcessTest {

    private static final int TAGS = 60;

    /** As many as are under way at once, and what was answered in the last moment. */
    private static final int MOST_LOST = 12;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private EmbeddedRegistry registry;
    private Path conf;

    @Before
    public void start() throws IOException {
        registry = EmbeddedRegistry.start();
        for (int i = 0; i < TAGS; i++) {
            registry.content().push("app", "main-" + i, Instant.EPOCH.plus(Duration.ofDays(9_000 + i)));
        }
        conf = Files.writeString(
                folder.getRoot().toPath().resolve("registries.conf"),
                "registries:\n- {name: test, prefix: registry.test, api_url: '" + registry.address() + "'}\n");
    }

    @After
    public void stop() {
        registry.close();
    }

    @Test
    public void aKilledProcessLosesAlmostNothingOfWhatItRead() throws Exception {
        Process killed = launch("--rate-limit", "25");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> registry.requests().size() > TAGS);
        killed.destroyForcibly().waitFor();
        int before = registry.requests().size();

        Process second = launch();
        assertThat(second.waitFor()).isZero();

        List<String> all = new ArrayList<>(registry.requests());
        assertThat(new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("registry.test/app: main-" + (TAGS - 1) + " ");
        all.removeIf(request -> request.startsWith("HEAD"));
        Set<String> distinct = new HashSet<>(all);
        assertThat(before).isLessThan(2 * TAGS);
        assertThat(all.size() - distinct.size()).isLessThanOrEqualTo(MOST_LOST);
    }

    private Process launch(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "test",
                "registry.test/app",
                "--strategy",
                "newest-build",
                "--registries-conf",
                conf.toString(),
                "--cache-dir",
                folder.getRoot().toPath().resolve("cache").toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectError(new File(folder.getRoot(), "errors"))
                .start();
    }
}
