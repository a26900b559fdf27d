package io.jenkins.plugins.argoimageupdate.engine.registry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RegistryCredentialsTest {

    private static final RegistryEndpoint QUAY = RegistryEndpoint.inferred("quay.io");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void readsAllFormsOfSources() {
        assertThat(CredentialSource.parse("secret:ns/name#field"))
                .isEqualTo(new CredentialSource.Secret("ns", "name", "field"));
        assertThat(CredentialSource.parse("PullSecret:ns/name"))
                .isEqualTo(new CredentialSource.PullSecret("ns", "name"));
        assertThat(CredentialSource.parse("env:VAR")).isEqualTo(new CredentialSource.Environment("VAR"));
        assertThat(CredentialSource.parse("ext:/a/b")).isEqualTo(new CredentialSource.Script("/a/b"));
    }

    @Test
    public void refusesOtherForms() {
        for (String other : List.of(
                "",
                "env",
                "env:",
                "ext:relative",
                "secret:ns/name",
                "secret:name#f",
                "pullsecret:name",
                "x:y",
                "ext:/a:b")) {
            assertThatThrownBy(() -> CredentialSource.parse(other))
                    .as(other)
                    .isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    public void splitsAnEnvironmentVariableAtItsFirstColon() throws Exception {
        RegistryLogin login = new LocalCredentials(Map.of("X", "ci:a:b")).resolve("env:X", QUAY);
        assertThat(login).isEqualTo(RegistryLogin.of("ci", "a:b"));
    }

    @Test
    public void saysWhichVariableIsMissing() {
        assertThatThrownBy(() -> new LocalCredentials(Map.of()).resolve("env:X", QUAY))
                .hasMessageContaining("get the credentials for quay.io")
                .hasMessageContaining("environment variable X is not set");
    }

    @Test
    public void runsAProgram() throws Exception {
        RealPrograms.requirePosix();
        Path program = folder.newFile("login").toPath();
        Files.writeString(program, "#!/bin/sh\necho ci:secret\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        assertThat(new LocalCredentials(Map.of()).resolve("ext:" + program, QUAY))
                .isEqualTo(RegistryLogin.of("ci", "secret"));
    }

    @Test
    public void aProgramThatNoPathLeadsToIsAnErrorOfTheConfiguration() {
        assertThatThrownBy(() -> new LocalCredentials(Map.of()).resolve("ext:/a\0b", QUAY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a path cannot have the character NUL. Correct the path");
    }
}
