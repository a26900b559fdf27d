package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DemoCommandTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void tellsBothUpdatesAndWhereToLookOnOneScreen() {
        CommandLineRun run = CommandLineRun.of("demo", "--exit");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("frontend lyzhang1999/frontend: main-0000000 is current")
                .contains("frontend lyzhang1999/frontend: main-0000000 → main-b99bc73")
                .contains("frontend lyzhang1999/frontend: main-b99bc73 → main-5e2248b")
                .contains("    -    value: main-b99bc73\n    +    value: main-5e2248b\n")
                .contains("Synced, Healthy after ")
                .contains("git clone http://")
                .doesNotContain("pod frontend-");
        assertThat(run.out().lines()).hasSizeLessThan(25);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    public void tellsEveryStepWhenAskedTo() {
        CommandLineRun run = CommandLineRun.of("demo", "--exit", "--verbose");

        assertThat(run.out())
                .contains("[argo-image-update] example: pod frontend-")
                .contains("    value: main-b99bc73")
                .contains("git clone http://");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    public void aFileThatIsThereIsNamedBeforeAnythingStarts() throws Exception {
        Path file = folder.newFile().toPath();

        for (String[] arguments : new String[][] {
            {"demo", "--for-jenkins", file.toString()},
            {"demo", "--for-jenkins", file + "-none/x.yaml"},
            {"demo", "--for-jenkins", file + ".yaml", "--jenkins-url", "nowhere"}
        }) {
            CommandLineRun run = CommandLineRun.of(arguments);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .containsAnyOf("there is a file " + file, "there is no folder", "--jenkins-url nowhere");
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    public void helpNamesEveryCommand() {
        assertThat(CommandLineRun.of("--help").out()).contains("run", "test", "template", "conformance", "demo");
    }

    @Test
    public void templateShowsTheBuiltInMessage() {
        assertThat(CommandLineRun.of("template").out())
                .startsWith("build: automatic update of my-app\n\nupdates image gcr.io/example/example tag '1.0.0'");
    }
}
