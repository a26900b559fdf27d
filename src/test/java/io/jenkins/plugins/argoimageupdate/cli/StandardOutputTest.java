package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;

/** Output that gets nowhere is no success. */
public class StandardOutputTest {

    private final StringWriter err = new StringWriter();

    @Test
    public void aFullDiskIsAnError() {
        assertThat(end("No space left on device", "template")).isEqualTo(1);
        assertThat(err)
                .hasToString("Error: write the output: No space left on device. It is not complete; check where it"
                        + " goes to" + System.lineSeparator());
    }

    @Test
    public void soIsNoOutput() {
        CommandLineRun run = CommandLineRun.withClosedOutput("template");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().startsWith("Error: write the output: ");
    }

    @Test
    public void whatFailsAnywayKeepsItsCode() {
        assertThat(end("No space left on device", "--help")).isEqualTo(1);
        assertThat(end("No space left on device", "template", "nowhere")).isEqualTo(2);
    }

    @Test
    public void aReaderThatHasSeenEnoughEndsItQuietly() {
        for (String system : List.of("Broken pipe", "The pipe is being closed", "The pipe has been ended")) {
            assertThat(end(system, "template")).as(system).isEqualTo(141);
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    public void whatIsWrittenIsUtf8() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        assertThat(Main.execute(new StandardOutput(bytes), new PrintWriter(err, true), "template"))
                .isZero();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("build: automatic update of my-app");
    }

    private int end(String failure, String... arguments) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(failure);
            }
        };
        return Main.execute(new StandardOutput(broken), new PrintWriter(err, true), arguments);
    }
}
