package io.jenkins.plugins.argoimageupdate.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What is said of files and names that no Argo CD vouches for. */
public class WithoutArgoCdCycleTest {

    private static final Map<String, String> FILES = Map.of(
            "helm/values.yaml", "api: {image: {name: x/api, tag: 1.0.0}}\nlist: [{tag: 1}]\n",
            "helm/values-prod.yaml", "replicas: 2\n",
            "helm/empty.yaml", "\n",
            "kust/kustomization.yaml", "resources: [app.yaml]\nimages:\n  - {name: job, newTag: 1.0.0}\n",
            "kust/app.yaml", "spec:\n  containers:\n    - image: x/api:1.0.0\n");

    @Rule
    public final GitOnlyWorld world = new GitOnlyWorld(FILES);

    @Before
    public void pushImages() {
        world.push("x/api", "1.0.0", "1.2.0");
    }

    @Test
    public void aValuesFileThatDoesNotExistIsNotMade() throws Exception {
        run("target: 'helmvalues:/helm/value.yaml'", "helm: {imageName: api.image.name, imageTag: api.image.tag}");

        assertThat(world.log())
                .anyMatch(line -> line.endsWith(
                        "ERROR: make a new file helm/value.yaml for web: without Argo CD, it is unknown whether it would be read, and helm has empty.yaml, values-prod.yaml, values.yaml. Did you"
                                + " mean helm/values.yaml? Correct git.target, or commit the file before, with no more than {}"
                                + " in it"));
        assertThat(world.commits()).isEqualTo(1);
    }

    @Test
    public void aValuesFileInADirectoryThatDoesNotExistIsNotMade() throws Exception {
        run("target: env/values.yaml", "helm: {imageTag: api.image.tag}");

        assertThat(world.log()).anyMatch(line -> line.contains("env has no YAML files. Correct git.target"));
        assertThat(world.commits()).isEqualTo(1);
    }

    @Test
    public void anEmptyValuesFileIsFilled() throws Exception {
        run("target: 'helmvalues:/helm/empty.yaml'", "helm: {imageName: api.image.name, imageTag: api.image.tag}");

        assertThat(world.file("helm/empty.yaml")).contains("tag: 1.2.0");
        assertThat(world.log()).noneMatch(line -> line.contains("WARNING"));
    }

    @Test
    public void anOverrideFileIsMadeOnlyBesideManifests() throws Exception {
        run("target: helm/.argocd-source-web.yaml", "helm: {imageTag: api.image.tag}");
        run("target: helmapp/.argocd-source-web.yaml", "helm: {imageTag: api.image.tag}");

        assertThat(world.file("helm/.argocd-source-web.yaml")).contains("1.2.0");
        assertThat(world.log()).anyMatch(line -> line.endsWith("helmapp has no YAML files. Correct git.target"));
        assertThat(world.commits()).isEqualTo(2);
    }

    /** What is live is then known from Git alone, so that no image is decided before. */
    @Test
    public void itIsToldBeforeAnythingCanBeWritten() throws Exception {
        List<Integer> commits = new ArrayList<>();
        world.listen(event -> {
            if (event instanceof CycleEvent.BeforeWriteBack) {
                commits.add(world.commits());
            }
        });

        run("target: 'helmvalues:/helm/values.yaml'", "helm: {imageName: api.image.name, imageTag: api.image.tag}");
        run("target: env/values.yaml", "helm: {imageTag: api.image.tag}");

        assertThat(commits).containsExactly(1, 2);
        assertThat(world.commits()).isEqualTo(2);
    }

    @Test
    public void theTargetIsRequired() throws Exception {
        CycleReport report = run("branch: main", "helm: {imageTag: api.image.tag}");

        assertThat(report.allFailures()).hasSize(1);
        assertThat(world.log())
                .anyMatch(
                        line -> line.contains(
                                "ERROR: watch Application web: without Argo CD, the location of its"
                                        + " manifests is unknown, and git.target is not set. Set git.target from the repository's root"));
        assertThat(world.commits()).isEqualTo(1);
    }

    @Test
    public void aHelmKeyThatIsAddedIsSaidWithTheNearestThatThereIs() throws Exception {
        CycleReport report = run(
                "target: 'helmvalues:/helm/values.yaml'", "helm: {imageName: api.image.name, imageTag: api.image.tga}");

        String warning = "api.image.tga is not in helm/values.yaml and is added. Did you mean api.image.tag?";
        assertThat(world.log())
                .contains("[argo-image-update] web: WARNING: " + warning)
                .anyMatch(line -> line.contains("x/api: (new) → 1.2.0 (semver"));
        assertThat(report.warnings()).containsExactly("web: " + warning);
        assertThat(world.log().indexOf("[argo-image-update] web: WARNING: " + warning))
                .isLessThan(index("web: committed "));
    }

    @Test
    public void aKeyOfTheChartsOwnValuesIsNoSurpriseInAnotherFile() throws Exception {
        run(
                "target: 'helmvalues:/helm/values-prod.yaml'",
                "helm: {imageName: api.image.name, imageTag: api.image.tag}");

        assertThat(world.log()).anyMatch(line -> line.contains("web: committed "));
        assertThat(world.log()).noneMatch(line -> line.contains("WARNING"));
    }

    @Test
    public void aKustomizeEntryThatIsAddedIsSaidWithTheNearestThatThereIs() throws Exception {
        run("target: 'kustomization:/kust'", "kustomize: {imageName: jbo}");

        assertThat(world.log())
                .contains("[argo-image-update] web: WARNING: jbo is not in kust/kustomization.yaml and is added."
                        + " Did you mean job?");
    }

    @Test
    public void anEntryForAnImageOfTheManifestsIsNoSurprise() throws Exception {
        run("target: 'kustomization:/kust'", "constraint: 1.x");

        assertThat(world.log()).anyMatch(line -> line.contains("web: committed "));
        assertThat(world.log()).noneMatch(line -> line.contains("WARNING"));
    }

    private int index(String text) {
        return world.log()
                .indexOf(world.log().stream()
                        .filter(line -> line.contains(text))
                        .findFirst()
                        .orElseThrow());
    }

    private CycleReport run(String target, String image) throws Exception {
        return world.run(CycleOptions.DEFAULT, """
                applications: [web]
                images: [{image: x/api, %s}]
                git: {url: '%s', %s}
                """.formatted(image, world.url(), target));
    }
}
