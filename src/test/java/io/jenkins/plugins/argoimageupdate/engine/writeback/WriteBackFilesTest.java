package io.jenkins.plugins.argoimageupdate.engine.writeback;

import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.image;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.plan;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class WriteBackFilesTest {

    private static final String ENTRY = "images:\n- name: x/a\n  newTag: 1.0.0\n";

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
        assertThat(edit(plan(watch("kustomization:/"), "2"), new MapTree(Map.of("kustomization.yaml", content))))
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

        assertThat(edit(plan(watch("helmvalues"), "2"), new MapTree(files))).isEmpty();
    }

    @Test
    public void writesNothingForAPlanWithoutChanges() {
        assertThat(edit(new ApplicationPlan(watch(""), List.of()), new MapTree(Map.of())))
                .isEmpty();
    }

    @Test
    public void refusesATargetOutsideOfTheRepository() {
        assertThatThrownBy(() -> edit(plan(watch("helmvalues:../../../x.yaml"), "2"), new MapTree(Map.of())))
                .hasMessageContaining("out of the repository");
        assertThatThrownBy(() -> edit(plan(watch("helmvalues:/"), "2"), new MapTree(Map.of())))
                .hasMessageContaining("the repository's root");
    }

    @Test
    public void writesWhereTheImageIs() {
        kustomizations();
        Map<String, String> files =
                Map.of("one/kustomization.yaml", ENTRY.replace("x/a", "x/b"), "two/kustomization.yaml", ENTRY);

        assertThat(texts(plan(watch("kustomization"), "2"), files))
                .isEqualTo(Map.of("two/kustomization.yaml", ENTRY.replace("1.0.0", "\"2\"")));
        assertThat(texts(plan(watch(""), "2"), files)).containsOnlyKeys("two/.argocd-source-my-app.yaml");
    }

    @Test
    public void findsTheManifestsOfAnImageThatHasNoEntryYet() {
        kustomizations();
        String manifest = "spec:\n  containers:\n  - image: \"x/a:1.0.0\"\n";
        Map<String, String> files = Map.of(
                "one/kustomization.yaml", "resources: [web.yaml]\n",
                "one/web.yaml", manifest.replace("x/a", "x/a-proxy"),
                "two/kustomization.yaml", "resources: [../base, ../two, https://example.com/x]\n",
                "base/kustomization.yaml", "resources:\n- a.yaml\n",
                "base/a.yaml", manifest);

        assertThat(texts(plan(watch("kustomization"), "2"), files))
                .isEqualTo(Map.of(
                        "two/kustomization.yaml",
                        files.get("two/kustomization.yaml") + "images:\n- name: x/a\n  newTag: \"2\"\n"));
    }

    @Test
    public void writesTwoImagesToTwoSources() {
        kustomizations();
        WatchSpec spec = spec(app.build(), "kustomization", image("a=x/a", null), image("b=x/b", null));

        assertThat(texts(
                        plan(spec, "2", "3"),
                        Map.of("one/kustomization.yaml", ENTRY.replace("x/a", "x/b"), "two/kustomization.yaml", ENTRY)))
                .isEqualTo(Map.of(
                        "two/kustomization.yaml", ENTRY.replace("1.0.0", "\"2\""),
                        "one/kustomization.yaml", ENTRY.replace("x/a", "x/b").replace("1.0.0", "\"3\"")));
    }

    @Test
    public void saysThatSeveralSourcesOrNoneNameAnImageAndWritesTheOthers() {
        kustomizations();
        WatchSpec spec =
                spec(app.build(), "kustomization", image("a=x/a", null), image("b=x/b", null), image("c=x/c", null));
        String both = ENTRY + "- name: x/b\n  newTag: v1\n";

        WriteBackFiles written = WriteBackFiles.edit(
                plan(spec, "2", "3", "4"),
                new MapTree(Map.of("one/kustomization.yaml", ENTRY, "two/kustomization.yaml", both)));

        assertThat(written.files()).containsOnlyKeys("two/kustomization.yaml");
        assertThat(written.plan().changes())
                .extracting(change -> change.watched().image().alias())
                .containsExactly("b");
        assertThat(written.plan().failed())
                .extracting(failed -> failed.failure().getMessage())
                .containsExactly(
                        "find x/a among the sources of my-app: it is in kustomization:/one and"
                                + " kustomization:/two. Set the one that is meant as write-back target",
                        "find x/c among the sources of my-app: neither kustomization:/one nor kustomization:/two names it. Add"
                                + " its entry to the source that has it, or set that as write-back target");
    }

    @Test
    public void findsTheValuesThatHaveTheKeysOfAnImage() {
        app.type("Helm", "Helm").sources(git("one", List.of()), git("two", List.of()));
        Map<String, String> files = Map.of(
                "one/values.yaml", "image: {name: x/b, tag: '1'}\n", "two/values.yaml", "image: {name: a, tag: '1'}\n");

        assertThat(texts(plan(watch("helmvalues"), "2"), files)).containsOnlyKeys("two/values.yaml");
        assertThat(texts(plan(watch(""), "2"), files)).containsOnlyKeys("two/.argocd-source-my-app.yaml");
    }

    @Test
    public void refusesImagesThatTurnOutToBeInOneFile() {
        app.type("Helm", "Helm").sources(git("one", List.of()), git("two", List.of()));
        WatchSpec spec = spec(app.build(), "helmvalues", image("a=x/a", null), image("b=y/a", null));

        WriteBackFiles written = WriteBackFiles.edit(
                plan(spec, "2", "3"),
                new MapTree(Map.of("one/values.yaml", "x: 1\n", "two/values.yaml", "image: {tag: '1'}\n")));

        assertThat(written.files()).isEmpty();
        assertThat(written.plan().failed())
                .hasSize(2)
                .allSatisfy(
                        failed -> assertThat(failed.failure()).hasMessageContaining("a and b both write image.tag"));
    }

    @Test
    public void tellsAliasesOfOneRepositoryApartWhereNoArgoCdTellsWhatIsLive() {
        WatchSpec spec = spec(
                app.build(),
                "helmvalues",
                image("a=x/a", new ManifestTarget.Helm("a.name", "a.tag", "")),
                image("b=x/a", new ManifestTarget.Helm("b.name", "b.tag", "")));
        Map<String, String> files =
                Map.of("charts/app/values.yaml", "a: {name: x/a, tag: '1.5'}\nb: {name: x/a, tag: '2.5'}\n");

        assertThat(ImagesInGit.asLive(spec, new MapTree(files))
                        .application()
                        .observed()
                        .liveImages())
                .containsExactly("a=x/a:1.5", "b=x/a:2.5");
        assertThat(ImagesInGit.asLive(
                                spec(app.kustomize().build(), "kustomization", image("a=x/a", null)),
                                new MapTree(Map.of(
                                        "charts/app/kustomization.yaml",
                                        "images:\n- name: api\n  newName: x/a\n  newTag: '1'\n")))
                        .application()
                        .observed()
                        .liveImages())
                .containsExactly("a=x/a:1");
    }

    private void kustomizations() {
        app.type("Kustomize", "Kustomize").sources(git("one", null), git("two", null));
    }

    private static ApplicationSource git(String path, List<ApplicationSource.HelmParameter> helm) {
        return ApplicationFixture.source(path, helm, null, null);
    }

    private static Map<String, String> texts(ApplicationPlan plan, Map<String, String> files) {
        Map<String, String> texts = new HashMap<>();
        edit(plan, new MapTree(files))
                .forEach((path, bytes) -> texts.put(path, new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    private static Map<String, byte[]> edit(ApplicationPlan plan, RepositoryTree tree) {
        return WriteBackFiles.edit(plan, tree).files();
    }

    private WatchSpec watch(String target) {
        return spec(app.build(), target, image("a=x/a", null));
    }
}
