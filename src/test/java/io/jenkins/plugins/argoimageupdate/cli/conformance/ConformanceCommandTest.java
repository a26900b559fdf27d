package io.jenkins.plugins.argoimageupdate.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import picocli.CommandLine;

public class ConformanceCommandTest {

    private static final String PASSING =
            "{\"id\":\"image-1-a\",\"mode\":\"image\",\"input\":\"nginx:1\",\"expected\":{\"registry\":\"\",\"name\":\"nginx\","
                    + "\"tag\":\"1\",\"digest\":\"\",\"alias\":\"\",\"constraint\":\"1\",\"hasTag\":true,\"string\":\"nginx:1\","
                    + "\"fullNameWithTag\":\"nginx:1\",\"fullNameWithoutTag\":\"nginx\",\"tagWithDigest\":\"1\","
                    + "\"hasRegistryPrefix\":false,\"shortForm\":\"nginx:1\"}}\n";
    private static final String DIFFERING =
            PASSING.replace("image-1-a", "image-2-b").replace("\"nginx\"", "\"apache\"");
    private static final String UNKNOWN_MODE = PASSING.replace("\"image\"", "\"dance\"");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final StringWriter out = new StringWriter();
    private Path deviations;

    @Before
    public void writeNoDeviations() throws IOException {
        deviations = folder.newFile("deviations.yaml").toPath();
        Files.writeString(deviations, "[]");
    }

    @Test
    public void succeedsWhenEveryCasePasses() throws IOException {
        assertThat(run(PASSING)).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("image: 1/1 +0 +0\n");
    }

    @Test
    public void failsAndShowsBothAnswersOfACaseThatDiffers() throws IOException {
        assertThat(run(PASSING + "\n" + DIFFERING)).isEqualTo(1);
        assertThat(out.toString().lines())
                .hasSize(2)
                .startsWith("image: 1/2 +0 +0")
                .last()
                .asString()
                .contains("image-2-b", "[no rule]", "apache", "nginx");
    }

    @Test
    public void aMissingFileIsSaidAsOtherCommandsSayIt() {
        Path missing = folder.getRoot().toPath().resolve("nofile.jsonl");

        assertThatThrownBy(() -> ConformanceCase.readAll(missing))
                .hasMessage("read " + missing + ": there is no such file. Check the path");
    }

    @Test
    public void aFolderIsNoFile() {
        StringWriter err = new StringWriter();
        CommandLine commandLine = new CommandLine(new ConformanceCommand());
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            err.append(failure.getMessage());
            return 2;
        });

        commandLine.execute(folder.getRoot().toString());

        assertThat(err)
                .hasToString("read " + folder.getRoot() + ": it is not a regular file. Give the path of a text file");
    }

    @Test
    public void failsACaseThatNothingAnswers() throws IOException {
        assertThat(run(UNKNOWN_MODE)).isEqualTo(1);
        assertThat(out.toString()).startsWith("dance: 0/1 +0 +0").contains("nothing answers this mode");
    }

    @Test
    public void succeedsWhenARuleCoversTheDifference() throws IOException {
        Files.writeString(deviations, rule("behaviour", "cases: ['image-*-b']"));
        assertThat(run(DIFFERING)).isZero();
        assertThat(out.toString()).startsWith("image: 0/1 +0 +1").contains("[other-name]");
    }

    @Test
    public void appliesARuleToTheCasesOfItsShapeOnly() throws IOException {
        Files.writeString(
                deviations,
                rule(
                        "behaviour",
                        "expected: [{path: /name, matches: '^apache$'}]\n  answer: [{path: /name, lacks: apache}]"));
        assertThat(run(DIFFERING)).isZero();
        Files.writeString(deviations, rule("behaviour", "expected: [{path: /name, matches: '^httpd$'}]"));
        assertThat(run(DIFFERING)).isEqualTo(1);
    }

    @Test
    public void doesNotTakeADifferenceForLayout() throws IOException {
        Files.writeString(deviations, rule("layout", "cases: ['*']"));
        assertThat(run(DIFFERING)).isEqualTo(1);
    }

    @Test
    public void refusesARuleThatWouldCoverEverything() throws IOException {
        Files.writeString(deviations, rule("behaviour", "answer: []"));
        assertThat(run(PASSING)).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    }

    @Test
    public void refusesUnknownKeysInARule() throws IOException {
        Files.writeString(deviations, rule("behaviour", "case: ['*']"));
        assertThat(run(PASSING)).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    }

    @Test
    public void refusesALineThatIsNoCase() throws IOException {
        assertThat(run("{\"id\":\"x\"}")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    }

    private static String rule(String kind, String limits) {
        return "- id: other-name\n  kind: " + kind + "\n  mode: image\n  reason: better\n  test: SomeTest#something\n  "
                + limits + "\n";
    }

    private int run(String cases) throws IOException {
        Path file = folder.newFile().toPath();
        Files.writeString(file, cases);
        return new CommandLine(new ConformanceCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute("--deviations", deviations.toString(), file.toString());
    }
}
