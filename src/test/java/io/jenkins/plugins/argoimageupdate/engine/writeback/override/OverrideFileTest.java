package io.jenkins.plugins.argoimageupdate.engine.writeback.override;

import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.image;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.plan;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.Test;

public class OverrideFileTest {

    private static final String NEW = """
            helm:
              parameters:
              - name: image.name
                value: x/a
                forcestring: true
              - name: image.tag
                value: "2"
                forcestring: true
            """;

    private final ApplicationFixture app = new ApplicationFixture();
    private WatchedImage image = image("a=x/a", null);

    @Test
    public void writesANewFileAsTheImageUpdaterDoes() {
        assertThat(edit(null)).isEqualTo(NEW);
        assertThat(edit("\n  \n")).isEqualTo(NEW);
    }

    @Test
    public void writesOnlyParametersOfImages() {
        app.helm(new HelmParameter("unrelated", "x", false));

        assertThat(edit(null)).isEqualTo(NEW);
    }

    @Test
    public void changesTheValueInPlace() {
        String before = NEW.replace("\"2\"", "1.0.0 # ours");

        assertThat(edit(before)).isEqualTo(NEW.replace("\"2\"", "\"2\" # ours"));
    }

    @Test
    public void leavesForeignParametersAsTheyAre() {
        String before = """
                # by hand
                helm:
                  parameters:

                  - name: beta   # keep
                    value: 12
                  - {name: zeta, value: '1', extra: x}
                """;

        String ours = NEW.substring("helm:\n  parameters:\n".length());
        assertThat(edit(before)).isEqualTo(before.replace("  - {", ours + "  - {"));
    }

    @Test
    public void leavesForeignKeysAsTheyAre() {
        String before = "kustomize:\n  namePrefix: a-\nhelm:\n  valueFiles:\n  - b.yaml\n---\nother: document\n";

        assertThat(edit(before))
                .isEqualTo("kustomize:\n  namePrefix: a-\nhelm:\n  valueFiles:\n  - b.yaml\n"
                        + NEW.substring("helm:\n".length()) + "---\nother: document\n");
    }

    @Test
    public void keepsTheSpellingOfForceString() {
        String before = "helm:\n  parameters:\n  - name: image.name\n    value: x/a\n    forceString: true\n"
                + "  - forceString: false\n    value: '1'\n    name: image.tag\n";

        assertThat(edit(before))
                .isEqualTo(before.replace("forceString: false", "forceString: true")
                        .replace("'1'", "'2'"));
    }

    @Test
    public void fillsWhatIsEmpty() {
        for (String before : new String[] {
            "helm:\n", "helm: {}\n", "helm: null\n", "helm:\n  parameters:\n", "helm:\n  parameters: []\n", "null\n"
        }) {
            assertThat(edit(before)).as(before).isEqualTo(NEW);
        }
        assertThat(edit("# c\n---\n")).isEqualTo("# c\n---\n" + NEW);
    }

    @Test
    public void refusesToOverwriteWhatIsNoOverrideFile() {
        for (String before : new String[] {
            "- a\n",
            "text\n",
            "helm: [\n",
            "helm: text\n",
            "helm:\n  parameters: {}\n  x: [\n",
            "helm:\n  parameters:\n  - a\n"
        }) {
            assertThatThrownBy(() -> edit(before))
                    .as(before)
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("file.yaml:");
        }
    }

    @Test
    public void writesAParameterWhoseNameHasSpacesAroundIt() {
        image = image("a=x/a", new ManifestTarget.Helm("", "", " web "));

        assertThat(edit(null))
                .isEqualTo("helm:\n  parameters:\n  - name: web\n    value: x/a:2\n    forcestring: true\n");
    }

    @Test
    public void writesKustomizeImages() {
        app.kustomize();
        image = image("a=example.com/a", new ManifestTarget.Kustomize("orig"));

        assertThat(edit(null)).isEqualTo("kustomize:\n  images:\n  - orig=example.com/a:2\n");
        assertThat(edit("kustomize:\n  images:\n  - foo:1 # f\n  - 'example.com/a:1' # a\n"))
                .isEqualTo("kustomize:\n  images:\n  - foo:1 # f\n  - 'orig=example.com/a:2' # a\n");
        assertThat(edit("kustomize:\n  images: [foo:1]\n"))
                .isEqualTo("kustomize:\n  images: [foo:1, 'orig=example.com/a:2']\n");
    }

    @Test
    public void changesEveryEntryOfAParameterAsTheLastOneCounts() {
        String twice = NEW + NEW.substring(NEW.lastIndexOf("  - name"));

        assertThat(edit(twice.replace("\"2\"", "1.0.0"))).isEqualTo(twice);
    }

    @Test
    public void replacesNoLineOfAnotherAlias() {
        app.kustomize();
        String two = "kustomize:\n  images:\n  - one=x/a:1.5\n  - two=x/a:2.5\n";

        image = image("a=x/a", new ManifestTarget.Kustomize("two"));
        assertThat(edit(two)).isEqualTo(two.replace("2.5", "2"));
        image = image("a=x/a", new ManifestTarget.Kustomize("three"));
        assertThat(edit(two)).isEqualTo(two + "  - three=x/a:2\n");
        assertThat(edit("kustomize:\n  images:\n  - one=x/a:1.5\n  - x/a:2.5\n"))
                .as("only the image's own name may get that of the manifests")
                .isEqualTo("kustomize:\n  images:\n  - one=x/a:1.5\n  - three=x/a:2\n");
    }

    @Test
    public void knowsTheEntryOfAnImageByWhatIsLive() {
        app.kustomize();
        String two = "kustomize:\n  images:\n  - one=x/a:1.0.0\n  - two=x/a:2.5\n";

        assertThat(edit(two)).isEqualTo(two.replace("1.0.0", "2"));
        assertThat(edit("kustomize:\n  images:\n  - one=x/a:1.5\n"))
                .isEqualTo("kustomize:\n  images:\n  - one=x/a:2\n");
        assertThatThrownBy(() -> edit(two.replace("1.0.0", "1.5")))
                .hasMessageContaining("one and two match it")
                .hasMessageContaining("kustomize.image-name");
    }

    @Test
    public void writesVariablesOfAPluginInTheirOrder() {
        app.plugin();
        image = image("a=x/a", new ManifestTarget.Plugin("NAME", "TAG", ""));

        assertThat(edit("plugin:\n  env:\n  - name: KEEP\n    value: \"1\"\n  - name: TAG\n    value: old\n"))
                .isEqualTo("plugin:\n  env:\n  - name: KEEP\n    value: \"1\"\n  - name: TAG\n    value: \"2\"\n"
                        + "  - name: NAME\n    value: x/a\n");
    }

    private String edit(String before) {
        Optional<byte[]> existing = Optional.ofNullable(before).map(text -> text.getBytes(StandardCharsets.UTF_8));
        return new String(
                OverrideFile.edit("file.yaml", existing, plan(spec(app.build(), "", image), "2")),
                StandardCharsets.UTF_8);
    }
}
