package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ImageConfig;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;

public class SharedManifestTest {

    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    /** The same image in two registries has one digest. */
    @Test
    public void thatOneRegistryLacksAnImageIsNoAnswerForAnotherOne() throws Exception {
        TagMetadataCache cache = new TagMetadataCache();
        ImageConfig config = new ImageConfig(new Platform("linux", "amd64", ""), "2026-11-24T17:19:56Z", Map.of());
        CompletableFuture<Optional<ImageConfig>> second = new CompletableFuture<>();

        Optional<ImageConfig> first = cache.config(DIGEST, () -> {
            Thread other = new Thread(() -> {
                try {
                    second.complete(cache.config(DIGEST, () -> Optional.of(config)));
                } catch (InterruptedException | RuntimeException e) {
                    second.completeExceptionally(e);
                }
            });
            other.start();
            await().until(() -> other.getState() == Thread.State.WAITING);
            return Optional.empty();
        });

        assertThat(first).isEmpty();
        assertThat(second.get()).contains(config);
    }
}
