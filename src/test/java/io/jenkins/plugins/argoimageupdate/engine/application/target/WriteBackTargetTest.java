package io.jenkins.plugins.argoimageupdate.engine.application.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import org.junit.Test;

public class WriteBackTargetTest {

    @Test
    public void isAnOverrideFileBesideTheManifestsByDefault() {
        assertThat(target("")).isEqualTo(new WriteBackTarget.OverrideFile("charts/app/.argocd-source-my-app.yaml"));
    }

    @Test
    public void namesTheNamespaceOfAnApplicationOutsideOfArgoCds() {
        Application elsewhere = new ApplicationFixture().namespace("team-a").build();

        assertThat(TargetText.parse(elsewhere, "").in("charts/app").toString())
                .isEqualTo("charts/app/.argocd-source-team-a_my-app.yaml");
    }

    @Test
    public void isRelativeToTheSourceOrWithASlashToTheRoot() {
        assertThat(target("helmvalues")).isEqualTo(new WriteBackTarget.HelmValues("charts/app/values.yaml"));
        assertThat(target("helmvalues:../env/./prod.yaml"))
                .isEqualTo(new WriteBackTarget.HelmValues("charts/env/prod.yaml"));
        assertThat(target("helmvalues:/env/prod.yaml")).isEqualTo(new WriteBackTarget.HelmValues("env/prod.yaml"));
        assertThat(target("kustomization")).isEqualTo(new WriteBackTarget.Kustomization("charts/app"));
        assertThat(target("kustomization:overlay")).isEqualTo(new WriteBackTarget.Kustomization("charts/app/overlay"));
        assertThat(target("kustomization:/overlay")).isEqualTo(new WriteBackTarget.Kustomization("overlay"));
    }

    @Test
    public void takesASlashForTheRoot() {
        assertThat(target("kustomization:/")).isEqualTo(new WriteBackTarget.Kustomization("."));
    }

    @Test
    public void takesABarePathForValuesUnlessItIsNamedAsAnOverrideFile() {
        assertThat(target("env/app.txt")).isEqualTo(new WriteBackTarget.HelmValues("env/app.txt"));
        assertThat(target("env/.argocd-source-x.yaml"))
                .isEqualTo(new WriteBackTarget.OverrideFile("env/.argocd-source-x.yaml"));
    }

    @Test
    public void refusesAKustomizationNamedDirectly() {
        assertThatThrownBy(() -> target("env/kustomization.yml"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("kustomization:<directory>");
        assertThatThrownBy(() -> target("kustomization.yaml")).hasMessageContaining("kustomization:<directory>");
        assertThatThrownBy(() -> target("kustomization:env/kustomization.yaml"))
                .hasMessageEndingWith("it names the file, and this takes the directory. Write kustomization:env");
        assertThatThrownBy(() -> target("kustomization:kustomization.yml")).hasMessageEndingWith("Write kustomization");
        assertThatThrownBy(() -> target("helmvalues:/env/kustomization.yaml"))
                .hasMessageContaining("which would get Helm values");
        assertThatThrownBy(() -> target("helmvalues:Chart.yaml")).hasMessageContaining("holds no values");
    }

    @Test
    public void refusesEachKindThatThereIsNotInsteadOfTakingItForAFile() {
        for (String kustomize : new String[] {"kustomize:/app", "kustomize", "Kustomise:", "kustomizations:/app"}) {
            assertThatThrownBy(() -> target(kustomize))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("there is no kind of target '" + kustomize.replaceFirst(":.*", "") + "'")
                    .hasMessageContaining("Did you mean 'kustomization'?");
        }
        for (String helm :
                new String[] {"helm", "values", "helm:values.yaml", "values:/a.yaml", "helmvaluess:/a.yaml"}) {
            assertThatThrownBy(() -> target(helm)).hasMessageContaining("Did you mean 'helmvalues'?");
        }
        assertThatThrownBy(() -> target("argocd:main")).hasMessageEndingWith("There are: helmvalues, kustomization");
        assertThatThrownBy(() -> target("env")).hasMessageEndingWith("A file of that name is helmvalues:/env");
        assertThatThrownBy(() -> target("values.yaml:/env")).hasMessageContaining("there is no kind of target");
    }

    @Test
    public void refusesAKindWithASlashInThePlaceOfItsColon() {
        assertThatThrownBy(() -> target("kustomization/app"))
                .hasMessageEndingWith("Write kustomization:app, or for the path helmvalues:/kustomization/app");
        assertThatThrownBy(() -> target("helmvalues/a.yaml")).hasMessageContaining("Write helmvalues:a.yaml");
    }

    @Test
    public void takesAPathAloneForOneWhateverItIsNamed() {
        assertThat(target("helmvalues.yaml")).isEqualTo(new WriteBackTarget.HelmValues("helmvalues.yaml"));
        assertThat(target("env/a:b")).isEqualTo(new WriteBackTarget.HelmValues("env/a:b"));
        assertThat(target("/values")).isEqualTo(new WriteBackTarget.HelmValues("/values"));
        assertThat(target("helmvalues:values")).isEqualTo(new WriteBackTarget.HelmValues("charts/app/values"));
    }

    @Test
    public void keepsPathsInsideOfTheRepository() {
        assertThat(RepositoryPath.inRepository("/a//./b/../c")).isEqualTo("a/c");
        assertThat(RepositoryPath.inRepository("/")).isEmpty();
        for (String path : new String[] {"..", "../a", "a/../../b", "/../etc/passwd", "a\0b"}) {
            assertThatThrownBy(() -> RepositoryPath.inRepository(path)).hasMessageContaining("out of the repository");
        }
    }

    private static WriteBackTarget target(String text) {
        return TargetText.parse(new ApplicationFixture().build(), text).in("charts/app");
    }
}
