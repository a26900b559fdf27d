package io.jenkins.plugins.argoimageupdate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource;
import io.jenkins.plugins.argoimageupdate.demo.argocd.ManifestSource.RenderException;
import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.util.Map;
import org.junit.Test;

public class ChartFilesTest {

    @Test(timeout = 60_000)
    public void valuesWithAnEmojiAtTheEndOfTheReadersBufferCrashed() {
        for (int length = 1_000; length < 1_050; length++) {
            assertThat(render("tag: v1 # " + "x".repeat(length) + "😀".repeat(2_000) + "\n")
                            .workloads())
                    .hasSize(1);
        }
    }

    @Test
    public void whatIsNoYamlIsToldByTheNameOfItsFile() {
        assertThatThrownBy(() -> render("tag: ["))
                .isInstanceOf(RenderException.class)
                .hasMessageContaining("values.yaml is no YAML");
    }

    private static ManifestSource.Rendered render(String values) {
        String manifest =
                "kind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{image: \"a:{{ .Values.tag"
                        + " }}\"}]}}}\n";
        return new ChartFiles(Map.of("Chart.yaml", "name: a\n", "values.yaml", values, "templates/a.yaml", manifest))
                .render("app", Json.object(), "abc");
    }
}
