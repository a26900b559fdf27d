package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Test;

public class CacheFolderTest {

    @Test
    public void isTheFolderThatTheEnvironmentNamesForCaches() {
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "/caches", "HOME", "/home/a"), "/home/account"))
                .isEqualTo(Path.of("/caches/argo-image-update"));
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "not/absolute", "HOME", "/home/a"), "/home/account"))
                .isEqualTo(Path.of("/home/a/.cache/argo-image-update"));
    }

    @Test
    public void followsHomeAlsoWhereTheAccountHasAnother() {
        assertThat(CacheFolder.of(Map.of("HOME", "/tmp/home"), "/home/account"))
                .isEqualTo(Path.of("/tmp/home/.cache/argo-image-update"));
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "", "HOME", ""), "/home/account"))
                .isEqualTo(Path.of("/home/account/.cache/argo-image-update"));
    }

    @Test
    public void anAccountWithoutHomeHasToNameOne() {
        assertThatThrownBy(() -> CacheFolder.of(Map.of(), "?"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("find the cache folder: this account has no home directory."
                        + " Give --cache-dir DIRECTORY, or set HOME");
    }

    @Test
    public void helpNamesIt() {
        assertThat(CommandLineRun.of("run", "--help").out().replaceAll("\\s+", " "))
                .contains("Default: $XDG_CACHE_HOME/argo-image-update, or $HOME/.cache/argo-image-update");
    }
}
