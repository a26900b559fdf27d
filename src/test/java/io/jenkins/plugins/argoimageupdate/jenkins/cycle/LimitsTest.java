package io.jenkins.plugins.argoimageupdate.jenkins.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.LimitsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class LimitsTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void forgetsOnDiskAtOnceWhatIsNotToBeRemembered() throws Exception {
        Path metadata = caches().resolve("metadata");
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            registry.content().push("app", "main-1", Instant.EPOCH);
            select(registry);
            UpdateEngine.get().flushMetadata();
            assertThat(metadata).isNotEmptyDirectory();

            set(limits -> limits.setMetadataCacheEntries(0));
            await().atMost(Duration.ofMinutes(5)).until(() -> !Files.exists(metadata));
            select(registry);
            assertThat(metadata).doesNotExist();

            set(limits -> limits.setMetadataCacheEntries(5_000));
            select(registry);
            UpdateEngine.get().flushMetadata();
            assertThat(metadata).isNotEmptyDirectory();
        }
    }

    @Test
    public void keepsTheGitCopiesWhenTheRoomForTagsChanges() {
        var before = UpdateEngine.get().engine();

        set(limits -> limits.setMetadataCacheEntries(5_000));

        assertThat(UpdateEngine.get().engine().selector()).isNotSameAs(before.selector());
        assertThat(UpdateEngine.get().engine().git()).isSameAs(before.git());
        assertThat(UpdateEngine.get().engine()).isSameAs(UpdateEngine.get().engine());
    }

    @Test
    public void removesTheGitCopiesUnusedForLongestAtOnceWhereThereIsLessRoom() throws Exception {
        Path old = copy("0ld", Instant.EPOCH);
        Path recent = copy("recent", Instant.now());

        set(limits -> limits.setGitCacheMegabytes(3));
        await().atMost(Duration.ofMinutes(5)).until(() -> !Files.exists(old));
        assertThat(recent).isNotEmptyDirectory();

        set(limits -> limits.setGitCacheMegabytes(0));
        await().atMost(Duration.ofMinutes(5)).until(() -> !Files.exists(recent));
    }

    private static Path copy(String name, Instant used) throws Exception {
        Path directory = Files.createDirectories(caches().resolve("git").resolve(name));
        Files.write(directory.resolve("pack"), new byte[2 << 20]);
        Files.setLastModifiedTime(directory, FileTime.from(used));
        return directory;
    }

    private static Path caches() {
        return Jenkins.get().getRootDir().toPath().resolve("caches/argo-image-update");
    }

    private static void set(Consumer<LimitsConfig> change) {
        LimitsConfig limits = new LimitsConfig();
        change.accept(limits);
        ArgoImageUpdateConfiguration.get().setLimits(limits);
    }

    private static void select(EmbeddedRegistry registry) throws InterruptedException {
        UpdateEngine.get()
                .engine()
                .selector()
                .select(
                        ImageReference.parse(registry.host() + "/app"),
                        new SelectionRule(UpdateStrategy.NEWEST_BUILD, "", "", List.of(), List.of()),
                        RegistryEndpoint.at(registry.host(), registry.address(), TlsTrust.DEFAULT),
                        RegistryLogin.ANONYMOUS);
    }
}
