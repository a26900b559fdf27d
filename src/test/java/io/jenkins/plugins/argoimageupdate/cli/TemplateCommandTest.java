package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TemplateCommandTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void showsTheMessage() throws IOException {
        CommandLineRun run = template("{{ .AppName }}: {{ len .AppChanges }}");

        assertThat(run.out()).isEqualTo("my-app: 2");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    public void anUnknownFieldIsAnErrorAndNoMessage() throws IOException {
        CommandLineRun run = template("{{ .App.metadata.labels.ticket }}");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("there is no field App", "Did you mean 'AppName'?");
    }

    @Test
    public void aTemplateThatDoesNotParseIsNamed() throws IOException {
        Path file = Files.writeString(folder.getRoot().toPath().resolve("message.tpl"), "{{ .AppName ");

        CommandLineRun run = CommandLineRun.of("template", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("read the commit message template " + file + ": ");
    }

    private CommandLineRun template(String text) throws IOException {
        return CommandLineRun.of(
                "template", Files.writeString(folder.newFile().toPath(), text).toString());
    }
}
