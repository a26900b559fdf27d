package io.jenkins.plugins.argoimageupdate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackTarget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.strategy.StrategyNames;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class ApplicationAnnotationsTest {

    private final ApplicationFixture app = new ApplicationFixture();
    private final List<String> warnings = new ArrayList<>();

    @Test
    public void takesDefaultsWhereOnlyTheImageIsGiven() {
        WatchSpec spec = watch(app.annotation("image-list", "example.com/team/app:1.x"));

        WatchedImage image = spec.images().get(0);
        assertThat(image.image().withoutTag()).isEqualTo("example.com/team/app");
        assertThat(image.rule().strategy()).isEqualTo(UpdateStrategy.SEMVER);
        assertThat(image.rule().constraint()).isEqualTo("1.x");
        assertThat(image.forceUpdate()).isFalse();
        assertThat(image.target()).isNull();
        assertThat(spec.writeBack()).isInstanceOf(WriteBack.ArgoCdApi.class);
    }

    @Test
    public void prefersTheSettingOfTheImageToThatOfTheApplication() {
        WatchSpec spec = watch(app.annotation("image-list", "a=x/a, b=x/b")
                .annotation("update-strategy", "newest-build")
                .annotation("allow-tags", "regexp:^main")
                .annotation("ignore-tags", "latest, dev-*,")
                .annotation("pull-secret", "pullsecret:argocd/hub")
                .annotation("force-update", "true")
                .annotation("b.update-strategy", "alphabetical")
                .annotation("b.allow-tags", "any")
                .annotation("b.ignore-tags", "")
                .annotation("b.force-update", "False")
                .annotation("b.pull-secret", "env:HUB")
                .annotation("b.platforms", "linux/arm64, linux/amd64"));

        WatchedImage a = spec.images().get(0);
        WatchedImage b = spec.images().get(1);
        assertThat(a.rule().strategy()).isEqualTo(UpdateStrategy.NEWEST_BUILD);
        assertThat(a.rule().ignoreTags()).containsExactly("latest", "dev-*");
        assertThat(a.forceUpdate()).isTrue();
        assertThat(a.pullSecret()).isEqualTo("pullsecret:argocd/hub");
        assertThat(b.rule().strategy()).isEqualTo(UpdateStrategy.ALPHABETICAL);
        assertThat(b.rule().allowTags()).isEqualTo("any");
        assertThat(b.rule().ignoreTags()).isEmpty();
        assertThat(b.rule().platforms()).containsExactly("linux/arm64", "linux/amd64");
        assertThat(b.forceUpdate()).isFalse();
        assertThat(b.pullSecret()).isEqualTo("env:HUB");
    }

    @Test
    public void knowsNoPlatformsForAllImages() {
        WatchSpec spec = watch(app.annotation("image-list", "x/a").annotation("platforms", "linux/arm64"));

        assertThat(spec.images().get(0).rule().platforms()).isEmpty();
    }

    @Test
    public void readsTargets() {
        WatchSpec spec = watch(app.annotation("image-list", "a=x/a,b=x/b,c=x/c")
                .annotation("a.helm.image-name", "web.image")
                .annotation("a.helm.image-tag", " web.tag ")
                .annotation("b.helm.image-spec", "job.image")
                .annotation("c.kustomize.image-name", "original"));

        assertThat(spec.images())
                .extracting(WatchedImage::target)
                .containsExactly(
                        new ManifestTarget.Helm("web.image", "web.tag", ""),
                        new ManifestTarget.Helm("", "", "job.image"),
                        new ManifestTarget.Kustomize("original"));
    }

    @Test
    public void readsTheKeysOfRegistryAndDigest() {
        WatchSpec spec = watch(app.annotation("image-list", "a=x/a")
                .annotation("a.helm.image-name", "image.repository")
                .annotation("a.helm.image-tag", "image.tag")
                .annotation("a.helm.image-registry", "image.registry")
                .annotation("a.helm.image-digest", "image.digest"));

        assertThat(spec.images().get(0).target())
                .isEqualTo(
                        new ManifestTarget.Helm("image.repository", "image.tag", "", "image.registry", "image.digest"));
        app.annotation("a.helm.image-spec", "image");
        assertThatThrownBy(() -> watch(app))
                .hasMessageContaining("a.helm.image-spec")
                .hasMessageContaining("digest too");
    }

    @Test
    public void readsHowToWriteBack() {
        WatchSpec spec = watch(app.annotation("image-list", "x/a")
                .annotation("write-back-method", "git:secret:argocd/creds")
                .annotation("write-back-target", "helmvalues:/env/prod.yaml")
                .annotation("git-branch", "main:update-{{.SHA256}}")
                .annotation("git-repository", "https://git.example.com/env.git"));

        WriteBack.Git git = (WriteBack.Git) spec.writeBack();
        assertThat(git.credentials()).isEqualTo("secret:argocd/creds");
        assertThat(git.baseBranch()).isEqualTo("main");
        assertThat(git.pushBranch()).isEqualTo("update-{{.SHA256}}");
        assertThat(spec.repository()).isEqualTo("https://git.example.com/env.git");
        assertThat(spec.target()).isEqualTo(new WriteBackTarget.HelmValues("env/prod.yaml"));
    }

    @Test
    public void writesASlashOfAnAliasAsUnderscore() {
        WatchSpec spec = watch(app.annotation("image-list", "org/app=x/a")
                .annotation("org_app.update-strategy", "digest")
                .annotation("org_app.helm.image-spec", "image"));

        assertThat(spec.images().get(0).rule().strategy()).isEqualTo(UpdateStrategy.DIGEST);
        assertThat(spec.images().get(0).target()).isEqualTo(new ManifestTarget.Helm("", "", "image"));
    }

    @Test
    public void takesTagMatchForAllowTags() {
        WatchSpec spec = watch(app.annotation("image-list", "a=x/a,b=x/b")
                .annotation("a.tag-match", "regexp:^1")
                .annotation("b.tag-match", "regexp:^1")
                .annotation("b.allow-tags", "regexp:^2"));

        assertThat(spec.images())
                .extracting(image -> image.rule().allowTags())
                .containsExactly("regexp:^1", "regexp:^2");
    }

    @Test
    public void warnsOfAnUnknownStrategyAndUsesSemver() {
        WatchSpec spec = watch(app.annotation("image-list", "x/a").annotation("update-strategy", "newest"));

        assertThat(spec.images().get(0).rule().strategy()).isEqualTo(UpdateStrategy.SEMVER);
        assertThat(warnings)
                .containsExactly(
                        "x/a: unknown update strategy 'newest', using 'semver'. Did you mean 'newest-build' or 'newest-push'? "
                                + SpellingSuggestion.known(StrategyNames.all()));
    }

    @Test
    public void splitsAnEntryAtItsFirstEqualsSign() {
        WatchSpec spec = watch(app.annotation("image-list", "a=nginx:>=1.2"));

        assertThat(spec.images().get(0).image().alias()).isEqualTo("a");
        assertThat(spec.images().get(0).rule().constraint()).isEqualTo(">=1.2");
    }

    @Test
    public void warnsOfAnOldNameOfAStrategyForEachImage() {
        WatchSpec spec = watch(app.annotation("image-list", "a=x/a,b=x/b")
                .annotation("update-strategy", "latest")
                .annotation("b.update-strategy", "name"));

        assertThat(spec.images())
                .extracting(image -> image.rule().strategy())
                .containsExactly(UpdateStrategy.NEWEST_BUILD, UpdateStrategy.ALPHABETICAL);
        assertThat(warnings)
                .containsExactly(
                        "a: update strategy 'latest' is the old name of 'newest-build'",
                        "b: update strategy 'name' is the old name of 'alphabetical'");
    }

    @Test
    public void warnsOfAPlatformThatNoImageHas() {
        watch(app.annotation("image-list", "a=x/a").annotation("a.platforms", "arm64, linux/amd64"));

        assertThat(warnings).singleElement().asString().contains("a: platform 'arm64'", "linux/arm64");
    }

    @Test
    public void refusesAConstraintThatACommaHasCut() {
        assertUnusable(
                app.annotation("image-list", "api=x/api:>=1.0, <2.0"),
                "image-list of my-app",
                "'<2.0' is no image",
                "Write a space instead of the comma: api=x/api:>=1.0 <2.0");
        for (String rest : List.of("!=1.5", "<=2", "~1.2", "^1", "=2", "2.x", "1.9.9", "1.0 - 2.0")) {
            assertUnusable(app.annotation("image-list", "api=x/api:>=1.0 ," + rest + ",web=x/web"), "'" + rest + "'");
        }
    }

    @Test
    public void takesAConstraintWithASpaceInPlaceOfTheComma() {
        WatchSpec spec = watch(app.annotation("image-list", "api=ghcr.io/x/api:>=1.0 <2.0, web=x/2048"));

        assertThat(spec.images().get(0).image().withoutTag()).isEqualTo("ghcr.io/x/api");
        assertThat(spec.images().get(0).rule().constraint()).isEqualTo(">=1.0 <2.0");
        assertThat(spec.images()).hasSize(2);
    }

    @Test
    public void saysThatAConstraintNeedsAHostWithADot() {
        assertUnusable(
                app.annotation("image-list", "api=localhost:5000/x/api:~1"),
                "'api=localhost:5000/x/api:~1' is read as the image localhost: before a constraint",
                "needs a dot");
        assertThat(watch(app.annotation("image-list", "api=localhost:5000/x/api:1.0"))
                        .images())
                .hasSize(1);
    }

    @Test
    public void asksForAnAliasWhereTheConstraintWouldBecomeOne() {
        assertUnusable(
                app.annotation("image-list", "nginx:>=1.2"), "'nginx:>=1.2' has no alias", "<alias>=nginx:>=1.2");
    }

    @Test
    public void namesTheNearestKindOfPullSecret() {
        app.annotation("image-list", "a=x/a");

        assertUnusable(
                app.annotation("a.pull-secret", "pullsecrets:argocd/hub"),
                "a.pull-secret",
                "Did you mean 'pullsecret'");
    }

    @Test
    public void namesTheNearestKindOfTargetInsteadOfWritingAFileOfThatName() {
        app.annotation("image-list", "a=x/a").annotation("write-back-method", "git");

        assertUnusable(
                app.annotation("write-back-target", "helmvalue:values.yaml"),
                "no kind of target 'helmvalue'",
                "Did you mean 'helmvalues'");
        assertUnusable(app.annotation("write-back-target", "kustomizaton:base"), "Did you mean 'kustomization'");
    }

    @Test
    public void refusesAnAddressInThePlaceOfAnImage() {
        assertUnusable(
                app.annotation("image-list", "a=http://localhost:5055/team/api"),
                "is not an image name",
                "Leave out the scheme: localhost:5055/team/api");
        assertUnusable(app.annotation("image-list", "a=localhost:5055/Team/api"), "Write localhost:5055/team/api");
    }

    @Test
    public void namesTheMisspeltImageList() {
        assertUnusable(
                app.annotation("image-lists", "a=x/a"),
                "there is no such annotation",
                "Is image-lists a misspelling of it?");
    }

    @Test
    public void namesTheAnnotationThatCannotBeUsed() {
        assertUnusable(app.annotation("image-list", " , "), "image-list", "no image is listed");
        assertUnusable(app.annotation("image-list", "a="), "image-list", "no name");
        app.annotation("image-list", "a=x/a");
        assertUnusable(app.annotation("a.force-update", "yes"), "a.force-update", "'yes'");
        app.annotation("a.force-update", "true").annotation("a.helm.image-spec", "x");
        assertUnusable(app.annotation("a.kustomize.image-name", "y"), "a.kustomize.image-name", "Helm parameters too");
        app.annotation("a.kustomize.image-name", "");
        assertUnusable(app.annotation("write-back-method", "git:foo"), "git:foo", "credentials");
        assertUnusable(app.annotation("write-back-method", "svn"), "svn", "neither argocd nor git");
        assertUnusable(app.annotation("write-back-method", "gti"), "did you mean git? Write argocd, git");
        assertUnusable(
                app.annotation("write-back-method", "git").annotation("git-branch", "a:b:c"),
                "my-app",
                "several colons");
        assertUnusable(
                app.annotation("git-branch", "main").annotation("write-back-target", "env/kustomization.yaml"),
                "kustomization.yaml",
                "overwritten");
    }

    @Test
    public void refusesAnApplicationWhoseImagesCannotBeWritten() {
        assertUnusable(app.annotation("image-list", "x/a").type("Directory"), "my-app", "[Directory]");
    }

    private WatchSpec watch(ApplicationFixture fixture) {
        return new ApplicationAnnotations(fixture.build()).watch(warning -> warnings.add(warning.sentence()));
    }

    private void assertUnusable(ApplicationFixture fixture, String... parts) {
        assertThatThrownBy(() -> watch(fixture))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .contains(parts);
    }

    @Test
    public void readsABareNameAsThePullSecretBesideTheApplication() {
        Application application = new ApplicationFixture()
                .annotation("image-list", "a=x/a, b=x/b")
                .annotation("pull-secret", "hub")
                .annotation("b.pull-secret", "ext:/scripts/hub.sh")
                .build();

        assertThat(new ApplicationAnnotations(application).watch(warning -> {}).images())
                .extracting(WatchedImage::pullSecret)
                .containsExactly("pullsecret:argocd/hub", "ext:/scripts/hub.sh");
    }
}
