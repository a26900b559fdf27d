package io.jenkins.plugins.argoimageupdate.engine.writeback.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.RenderedText;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class BranchNameTemplateTest {

    private static final List<TemplateChange> CHANGES =
            List.of(new TemplateChange("foo/bar", "al", "", "v1", Map.of()));

    private static RenderedText render(String template) {
        return BranchNameTemplate.parse(template).render(new BranchSubject("argocd", "my-app", "deadbeef"), CHANGES);
    }

    @Test
    public void namesThePullRequestBranchAfterTargetAndChanges() {
        assertThat(render(BranchNameTemplate.PULL_REQUEST).text())
                .isEqualTo("image-updater-deadbeef-0523b2409ede6d449601ac345d2dda42376171d15e761a698c86902253572f42");
    }

    @Test
    public void seesApplicationAndImages() {
        assertThat(render("{{.AppNamespace}}/{{.AppName}}{{range .Images}}-{{.Alias}}-{{.NewTag}}{{end}}")
                        .text())
                .isEqualTo("argocd/my-app-al-v1");
    }

    @Test
    public void cutsLongNamesAfter255Bytes() {
        RenderedText name = render("x".repeat(254) + "ü");

        assertThat(name.utf8()).hasSize(255).endsWith((byte) 0xC3);
        assertThat(name.text()).isEqualTo("x".repeat(254) + "\uFFFD");
    }

    @Test
    public void refusesATemplateThatFails() {
        assertThatThrownBy(() -> render("{{.Nope}}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("there is no field Nope");
    }
}
