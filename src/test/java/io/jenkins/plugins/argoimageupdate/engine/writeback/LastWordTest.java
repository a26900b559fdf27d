package io.jenkins.plugins.argoimageupdate.engine.writeback;

import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.image;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.plan;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** A write that another place overrules is refused. Each place is one that people forget when they change how images are written. */
public class LastWordTest {

    private static final String VALUES = "charts/app/values.yaml";
    private static final String PROD = "charts/app/values-prod.yaml";
    private static final String OVERRIDE = "charts/app/.argocd-source-my-app.yaml";
    private static final String KUSTOMIZATION = "charts/app/kustomization.yaml";
    private static final String TAG_1 = "image: {name: x/a, tag: '1'}\n";
    private static final String TAG_2 = "image: {name: x/a, tag: '2'}\n";

    private final ApplicationFixture app = new ApplicationFixture();

    @Test
    public void aParameterOfTheApplicationGoesBeforeAFile() {
        app.helm(new HelmParameter("image.tag", "1", true));
        assertThat(failure("helmvalues", Map.of(VALUES, TAG_2)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("set image.tag of my-app in charts/app/values.yaml (repository a): a parameter of the"
                        + " Application sets it to 1, and Argo CD takes that. Remove it there, or use the write-back method"
                        + " argocd to write it there");
        app.helm(new HelmParameter("image.tag", "2", true), new HelmParameter("other", "1", true));
        assertThat(failure("helmvalues", Map.of(VALUES, TAG_2))).isNull();
    }

    @Test
    public void anOldOverrideFileGoesBeforeAFileAndInThePlaceOfTheApplicationsParameters() {
        app.helm(new HelmParameter("image.tag", "1", true));
        String tag = "helm: {parameters: [{name: image.tag, value: '%s'}]}\n";
        assertThat(failure("helmvalues", Map.of(VALUES, TAG_2, OVERRIDE, tag.formatted("0"))))
                .hasMessageContaining(OVERRIDE + " sets it to 0, and Argo CD takes that")
                .hasMessageEndingWith("or leave the write-back target out to write it there");
        assertThat(failure("helmvalues", Map.of(VALUES, TAG_2, OVERRIDE, tag.formatted("2"))))
                .isNull();
        assertThat(failure(
                        "helmvalues",
                        Map.of(VALUES, TAG_2, OVERRIDE, "helm: {parameters: [{name: other, value: '1'}]}\n")))
                .isNull();
        assertThat(failure("helmvalues", Map.of(VALUES, TAG_2, "charts/app/.argocd-source.yaml", tag.formatted("0"))))
                .hasMessageContaining("charts/app/.argocd-source.yaml sets it to 0");
    }

    @Test
    public void valuesOfTheApplicationGoBeforeAFile() {
        app.source(source(List.of(), "image:\n  tag: \"1\"\n"));
        assertThat(failure("helmvalues", Map.of(VALUES, TAG_2)))
                .hasMessageContaining("the Application's own helm.values sets it to 1")
                .hasMessageEndingWith("Remove it there");
        app.source(source(List.of(), "{\"image\":{\"tag\":\"2\"}}"));
        assertThat(failure("helmvalues", Map.of(VALUES, TAG_2))).isNull();
    }

    @Test
    public void aLaterFileGoesBeforeAnEarlierOne() {
        app.source(source(List.of("values-prod.yaml"), ""));
        assertThat(failure("helmvalues", Map.of(VALUES, TAG_2, PROD, TAG_1)))
                .hasMessageContaining(PROD + ", which is read later, sets it to 1")
                .hasMessageEndingWith("or set the write-back target helmvalues:/" + PROD + " to write it there");
        assertThat(failure("helmvalues", Map.of(VALUES, TAG_2, PROD, "image: {tag: ''}\n")))
                .hasMessageContaining("sets it to nothing");
        assertThat(failure("helmvalues", Map.of(VALUES, TAG_2, PROD, "replicas: 2\n")))
                .isNull();
        assertThat(failure("helmvalues:values-prod.yaml", Map.of(VALUES, TAG_1, PROD, TAG_2)))
                .isNull();
        assertThat(failure("helmvalues", Map.of(VALUES, TAG_2, PROD, "image: {{ .Values.x }}\n")))
                .as("a file that something else reads")
                .isNull();
    }

    @Test
    public void kustomizeImagesOfTheApplicationOrAnOverrideFileGoBeforeAKustomization() {
        Map<String, String> files = Map.of(KUSTOMIZATION, "images: [{name: x/a, newTag: '2'}]\n");
        app.kustomize("x/a:1");
        assertThat(failure("kustomization", files))
                .hasMessageContaining("kustomize.images of the Application sets it to x/a:1, and Argo CD takes that");
        app.kustomize("x/a:2", "x/b:1");
        assertThat(failure("kustomization", files)).isNull();
        app.kustomize("x/a=y/a");
        assertThat(failure("kustomization", files)).isNull();
        assertThat(failure(
                        "kustomization",
                        Map.of(
                                KUSTOMIZATION, "images: [{name: x/a, newTag: '2'}]\n",
                                OVERRIDE, "kustomize: {images: ['x/a:1']}\n")))
                .hasMessageContaining(OVERRIDE + " sets it to x/a:1");
    }

    @Test
    public void anOverrideFileHasTheLastWordItself() {
        app.helm(new HelmParameter("image.tag", "1", true));
        assertThat(failure("", Map.of(VALUES, TAG_1))).isNull();
    }

    private Throwable failure(String target, Map<String, String> files) {
        return catchThrowable(() ->
                LastWord.require(plan(spec(app.build(), target, image("a=x/a", null)), "2"), new MapTree(files)));
    }

    private static ApplicationSource source(List<String> valueFiles, String values) {
        return new ApplicationSource(
                "https://git.example.com/a.git",
                "charts/app",
                "",
                "main",
                "",
                new ApplicationSource.Helm(List.of(), valueFiles, values),
                null,
                null);
    }
}
