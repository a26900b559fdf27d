package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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

    @Command(name = "broken")
    private static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("no\nluck");
        }
    }

    @Test
    public void anArgumentThatNamesAFileIsNotReplacedByIt() throws IOException {
        Path file = Files.writeString(folder.newFile().toPath(), "secret");
        CommandLineRun run = CommandLineRun.of("@" + file);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("@" + file).doesNotContain("secret");
    }

    @Test
    public void whatNobodyExpectedIsOneLine() {
        CommandLineRun.requireThisProcess();
        List<String> told = broken("broken");

        assertThat(told)
                .containsExactly("Error: broken failed unexpectedly (IllegalStateException)."
                        + " Report this, and add the output of --stack-traces");
        assertThat(broken("--stack-traces", "broken"))
                .hasSizeGreaterThan(3)
                .contains(told.get(0))
                .anyMatch(line -> line.contains("at " + Broken.class.getName()));
        assertThat(CommandLineRun.of("run", "--once", "a\0b").err())
                .startsWith("Error: Invalid value for positional parameter at index 0 (FILE): a path cannot have the"
                        + " character NUL. Correct the path\n");
    }

    private static List<String> broken(String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.addSubcommand(new Broken());
        commandLine.setErr(new PrintWriter(err, true));
        assertThat(commandLine.execute(arguments)).isEqualTo(1);
        return err.toString().lines().toList();
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

    /** Only the one that is called is made ready, and all of them for help. */
    @Test
    public void eachCommandGoesByTheNameThatItSays() {
        Set<String> all = Main.commandLine().getSubcommands().keySet();

        assertThat(all)
                .containsExactly("run", "rollback", "release", "test", "rollout", "template", "conformance", "demo");
        for (String name : all) {
            assertThat(Main.commandLine("--stack-traces", name, "demo").getSubcommands())
                    .containsOnlyKeys(name);
        }
    }

    @Test
    public void anUnknownCommandIsToldWithTheNearestOne() {
        CommandLineRun run = CommandLineRun.of("tset", "nginx");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "Error: there is no command 'tset'. Did you mean 'test'? There are: conformance, demo, release, rollback,"
                                + " rollout, run, template, test",
                        "See: argo-image-update --help");
    }
}
