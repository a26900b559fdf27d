package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.AssumptionViolatedException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RealProgramsTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String path;

    @Before
    public void makeAPath() throws IOException {
        Path first = folder.newFolder("my tools", "bin").toPath();
        Path second = folder.newFolder("usr", "bin").toPath();
        path = File.pathSeparator + first + File.pathSeparator + second;
    }

    private String install(String file) throws IOException {
        Path program = folder.getRoot().toPath().resolve(file);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program.toString();
    }

    @Test
    public void findsProgramsOnThePathAndBesideIt() throws IOException {
        RealPrograms.requirePosix();
        String early = install("my tools/bin/git");
        install("usr/bin/git");
        String server = install("usr/sbin/nginx");
        String backend = install("usr/lib/git-core/git-http-backend");
        Files.writeString(folder.getRoot().toPath().resolve("usr/bin/notes"), "no program");

        assertThat(RealPrograms.find(path, "git")).contains(early);
        assertThat(RealPrograms.find(path, "nginx")).contains(server);
        assertThat(RealPrograms.find(path, "git-http-backend")).contains(backend);
        assertThat(RealPrograms.find(path, "notes")).isEmpty();
        assertThat(RealPrograms.find(path, "sshd")).isEmpty();
    }

    @Test
    public void leavesATestOutThatMissesProgramsAndSaysWhichPackagesHaveThem() {
        assertThatThrownBy(() -> RealPrograms.requireAll("git-no-such", "no-such"))
                .isInstanceOf(AssumptionViolatedException.class)
                .hasMessageContaining("not installed: git-no-such, no-such (Debian: git-no-such no-such)");
    }

    @Test
    public void startsProgramsWithoutTheUsersSettings() {
        Map<String, String> environment = RealPrograms.builder(
                        folder.getRoot().toPath(), Map.of("GIT_PROTOCOL", "version=2"), List.of("git"))
                .environment();

        assertThat(environment)
                .containsKeys("PATH", "HOME")
                .containsEntry("GIT_PROTOCOL", "version=2")
                .doesNotContainKeys("LANG", "USER", "http_proxy", "GIT_ASKPASS", "XDG_CONFIG_HOME");
    }
}
