package io.jenkins.plugins.argoimageupdate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

public class AnnotationWarningsTest {

    private static final String PREFIX = "argocd-image-updater.argoproj.io/";

    private final ApplicationFixture app = new ApplicationFixture();

    @Test
    public void saysThatNoImageHasTheAliasOfAnAnnotation() {
        app.annotation("image-list", "api=x/api, web=x/web");

        assertThat(warnings(app.annotation("apis.update-strategy", "digest")))
                .containsExactly("annotation apis.update-strategy is not read: no image has the alias 'apis'."
                        + " Did you mean api.update-strategy?");
    }

    @Test
    public void namesTheAliasesWhereNoneIsNear() {
        app.annotation("image-list", "api=x/api, web=x/web");

        assertThat(warnings(app.annotation("database.allow-tags", "any")))
                .containsExactly("annotation database.allow-tags is not read: no image has the alias 'database'."
                        + " The aliases are api, web");
    }

    @Test
    public void saysHowAnImageWithoutAliasGetsOne() {
        app.annotation("image-list", "nginx:1.x");

        assertThat(warnings(app.annotation("nginx.allow-tags", "any")))
                .containsExactly("annotation nginx.allow-tags is not read: no image has the alias 'nginx'."
                        + " Write nginx=<image> in image-list");
    }

    @Test
    public void saysThatASettingCountsForTheWholeApplication() {
        app.annotation("image-list", "api=x/api");

        assertThat(warnings(app.annotation("api.write-back-target", "helmvalues")))
                .containsExactly("annotation api.write-back-target is not read: it applies to the whole Application."
                        + " Write write-back-target");
    }

    @Test
    public void asksForTheAliasInFrontOfASettingThatNeedsOne() {
        app.annotation("image-list", "api=x/api");

        assertThat(warnings(app.annotation("helm.image-tag", "api.tag")))
                .containsExactly("annotation helm.image-tag is not read: it needs the alias of an image in front."
                        + " Did you mean api.helm.image-tag?");
        assertThat(warnings(new ApplicationFixture()
                        .annotation("image-list", "api=x/api, web=x/web")
                        .annotation("platforms", "linux/arm64")))
                .containsExactly("annotation platforms is not read: it needs the alias of an image in front."
                        + " Write <alias>.platforms; the aliases are api, web");
    }

    @Test
    public void namesTheNearestOfAllAnnotations() {
        app.annotation("image-list", "api=x/api")
                .annotation("update-stategy", "digest")
                .annotation("api.alow-tags", "any")
                .annotation("api.image-tag", "tag")
                .annotation("git-brnch", "main");

        assertThat(warnings(app))
                .containsExactly(
                        "annotation api.alow-tags is not read: there is no such annotation. Did you mean api.allow-tags?",
                        "annotation api.image-tag is not read: there is no such annotation."
                                + " Did you mean api.helm.image-tag?",
                        "annotation git-brnch is not read: there is no such annotation. Did you mean git-branch?",
                        "annotation update-stategy is not read: there is no such annotation."
                                + " Did you mean update-strategy?");
    }

    @Test
    public void saysOnceWhatOtherVersionsKnow() {
        app.annotation("image-list", "api=x/api")
                .annotation("pullsecrets", "docker.io=env:HUB")
                .annotation("api.sort", "latest")
                .annotation("api.source-index", "1");

        assertThat(warnings(app))
                .containsExactly("annotations api.sort, api.source-index, pullsecrets: known to other versions of the"
                        + " Image Updater, not read here");
    }

    @Test
    public void knowsTheSlashOfAnAlias() {
        app.annotation("image-list", "org/api=x/api").annotation("org_api.update-strategy", "digest");

        assertThat(warnings(app)).isEmpty();
    }

    @Test
    public void leavesAnnotationsOfOtherToolsAlone() {
        Map<String, String> others = Map.of(
                "notifications.argoproj.io/subscribe.on-sync-succeeded.slack",
                "x",
                "argocd.argoproj.io/sync-wave",
                "1",
                "kubectl.kubernetes.io/last-applied-configuration",
                "{}",
                PREFIX + "image-list",
                "x/api");

        assertThat(new AnnotationWarnings(with(others)).of(List.of(""), new WriteBack.ArgoCdApi()))
                .isEmpty();
    }

    @Test
    public void noticesAMisspeltPrefix() {
        Map<String, String> annotations =
                Map.of(PREFIX + "image-list", "api=x/api", "argocd-image-updater.argoprj.io/update-strategy", "digest");

        assertThat(new AnnotationWarnings(with(annotations)).of(List.of("api"), new WriteBack.ArgoCdApi()))
                .containsExactly(
                        "annotation argocd-image-updater.argoprj.io/update-strategy is not read: the prefix is "
                                + PREFIX);
    }

    @Test
    public void saysWhatCountsOnlyForCommits() {
        app.annotation("image-list", "api=x/api")
                .annotation("git-branch", "main")
                .annotation("write-back-target", "helmvalues");

        assertThat(warnings(app))
                .containsExactly("annotations git-branch, write-back-target are not used: nothing is committed without"
                        + " write-back-method: git");
        assertThat(warnings(app.annotation("write-back-method", "git"))).isEmpty();
    }

    @Test
    public void takesAWriteBackThatTheRequestTurnsOffForNoMistake() {
        app.annotation("image-list", "api=x/api")
                .annotation("write-back-method", "git")
                .annotation("git-branch", "main");
        WriteBackSettings argocd = new WriteBackSettings("argocd", null, null, null, null, null);
        List<Warning> warnings = new ArrayList<>();

        new WatchRequest(ApplicationSelector.named("my-app"), List.of(), UpdateSettings.NONE, argocd)
                .watch(app.build(), warnings::add);

        assertThat(warnings).isEmpty();
    }

    @Test
    public void saysWhichOfTwoSettingsIsNotUsed() {
        app.annotation("image-list", "api=x/api, web=x/web")
                .annotation("api.helm.image-spec", "image")
                .annotation("api.helm.image-tag", "tag")
                .annotation("web.tag-match", "regexp:^1")
                .annotation("web.allow-tags", "regexp:^2");

        assertThat(warnings(app))
                .containsExactly(
                        "annotation api.helm.image-tag is not used: api.helm.image-spec takes name and tag",
                        "annotation web.tag-match is the old name of web.allow-tags, which is used instead");
    }

    @Test
    public void doubtsNoAnnotationThatIsRead() {
        Set<String> asked = new TreeSet<>();
        Map<String, String> recording = new java.util.AbstractMap<>() {
            @Override
            public Set<Entry<String, String>> entrySet() {
                return Map.of(PREFIX + "image-list", "api=x/api").entrySet();
            }

            @Override
            public String get(Object key) {
                asked.add(key.toString());
                return super.get(key);
            }
        };
        new ApplicationAnnotations(with(recording)).watch(warning -> {});

        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(new AnnotationKeys(Set.of("api")).unread(asked)).isEmpty();
    }

    @Test
    public void saysThatAnApplicationWithoutImageListIsPassedOver() {
        assertThat(new ApplicationAnnotations(app.build()).passedOver()).isEmpty();
        app.annotation("image-lst", "api=x/api").annotation("update-strategy", "digest");

        assertThat(new ApplicationAnnotations(app.build()).passedOver())
                .contains("not watched: it has annotations image-lst, update-strategy, but no image-list."
                        + " Is image-lst a misspelling of it?");
    }

    private static List<String> warnings(ApplicationFixture fixture) {
        List<String> warnings = new ArrayList<>();
        new ApplicationAnnotations(fixture.build()).watch(warning -> warnings.add(warning.sentence()));
        return warnings;
    }

    private static Application with(Map<String, String> annotations) {
        return new ApplicationFixture().annotated(annotations);
    }
}
