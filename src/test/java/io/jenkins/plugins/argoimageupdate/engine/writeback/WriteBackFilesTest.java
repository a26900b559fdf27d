package io.jenkins.plugins.argoimageupdate.engine.writeback;

import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.image;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.plan;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class WriteBackFilesTest {

    private final ApplicationFixture app = new ApplicationFixture();

    @Test
    public void writesAnOverrideFileByDefault() {
        assertThat(edit(plan(watch(""), "2"), new MapTree(Map.of())))
                .containsOnlyKeys("charts/app/.argocd-source-my-app.yaml");
    }

    @Test
    public void takesTheFirstNameThatAKustomizationHas() {
        String content = "images: []\n";
        app.kustomize();

        assertThat(edit(
                        plan(watch("kustomization"), "2"),
                        new MapTree(
                                Map.of("charts/app/kustomization.yml", content, "charts/app/Kustomization", content))))
                .containsOnlyKeys("charts/app/kustomization.yml");
        assertThat(edit(
                        plan(watch("kustomization:/"), "2"), new MapTree(Map.of("kustomization.yaml", content))))
                .containsOnlyKeys("kustomization.yaml");
    }

    @Test
    public void saysWhereAKustomizationIsMissing() {
        app.kustomize();

        assertThatThrownBy(() -> edit(plan(watch("kustomization:sub"), "2"), new MapTree(Map.of())))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("charts/app/sub");
    }

    @Test
    public void writesNothingWhenTheFileSaysSoAlready() {
        Map<String, String> files = Map.of("charts/app/values.yaml", "image: {name: 'x/a',   tag: \"2\"} # ours\n");

        assertThat(edit(plan(watch("helmvalues"), "2"), new MapTree(files)))
                .isEmpty();
    }

    @Test
    public void writesNothingForAPlanWithoutChanges() {
        assertThat(edit(new ApplicationPlan(watch(""), List.of()), new MapTree(Map.of())))
                .isEmpty();
    }

    @Test
    public void refusesATargetOutsideOfTheRepository() {
        assertThatThrownBy(() ->
                        edit(plan(watch("helmvalues:../../../x.yaml"), "2"), new MapTree(Map.of())))
                .hasMessageContaining("out of the repository");
        assertThatThrownBy(() -> edit(plan(watch("helmvalues:/"), "2"), new MapTree(Map.of())))
                .hasMessageContaining("the repository's root");
    }

    private static Map<String, byte[]> edit(ApplicationPlan plan, RepositoryTree tree) {
        return WriteBackFiles.edit(plan, tree).files();
    }

    private WatchSpec watch(String target) {
        return spec(app.build(), target, image("a=x/a", null));
    }
}
