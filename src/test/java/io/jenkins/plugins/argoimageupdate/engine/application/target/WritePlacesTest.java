package io.jenkins.plugins.argoimageupdate.engine.application.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.Helm;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class WritePlacesTest {

    private static final String CHARTS = "https://charts.example.com";
    private static final String GIT = "https://git.example.com/env.git";
    private static final String OTHER = "https://git.example.com/other.git";

    private final List<ApplicationSource> sources = new ArrayList<>();
    private String[] types = {};
    private WriteBack writeBack = git("", "");

    @Test
    public void writesToTheRepositoryThatAReferenceNames() {
        chart("$values/env/prod.yaml");
        values("values", GIT, "release");
        writeBack = git("helmvalues:$values/env/prod.yaml", "");

        assertThat(place(image(null)))
                .returns(GIT, WritePlace::repository)
                .returns("release", WritePlace::branch)
                .returns(new WriteBackTarget.HelmValues("env/prod.yaml"), WritePlace::target)
                .returns(ApplicationType.HELM, WritePlace::type)
                .returns(0, WritePlace::index);
        assertThat(warnings()).isEmpty();
    }

    @Test
    public void findsTheFileOfAChartAmongItsValueFiles() {
        chart("$values/env/prod.yaml", "$common/values.yaml");
        values("common", OTHER, "main");
        values("values", GIT, "main");

        for (String target :
                new String[] {"helmvalues:prod.yaml", "helmvalues:env/prod.yaml", "helmvalues:/env/prod.yaml"}) {
            writeBack = git(target, "");
            assertThat(place(image(null)))
                    .as(target)
                    .returns(GIT, WritePlace::repository)
                    .returns("env/prod.yaml", place -> place.target().toString().replaceFirst("^/", ""));
        }
        writeBack = git("helmvalues", "");
        assertThat(place(image(null)).repository()).isEqualTo(OTHER);
    }

    @Test
    public void neverTakesAChartRepositoryForGit() {
        chart("$values/env/prod.yaml");
        values("values", GIT, "main");

        assertThatThrownBy(() -> place(image(null)))
                .hasMessageContaining("a chart is not in Git")
                .hasMessageContaining("source 1 (https://charts.example.com, chart app)")
                .hasMessageContaining("source 2 (https://git.example.com/env.git, ref values)")
                .hasMessageEndingWith("Set the write-back target to a file of values that Argo CD reads:"
                        + " helmvalues:$values/env/prod.yaml");
        writeBack = git("helmvalues:nosuch.yaml", "");
        assertThatThrownBy(() -> place(image(null))).hasMessageContaining("helmvalues:$values/env/prod.yaml");
    }

    @Test
    public void neverTakesAnOciArtifactForGit() {
        sources.add(new ApplicationSource("oci://registry.example.com/app", "app", "", "1.0.0", "", null, null, null));
        types = new String[] {"Helm"};

        assertThatThrownBy(() -> place(image(null))).hasMessageContaining("not in Git");
    }

    @Test
    public void saysWhatASingleChartNeeds() {
        chart();
        assertThatThrownBy(() -> single(image(null)))
                .hasMessageContaining("a source with a ref")
                .hasMessageContaining("or use the write-back method argocd");
        writeBack = git("", GIT);
        assertThatThrownBy(() -> single(image(null)))
                .as("Argo CD reads no override file of a chart, wherever it is")
                .hasMessageContaining("reads no .argocd-source-my-app.yaml");
    }

    @Test
    public void takesTheVersionOfAChartForNoBranch() {
        chart();
        writeBack = git("helmvalues:/apps/values.yaml", GIT);

        assertThat(single(image(null))).returns(GIT, WritePlace::repository).returns("", WritePlace::branch);
        assertThat(warnings()).singleElement().asString().contains("Argo CD does not read " + GIT);
    }

    @Test
    public void refusesAReferenceThatDoesNotExist() {
        chart("$values/env/prod.yaml");
        values("values", GIT, "main");
        writeBack = git("helmvalues:$v/env/prod.yaml", "");

        assertThatThrownBy(() -> place(image(null)))
                .hasMessageContaining("no source in Git has ref: v, there is $values")
                .hasMessageContaining("helmvalues:$values/");
        sources.clear();
        kustomize("one");
        assertThatThrownBy(() -> place(image(null))).hasMessageContaining("from its root with a leading slash");
    }

    @Test
    public void refusesAPlaceholderThatWasNotReplaced() {
        kustomize("one");
        for (String target : new String[] {"helmvalues:/{{.path.path}}/values.yaml", "kustomization:{{path}}", "{{x"}) {
            writeBack = git(target, "");
            assertThatThrownBy(() -> place(image(null)))
                    .as(target)
                    .hasMessageContaining("'" + target + "'")
                    .hasMessageContaining("was not replaced");
        }
        writeBack = git("", "");
        assertThatThrownBy(() -> place(image(new ManifestTarget.Helm("", "{{.key}}.tag", ""))))
                .hasMessageContaining("the placeholder {{.key}} was not replaced");
        assertThatThrownBy(() -> WatchSpec.of(application(), List.of(), git("", "https://git/{{repo}}")))
                .hasMessageContaining("{{repo}}");
    }

    @Test
    public void leavesItToTheFilesWhichOfTwoDirectoriesAnImageIsIn() {
        kustomize("one");
        kustomize("two");
        writeBack = git("kustomization", "");

        assertThat(spec(image(null)).places(image(null)))
                .extracting(place -> place.target().toString())
                .containsExactly("kustomization:one", "kustomization:two");
        writeBack = git("kustomization:/two", "");
        assertThat(place(image(null)).index()).isEqualTo(1);
    }

    @Test
    public void asksForTheRepositoryWhereTwoCanHaveIt() {
        source(GIT, "one", null, List.of());
        source(OTHER, "two", null, List.of());
        writeBack = git("kustomization", "");

        assertThatThrownBy(() -> place(image(null)))
                .hasMessageContaining("source 1 (https://git.example.com/env.git, path one) or source 2")
                .hasMessageContaining("git-repository");
        writeBack = git("kustomization", "git@git.example.com:other.git");
        assertThat(place(image(null)))
                .returns(1, WritePlace::index)
                .returns("git@git.example.com:other.git", WritePlace::repository)
                .returns("kustomization:two", place -> place.target().toString());
    }

    @Test
    public void choosesTheSourceByTheTargetOfEachImage() {
        chart();
        source(GIT, "overlay", null, List.of());
        writeBack = new WriteBack.ArgoCdApi();

        assertThat(place(image(new ManifestTarget.Kustomize("api"))))
                .returns(1, WritePlace::index)
                .returns(ApplicationType.KUSTOMIZE, WritePlace::type);
        assertThat(place(image(new ManifestTarget.Helm("a", "b", ""))))
                .returns(0, WritePlace::index)
                .returns(ApplicationType.HELM, WritePlace::type);
        assertThatThrownBy(() -> place(image(null)))
                .hasMessageContaining("it can be in source 1")
                .hasMessageContaining("Name its Helm parameters or Kustomize image");
    }

    @Test
    public void writesNoImageOfOneTypeToATargetOfAnother() {
        source(GIT, "chart", List.of(), null);
        source(GIT, "overlay", null, List.of());

        writeBack = git("helmvalues", "");
        assertThatThrownBy(() -> place(image(new ManifestTarget.Kustomize("api"))))
                .hasMessageContaining("it is of type Helm, and an image has names of type Kustomize");
        writeBack = git("kustomization", "");
        assertThatThrownBy(() -> place(image(new ManifestTarget.Helm("a", "b", ""))))
                .hasMessageContaining("it is of type Kustomize, and an image has names of type Helm");
    }

    @Test
    public void neverWritesKustomizeImagesAsParametersOfAnotherSource() {
        chart();
        source(GIT, "chart", List.of(), null);

        for (WriteBack way : List.of(new WriteBack.ArgoCdApi(), git("", ""))) {
            writeBack = way;
            assertThatThrownBy(() -> place(image(new ManifestTarget.Kustomize("api"))))
                    .hasMessageContaining("it has names of type Kustomize, and no source is of that type");
        }
    }

    @Test
    public void findsTheSourceThatHasAnImageAmongItsParameters() {
        source(GIT, "one", List.of(new HelmParameter("image.name", "x/b", false), tag("image.tag")), null);
        source(GIT, "two", List.of(new HelmParameter("image.name", "x/a", false), tag("image.tag")), null);
        source(GIT, "three", null, List.of("foo=y/c:1"));

        for (WriteBack way : List.of(new WriteBack.ArgoCdApi(), git("", ""))) {
            writeBack = way;
            assertThat(place(image(null)).index()).isEqualTo(1);
            assertThat(place(image("y/c", null)).index()).isEqualTo(2);
        }
    }

    @Test
    public void looksForImagesOnlyWhereManifestsComeFrom() {
        values("values", GIT, "main");
        source(OTHER, "chart", List.of(), null);
        types = new String[] {"", "Helm"};

        assertThat(place(image(null)).index()).isEqualTo(1);
    }

    @Test
    public void keepsImagesOfOneApplicationInOneRepository() {
        source(GIT, "chart", List.of(), null);
        source(OTHER, "overlay", null, List.of());
        WatchedImage helm = image("x/a", new ManifestTarget.Helm("a", "b", ""));
        WatchedImage kustomize = image("x/b", new ManifestTarget.Kustomize("api"));
        WatchSpec spec = new WatchSpec(application(), List.of(helm, kustomize), writeBack);

        assertThat(spec.places(helm).get(0).repository()).isEqualTo(GIT);
        assertThatThrownBy(() -> spec.places(kustomize)).hasMessageContaining("x/b is in " + OTHER);
    }

    @Test
    public void warnsOfFilesThatArgoCdDoesNotRead() {
        sources.add(new ApplicationSource(
                GIT, "chart", "", "main", "", helm("values-eu.yaml", "/common.yaml"), null, null));
        types = new String[] {"Helm"};

        for (String read : new String[] {
            "",
            "helmvalues",
            "helmvalues:values-eu.yaml",
            "helmvalues:/common.yaml",
            "chart/values.yaml",
            "chart/.argocd-source.yaml"
        }) {
            writeBack = git(read, "");
            assertThat(warnings()).as(read).isEmpty();
        }
        writeBack = git("helmvalues:values-us.yaml", "");
        assertThat(warnings())
                .containsExactly("Argo CD does not read chart/values-us.yaml of " + GIT
                        + ": it reads chart/values.yaml, chart/values-eu.yaml, common.yaml."
                        + " Add the file to helm.valueFiles, or correct the write-back target");
        writeBack = git("env/.argocd-source-my-app.yaml", "");
        assertThat(warnings()).singleElement().asString().contains("it reads chart/.argocd-source-my-app.yaml");
        writeBack = git("kustomization", "");
        assertThat(warnings()).singleElement().asString().contains("the source is of type Helm");
    }

    @Test
    public void warnsOfAnOverrideFileThatTwoReleasesOfAChartShare() {
        source(GIT, "chart", null, null);
        source(GIT, "./chart", null, null);
        types = new String[] {"Helm", "Helm"};
        writeBack = git("", "");
        assertThat(warnings())
                .containsExactly(
                        "sources 1 and 2 read the same .argocd-source-my-app.yaml, so that its parameters are set"
                                + " for each of them. Where the image is in one alone, write to its own file of values:"
                                + " helmvalues:<file>");
        writeBack = git("helmvalues:/chart/values-b.yaml", "");
        assertThat(warnings()).noneMatch(warning -> warning.contains("read the same"));
    }

    @Test
    public void refusesToMakeAFileThatNobodyReads() {
        source(GIT, "chart", List.of(), null);
        writeBack = git("helmvalues:/env/prod.yaml", "");

        assertThatThrownBy(() -> spec(image(null)).requireReader("env/prod.yaml"))
                .hasMessage(
                        "make a new file env/prod.yaml for my-app: Argo CD would not read it: it reads chart/values.yaml."
                                + " Add the file to helm.valueFiles, or correct the write-back target");
        writeBack = git("helmvalues", "");
        spec(image(null)).requireReader("chart/values.yaml");
        writeBack = git("", "");
        spec(image(null)).requireReader("chart/.argocd-source-my-app.yaml");
    }

    @Test
    public void warnsOfParametersThatAnOverrideFileTakesThePlaceOf() {
        source(GIT, "chart", List.of(tag("image.tag"), tag("replicas")), null);

        assertThat(warnings())
                .containsExactly("Argo CD takes the parameters of chart/.argocd-source-my-app.yaml instead of the"
                        + " Application's own, which has others too: replicas. Move them to a values file, or add them to that"
                        + " file");
        writeBack = git("helmvalues", "");
        assertThat(warnings()).isEmpty();
    }

    @Test
    public void doesNotGuessWhatVariablesAndPatternsOfValueFilesMean() {
        sources.add(
                new ApplicationSource(GIT, "chart", "", "main", "", helm("values-$ARGOCD_APP_NAME.yaml"), null, null));
        types = new String[] {"Helm"};
        writeBack = git("helmvalues:values-my-app.yaml", "");

        assertThat(warnings()).isEmpty();
    }

    private void chart(String... valueFiles) {
        sources.add(new ApplicationSource(CHARTS, "", "app", "1.2.3", "", helm(valueFiles), null, null));
    }

    private void values(String ref, String url, String revision) {
        sources.add(new ApplicationSource(url, "", "", revision, ref, null, null, null));
    }

    private void kustomize(String path) {
        source(GIT, path, null, List.of());
    }

    private void source(String url, String path, List<HelmParameter> helm, List<String> kustomize) {
        sources.add(new ApplicationSource(url, path, "", "main", "", ApplicationFixture.helm(helm), kustomize, null));
    }

    private static Helm helm(String... valueFiles) {
        return new Helm(List.of(), List.of(valueFiles), "");
    }

    private static HelmParameter tag(String name) {
        return new HelmParameter(name, "1", false);
    }

    private static WriteBack git(String target, String repository) {
        return new WriteBack.Git("", repository, "", target, null);
    }

    private static WatchedImage image(ManifestTarget target) {
        return image("x/a", target);
    }

    private static WatchedImage image(String image, ManifestTarget target) {
        SelectionRule rule = new SelectionRule(UpdateStrategy.SEMVER, "", "", List.of(), List.of());
        return new WatchedImage(ImageReference.parse(image), rule, false, "", target);
    }

    private Application application() {
        return new ApplicationFixture()
                .type(types)
                .sources(sources.toArray(new ApplicationSource[0]))
                .build();
    }

    private WatchSpec spec(WatchedImage image) {
        return new WatchSpec(application(), List.of(image), writeBack);
    }

    private WritePlace place(WatchedImage image) {
        return spec(image).places(image).get(0);
    }

    private WritePlace single(WatchedImage image) {
        Application single =
                new ApplicationFixture().type("Helm").source(sources.get(0)).build();
        return new WatchSpec(single, List.of(image), writeBack).places(image).get(0);
    }

    private List<String> warnings() {
        return WatchSpec.of(application(), List.of(image(null)), writeBack).warnings();
    }
}
