package io.jenkins.plugins.argoimageupdate.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.cli.CommandLineRun;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TextFileTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void readsAFileUpToTheLimit() throws IOException {
        String longest = "ü".repeat(Budget.YAML.intValue() / 2);

        assertThat(TextFile.read(write("longest", longest)).equals(longest)).isTrue();
        assertThatThrownBy(() -> TextFile.read(write("longer", longest + "x")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("it has more than 10,485,760 bytes");
    }

    @Test
    public void whatNeverEndsIsNoFile() {
        Path endless = Path.of("/dev/zero");
        if (!Files.exists(endless)) {
            RealPrograms.skip("this machine has no /dev/zero");
        }

        assertThatThrownBy(() -> TextFile.read(endless))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("read /dev/zero: it is not a regular file. Give the path of a text file");
        assertThatThrownBy(() -> TextFile.read(folder.getRoot().toPath())).hasMessageContaining("not a regular file");
    }

    @Test
    public void aPathThatCannotBeIsToldWithItsSetting() throws IOException {
        write(
                "registries.conf",
                "registries: [{name: x, prefix: x.example.com, api_url: 'https://x.example.com', ca_file: \"a\\0b\"}]\n");
        for (String connections : List.of(
                "registriesConf: \"a\\0b\"",
                "git: {caFile: \"a\\0b\"}",
                "git: {knownHostsFile: \"a\\0b\"}",
                "commit: {messageFile: \"a\\0b\"}",
                "commit: {signing: {key: \"file:a\\0b\"}}",
                "credentials: {x: {password: \"file:a\\0b\"}}",
                "argocd: [{url: 'https://a.example.com', token: \"file:a\\0b\"}]",
                "registriesConf: registries.conf")) {
            Path watchFile = write("watch.yaml", "applications: [a]\nconnections:\n  " + connections + "\n");

            CommandLineRun run = CommandLineRun.of("run", "--once", watchFile.toString());

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err().lines())
                    .as(connections)
                    .singleElement()
                    .asString()
                    .startsWith("Error: read ")
                    .contains("a path cannot have the character NUL. Correct the path");
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.getRoot().toPath().resolve(name), text);
    }
}
