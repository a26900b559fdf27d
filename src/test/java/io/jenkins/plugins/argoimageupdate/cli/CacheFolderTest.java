package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Test;

public class CacheFolderTest {

    private static final String CACHES = absolute("caches");
    private static final String HOME = absolute("home/a");
    private static final String ACCOUNT = absolute("home/account");

    @Test
    public void isTheFolderThatTheEnvironmentNamesForCaches() {
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", CACHES, "HOME", HOME), ACCOUNT))
                .isEqualTo(Path.of(CACHES, "argo-image-update"));
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "not/absolute", "HOME", HOME), ACCOUNT))
                .isEqualTo(Path.of(HOME, ".cache/argo-image-update"));
    }

    @Test
    public void followsHomeAlsoWhereTheAccountHasAnother() {
        assertThat(CacheFolder.of(Map.of("HOME", HOME), ACCOUNT)).isEqualTo(Path.of(HOME, ".cache/argo-image-update"));
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "", "HOME", ""), ACCOUNT))
                .isEqualTo(Path.of(ACCOUNT, ".cache/argo-image-update"));
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

    /** On Windows a path is absolute by its drive. */
    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().toString();
    }
}
