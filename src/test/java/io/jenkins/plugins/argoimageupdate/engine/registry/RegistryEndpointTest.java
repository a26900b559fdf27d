package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class RegistryEndpointTest {

    @Test
    public void aPrefixIsAHostAndMaybeTheBeginningOfAPath() {
        for (String prefix : List.of(
                "docker.io",
                "localhost:5000",
                "ghcr.io/my-org",
                "ghcr.io/my-org/",
                "r.example.com:5000/a_b/c.d",
                "[::1]:5000")) {
            assertThat(RegistryEndpoint.isPrefix(prefix)).as(prefix).isTrue();
        }
        for (String prefix : List.of(
                "",
                "https://ghcr.io",
                "ghcr.io/app:1",
                "ghcr.io//app",
                "*.example.com",
                "user:pw@ghcr.io",
                "ghcr.io/a b",
                "ghcr.io?x",
                "-ghcr.io")) {
            assertThat(RegistryEndpoint.isPrefix(prefix)).as(prefix).isFalse();
        }
    }

    @Test
    public void aNamespaceIsTheBeginningOfAPath() {
        assertThat(List.of("library", "my-org/team", "a_b.c")).allMatch(RegistryEndpoint::isNamespace);
        assertThat(List.of("", "/library", "library/", "a//b", "a b", "a:1", "https://a"))
                .noneMatch(RegistryEndpoint::isNamespace);
    }
}
