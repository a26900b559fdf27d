package io.jenkins.plugins.argoimageupdate.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class MainTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void writesUtf8WhereTheMachineNamesNoLanguage() throws Exception {
        if (!System.getProperty("java.class.path").chars().allMatch(c -> c < 0x80)) {
            RealPrograms.skip("a JVM without a language finds no classes below a folder with letters beyond ASCII");
        }
        Path directory = folder.getRoot().toPath();
        Path template =
                Files.writeString(directory.resolve("template"), "größer → {{.AppName}}", StandardCharsets.UTF_8);

        String said = RealPrograms.run(
                directory,
                Map.of("LC_ALL", "C"),
                RealPrograms.java(Main.class, List.of(), List.of("template", template.toString())));

        assertThat(said).isEqualTo("größer → my-app");
    }

    @Test
    public void saysInTwoLinesWhatIsWrongWithAnOption() {
        CommandLineRun run = CommandLineRun.of("run", "--tiemout=3m", "watch.yaml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "Error: Unknown option: '--tiemout=3m'",
                        "Possible solutions: --timeout",
                        "See: argo-image-update run --help");
    }

    @Test
    public void anUnknownCommandIsToldWithTheNearestOne() {
        CommandLineRun run = CommandLineRun.of("tset", "nginx");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "Error: there is no command 'tset'. Did you mean 'test'? Known are conformance, demo, run, template,"
                                + " test",
                        "See: argo-image-update --help");
    }
}
