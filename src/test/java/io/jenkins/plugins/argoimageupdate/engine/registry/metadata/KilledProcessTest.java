package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.cli.Main;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.TimeSource;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.RegistriesConf;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Manifest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KilledProcessTest {

    /** So many that a process that may send five requests a second reads for more than two minutes. */
    private static final int TAGS = 400;

    private static final int READ_BEFORE_IT_IS_KILLED = 20;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private EmbeddedRegistry registry;
    private RegistryEndpoint endpoint;
    private Path conf;
    private Path cache;

    @Before
    public void start() throws IOException {
        registry = EmbeddedRegistry.start();
        for (int i = 0; i < TAGS; i++) {
            registry.content().push("app", "main-" + i, Instant.EPOCH.plus(Duration.ofDays(9_000 + i)));
        }
        String text = "registries:\n- {name: test, prefix: registry.test, api_url: '" + registry.address() + "'}\n";
        conf = Files.writeString(folder.getRoot().toPath().resolve("registries.conf"), text);
        endpoint = new RegistriesConf(path -> Optional.empty())
                .parse("registries.conf", text)
                .of(ImageReference.parse("registry.test/app"));
        cache = folder.getRoot().toPath().resolve("cache");
    }

    @After
    public void stop() {
        registry.close();
    }

    @Test
    public void whatAKilledProcessHasReadIsOnDiskAndNotReadAgain() throws Exception {
        Process killed = launch("--rate-limit", "5");
        Awaitility.await()
                .atMost(RealPrograms.PATIENCE)
                .until(() -> answersOnDisk().size() >= READ_BEFORE_IT_IS_KILLED);
        assertThat(registry.requests())
                .as("with more than half of them to come")
                .hasSizeLessThan(TAGS);
        killed.destroyForcibly().waitFor();
        List<String> known = answersOnDisk();
        registry.forgetRequests();

        Process second = launch();
        String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(second.waitFor()).isZero();
        assertThat(said).startsWith("registry.test/app: main-" + (TAGS - 1) + " ");
        assertThat(registry.requests()).doesNotContainAnyElementsOf(known);
    }

    /** The requests for tags and for images' configurations whose answers are there for the next process. */
    private List<String> answersOnDisk() {
        TagMetadataCache onDisk = TagMetadataCache.in(cache.resolve("metadata"), TimeSource.SYSTEM);
        KnownTags tags = onDisk.tags(endpoint, "app");
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < TAGS; i++) {
            Optional<Manifest> manifest = tags.digest("main-" + i).flatMap(onDisk::manifest);
            if (manifest.isPresent()) {
                requests.add("GET /v2/app/manifests/main-" + i);
                String config = ((Manifest.Image) manifest.get()).configDigest();
                if (onDisk.config(config).isPresent()) {
                    requests.add("GET /v2/app/blobs/" + config);
                }
            }
        }
        return requests;
    }

    private Process launch(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "test",
                "registry.test/app",
                "--strategy",
                "newest-build",
                "--registries-conf",
                conf.toString(),
                "--cache-dir",
                cache.toString()));
        arguments.addAll(List.of(options));
        return new ProcessBuilder(RealPrograms.java(Main.class, List.of(), arguments))
                .redirectError(new File(folder.getRoot(), "errors"))
                .start();
    }
}
