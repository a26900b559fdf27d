package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.image.UpdateStrategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class MetadataFileTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void noConfigurationIsFetchedTwiceAlsoAfterARestart() throws Exception {
        Path file = folder.getRoot().toPath().resolve("caches/metadata.json");
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            for (int i = 0; i < 5; i++) {
                registry.content().push("app", "main-" + i, Instant.EPOCH.plusSeconds(i));
            }
            TagMetadataCache before = new MetadataFile(file).load(100);
            assertThat(newest(registry, before)).isEqualTo("main-4");
            new MetadataFile(file).save(before);
            registry.forgetRequests();

            assertThat(newest(registry, new MetadataFile(file).load(100))).isEqualTo("main-4");
            assertThat(registry.requests()).noneMatch(request -> request.contains("/blobs/"));
        }
    }

    @Test
    public void aDamagedFileCountsAsNone() throws Exception {
        Path file = folder.newFile().toPath();
        for (String damaged : List.of("", "{", "[]", "{\"manifests\":null}", "{\"configs\":{\"a\":1}}")) {
            Files.writeString(file, damaged);
            assertThat(new MetadataFile(file).load(100).content().configs()).isEmpty();
        }
    }

    @Test
    public void keepsNoMoreThanIsAllowed() throws Exception {
        Path file = folder.getRoot().toPath().resolve("metadata.json");
        TagMetadataCache cache = new TagMetadataCache(3);
        for (int i = 0; i < 9; i++) {
            cache.putManifest("sha256:" + i, new Manifest.Unusable("old"));
        }
        new MetadataFile(file).save(cache);
        assertThat(new MetadataFile(file).load(100).content().manifests())
                .containsOnlyKeys("sha256:6", "sha256:7", "sha256:8");
        assertThat(new MetadataFile(file).load(2).content().manifests()).hasSize(2);
    }

    private static String newest(EmbeddedRegistry registry, TagMetadataCache cache) throws InterruptedException {
        RegistryClients clients =
                new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, new FakeTime());
        RegistryEndpoint endpoint = RegistryEndpoint.at(registry.host(), registry.address(), TlsTrust.DEFAULT);
        SelectionRule rule = new SelectionRule(UpdateStrategy.NEWEST_BUILD, "", "", List.of(), List.of());
        return new RegistrySelector(clients, cache, new PushTimes())
                .select(ImageReference.parse(registry.host() + "/app"), rule, endpoint, RegistryLogin.ANONYMOUS)
                .chosen()
                .orElseThrow()
                .name();
    }
}
