package io.jenkins.plugins.argoimageupdate.engine.plan;

import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.image;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.plan;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.PluginVariable;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import org.junit.Test;

public class SourceParametersTest {

    private final ApplicationFixture app = new ApplicationFixture();

    @Test
    public void mergesHelmParametersByNameAndForcesThemToBeStrings() {
        app.helm(new HelmParameter("foo", "bar", false), new HelmParameter("image.tag", "1.0.0", false));

        assertThat(after(image("a=x/a", null), "2").helm())
                .containsExactly(
                        new HelmParameter("foo", "bar", false),
                        new HelmParameter("image.tag", "2", true),
                        new HelmParameter("image.name", "x/a", true));
    }

    @Test
    public void writesTheWholeImageWhereASpecIsNamed() {
        ManifestTarget target = new ManifestTarget.Helm("n", "t", " web.image ");

        assertThat(after(image("a=x/a", target), "2@sha256:d").helm())
                .containsExactly(new HelmParameter("web.image", "x/a:2@sha256:d", true));
    }

    @Test
    public void setsRegistryAndDigestWhereTheyHaveParameters() {
        ManifestTarget target = new ManifestTarget.Helm("n", "t", "", "r", "d");
        app.helm(new HelmParameter("d", "sha256:old", true));

        assertThat(after(image("a=example.com/a", target), "2@sha256:new").helm())
                .containsExactly(
                        new HelmParameter("d", "sha256:new", true),
                        new HelmParameter("n", "a", true),
                        new HelmParameter("r", "example.com", true),
                        new HelmParameter("t", "2", true));
        assertThat(after(image("a=x/a", target), "2").helm())
                .containsExactly(
                        new HelmParameter("d", "", true),
                        new HelmParameter("n", "x/a", true),
                        new HelmParameter("r", "docker.io", true),
                        new HelmParameter("t", "2", true));
    }

    @Test
    public void refusesATagThatADigestBesideItMakesIneffective() {
        app.helm(new HelmParameter("image.digest", "sha256:" + "b".repeat(64), true));

        assertThatThrownBy(() -> after(image("a=x/a", null), "2"))
                .hasMessageContaining("write image x/a")
                .hasMessageContaining("parameter image.digest pins it")
                .hasMessageContaining("helm.image-digest");
        assertThat(after(
                                image(
                                        "a=x/a",
                                        new ManifestTarget.Helm("image.name", "image.tag", "", "", "image.digest")),
                                "2")
                        .helm("image.digest"))
                .contains("");
    }

    @Test
    public void replacesTheKustomizeImageOfTheSameNameOnly() {
        app.kustomize("foo:9", "a=example.com/app:1", "b=example.com/app:1", "example.com/app-sidecar:1");

        assertThat(after(image("x=example.com/app", new ManifestTarget.Kustomize("a")), "2")
                        .kustomizeImages())
                .containsExactly("foo:9", "a=example.com/app:2", "b=example.com/app:1", "example.com/app-sidecar:1");
    }

    @Test
    public void keepsTheNameThatAnImageIsGivenTo() {
        app.kustomize("a=example.com/app:1.0.0", "b=example.com/app:0.9");

        assertThat(after(image("x=example.com/app", null), "2").kustomizeImages())
                .containsExactly("a=example.com/app:2", "b=example.com/app:0.9");
    }

    @Test
    public void addsAKustomizeImageThatIsMissing() {
        app.kustomize("example.com:5000/other:1");

        assertThat(after(image("a=example.com:5000/app", null), "2").kustomizeImages())
                .containsExactly("example.com:5000/other:1", "example.com:5000/app:2");
    }

    @Test
    public void setsVariablesOfAPlugin() {
        app.plugin(new PluginVariable("KEEP", "1"), new PluginVariable("TAG", "old"));

        assertThat(after(image("a=x/a", new ManifestTarget.Plugin("NAME", "TAG", "")), "2")
                        .pluginEnv())
                .containsExactly(
                        new PluginVariable("KEEP", "1"),
                        new PluginVariable("TAG", "2"),
                        new PluginVariable("NAME", "x/a"));
    }

    private SourceParameters after(WatchedImage image, String tag) {
        return SourceParameters.after(plan(spec(app.build(), null, image), tag));
    }
}
