package io.jenkins.plugins.argoimageupdate.engine.writeback.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class TemplateTrialTest {

    @Test
    public void namesAFieldThatIsNotThereAndTheNearest() {
        assertThat(message("{{ .App.metadata.labels.ticket }}"))
                .contains("make a commit message from its template: there is no field App."
                        + " Did you mean 'AppName'? There are: AppChanges, AppName");
        assertThat(message("{{ range .AppChanges }}{{ .Tag }}{{ end }}").orElseThrow())
                .contains("there is no field Tag", "There are: Image, Labels, NewTag, OldTag");
    }

    @Test
    public void findsAFieldInABranchThatTheExamplesDoNotTake() {
        assertThat(message("{{ if eq .AppName \"production\" }}{{ .Ticket }}{{ end }}")
                        .orElseThrow())
                .contains("there is no field Ticket");
        assertThat(message("{{ if .AppName }}a{{ else }}{{ .Ticket }}{{ end }}"))
                .isPresent();
        assertThat(message("{{ with index (index .AppChanges 1).Labels \"a\" }}{{ .Ticket }}{{ end }}"))
                .isPresent();
    }

    @Test
    public void doubtsNothingThatAConditionGuards() {
        assertThat(message(CommitMessageTemplate.DEFAULT)).isEmpty();
        assertThat(message("{{ if gt (len .AppChanges) 2 }}{{ (index .AppChanges 2).NewTag }}{{ end }}"))
                .isEmpty();
        assertThat(message("{{ range .AppChanges }}{{ with index .Labels \"ticket\" }}{{ . }}{{ end }}{{ end }}"))
                .isEmpty();
        assertThat(message("{{ range .AppChanges }}{{ .Labels.ticket }}{{ end }}"))
                .isEmpty();
    }

    @Test
    public void saysWhatElseCannotBeCarriedOut() {
        assertThat(message("{{ index .AppChanges 7 }}")).isPresent();
    }

    @Test
    public void checksBranchNamesToo() {
        assertThat(BranchNameTemplate.parse(BranchNameTemplate.PULL_REQUEST).problem())
                .isEmpty();
        assertThat(BranchNameTemplate.parse("{{range .Images}}{{.Alias}}-{{.NewTag}}{{end}}")
                        .problem())
                .isEmpty();
        assertThat(BranchNameTemplate.parse("update-{{.Sha256}}").problem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .hasMessageContaining("there is no field Sha256")
                        .hasMessageContaining("Did you mean 'SHA256'?"));
    }

    @Test
    public void theMessageIsTheDefaultOneUntilTheTemplateIsMended() {
        assertThat(CommitMessageTemplate.parse("{{ .App }}")
                        .render("shop", List.of())
                        .text())
                .isEqualTo("build: update of application shop");
    }

    private static Optional<String> message(String template) {
        return CommitMessageTemplate.parse(template).problem().map(ConfigurationException::getMessage);
    }
}
