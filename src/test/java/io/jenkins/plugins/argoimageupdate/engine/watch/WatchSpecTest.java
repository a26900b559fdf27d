package io.jenkins.plugins.argoimageupdate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import java.util.List;
import org.junit.Test;

public class WatchSpecTest {

    private static final WriteBack.Git GIT = new WriteBack.Git("", "", "", "", null);

    @Test
    public void tellsTheTypeFromWhatArgoCdSays() {
        assertThat(spec(fixture().type("Helm"), GIT).type()).isEqualTo(ApplicationType.HELM);
        assertThat(spec(fixture().type("Kustomize"), GIT).type()).isEqualTo(ApplicationType.KUSTOMIZE);
        assertThat(spec(fixture().type("Directory"), GIT).type()).isEqualTo(ApplicationType.UNSUPPORTED);
        assertThat(spec(fixture().type(), GIT).type()).isEqualTo(ApplicationType.UNSUPPORTED);
    }

    @Test
    public void writesThePluginsImagesAsHelmParametersOnlyToGit() {
        assertThat(spec(fixture().plugin(), GIT).type()).isEqualTo(ApplicationType.HELM);
        assertThat(spec(fixture().plugin(), new WriteBack.ArgoCdApi()).type()).isEqualTo(ApplicationType.PLUGIN);
        assertThat(spec(fixture().plugin(), GIT).place().plugin()).isTrue();
    }

    @Test
    public void letsTheTargetDecideOverTheType() {
        assertThat(spec(fixture().type("Directory"), target("kustomization")).type())
                .isEqualTo(ApplicationType.KUSTOMIZE);
        assertThat(spec(fixture().type("Directory"), target("helmvalues:x.yml")).type())
                .isEqualTo(ApplicationType.HELM);
        assertThat(spec(fixture().type("Kustomize"), target("x.txt")).type()).isEqualTo(ApplicationType.KUSTOMIZE);
    }

    @Test
    public void findsTheSourceOfSeveralByBlockThenByStatus() {
        ApplicationSource plain = source("https://git.example.com/values.git", "v1", null, null);
        ApplicationSource chart = source("https://git.example.com/chart.git", "v2", List.of(), null);
        ApplicationSource overlay = source("https://git.example.com/overlay.git", "v3", null, null);

        WatchSpec byBlock = spec(fixture().type("Directory", "Helm", "").sources(plain, chart, overlay), GIT);
        WatchSpec byStatus =
                spec(fixture().type("Directory", "Directory", "Kustomize").sources(plain, plain, overlay), GIT);
        WatchSpec open = spec(fixture().type("Kustomize").sources(plain, overlay), GIT);

        assertThat(byBlock.place().index()).isEqualTo(1);
        assertThat(byBlock.repository()).isEqualTo("https://git.example.com/chart.git");
        assertThat(byStatus.place().index()).isEqualTo(2);
        assertThat(byStatus.baseBranch()).isEqualTo("v3");
        assertThatThrownBy(open::place)
                .hasMessageContaining("source 1 (https://git.example.com/values.git, path path) or source 2");
    }

    @Test
    public void takesTheBranchOfTheSourceThatHasTheRepository() {
        ApplicationSource values = source("https://git.example.com/values.git", "v1", null, null);
        ApplicationSource chart = source("https://git.example.com/chart.git", "v2", List.of(), null);
        WriteBack.Git git = new WriteBack.Git("", "https://git.example.com/values.git", "", "", null);

        assertThat(spec(fixture().type("Directory", "Helm").sources(values, chart), git)
                        .baseBranch())
                .isEqualTo("v1");
        assertThat(spec(fixture(), GIT).baseBranch()).isEqualTo("main");
        assertThat(spec(fixture(), new WriteBack.Git("", "", " dev:push ", "", null))
                        .baseBranch())
                .isEqualTo("dev");
        assertThat(spec(fixture(), new WriteBack.Git("", "", ":push", "", null)).baseBranch())
                .isEqualTo("main");
    }

    @Test
    public void looksAtTheDrySourceOfAHydratedApplication() {
        assertThat(spec(fixture().kustomize().type("Directory").hydrated(), GIT).type())
                .isEqualTo(ApplicationType.KUSTOMIZE);
        assertThat(spec(fixture().type("Directory").hydrated(), GIT).type()).isEqualTo(ApplicationType.UNSUPPORTED);
    }

    @Test
    public void refusesAPushBranchWithAPullRequest() {
        WriteBack.PullRequest pullRequest = new WriteBack.PullRequest("github", List.of());

        assertThatThrownBy(() -> WatchSpec.of(
                        fixture().build(), List.of(), new WriteBack.Git("", "", "main:x", "", pullRequest)))
                .hasMessageContaining("pull request");
    }

    private static ApplicationFixture fixture() {
        return new ApplicationFixture();
    }

    private static WriteBack target(String target) {
        return new WriteBack.Git("", "", "", target, null);
    }

    private static WatchSpec spec(ApplicationFixture fixture, WriteBack writeBack) {
        return new WatchSpec(fixture.build(), List.of(), writeBack);
    }

    private static ApplicationSource source(
            String url, String revision, List<ApplicationSource.HelmParameter> helm, List<String> kustomize) {
        return new ApplicationSource(url, "path", "", revision, "", ApplicationFixture.helm(helm), kustomize, null);
    }
}
