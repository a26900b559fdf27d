package io.jenkins.plugins.argoimageupdate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackSettings;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest.ImageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Test;

public class WatchRequestTest {

    private static final ApplicationSelector MY_APP = ApplicationSelector.named("my-app");

    private final Application annotated = new ApplicationFixture()
            .annotation("image-list", "a=x/a")
            .annotation("update-strategy", "alphabetical")
            .annotation("a.allow-tags", "regexp:^main")
            .annotation("a.helm.image-spec", "web")
            .annotation("write-back-method", "git")
            .annotation("git-branch", "main")
            .build();

    @Test
    public void leavesEverythingToTheAnnotationsWhereNothingIsAsked() {
        WatchSpec spec = WatchRequest.ofAnnotations(MY_APP).watch(annotated, warning -> {});

        assertThat(spec).isEqualTo(new ApplicationAnnotations(annotated).watch(warning -> {}));
    }

    @Test
    public void fillsWhatIsNotAskedForFromTheAnnotationsOfTheSameAlias() {
        UpdateSettings digest = new UpdateSettings("digest", null, null, null, null, null);
        WriteBackSettings branch = new WriteBackSettings(null, null, null, "dev", null, null);
        ImageRequest image = new ImageRequest(ImageReference.parse("a=x/a:2"), digest, null);

        WatchSpec spec =
                new WatchRequest(MY_APP, List.of(image), UpdateSettings.NONE, branch).watch(annotated, w -> {});

        WatchedImage watched = spec.images().get(0);
        assertThat(watched.rule().strategy()).isEqualTo(UpdateStrategy.DIGEST);
        assertThat(watched.rule().constraint()).isEqualTo("2");
        assertThat(watched.rule().allowTags()).isEqualTo("regexp:^main");
        assertThat(watched.target()).isEqualTo(new ManifestTarget.Helm("", "", "web"));
        assertThat(((WriteBack.Git) spec.writeBack()).branch()).isEqualTo("dev");
    }

    @Test
    public void refusesMoreImagesAndLongerAliasesThanThereCanBe() {
        List<ImageRequest> many = IntStream.range(0, 1_001)
                .mapToObj(i -> new ImageRequest(ImageReference.parse("x/a" + i), UpdateSettings.NONE, null))
                .toList();
        ImageRequest tooLong =
                new ImageRequest(ImageReference.parse("a".repeat(201) + "=x/a"), UpdateSettings.NONE, null);

        assertThatThrownBy(() -> watch(many)).hasMessageContaining("it has 1,001 images, more than 1,000");
        assertThatThrownBy(() -> watch(List.of(tooLong)))
                .hasMessageContaining("has 201 characters, more than 200. Shorten it");
        assertThat(watch(many.subList(0, 1_000)).images()).hasSize(1_000);
    }

    private WatchSpec watch(List<ImageRequest> images) {
        return new WatchRequest(MY_APP, images, UpdateSettings.NONE, WriteBackSettings.NONE).watch(annotated, w -> {});
    }

    @Test
    public void takesTheFallbackOnlyForWhatTheAnnotationsLeaveOpen() {
        UpdateSettings fallback =
                new UpdateSettings("alphabetical", null, "regexp:^x", null, null, List.of("linux/arm64"));
        WatchRequest request =
                new WatchRequest(MY_APP, List.of(), UpdateSettings.NONE, WriteBackSettings.NONE, fallback);

        WatchedImage watched = request.watch(annotated, warning -> {}).images().get(0);
        assertThat(watched.rule().allowTags()).isEqualTo("regexp:^main");
        assertThat(watched.rule().platforms()).containsExactly("linux/arm64");
    }

    @Test
    public void warnsOfAConstraintThatTheStrategyDoesNotUse() {
        List<Warning> warnings = new ArrayList<>();
        ImageRequest image = new ImageRequest(ImageReference.parse("a=x/a:1.x"), UpdateSettings.NONE, null);

        new WatchRequest(MY_APP, List.of(image), UpdateSettings.NONE, WriteBackSettings.NONE)
                .watch(annotated, warnings::add);

        assertThat(warnings)
                .extracting(Warning::message)
                .containsExactly("the constraint '1.x' has no effect with alphabetical. Choose tags by allow-tags,"
                        + " or by versions with semver");
    }

    @Test
    public void asksForImagesWhereThereAreNone() {
        Application bare = new ApplicationFixture().build();

        assertThatThrownBy(() -> WatchRequest.ofAnnotations(MY_APP).watch(bare, warning -> {}))
                .hasMessageContaining("image-list")
                .hasMessageContaining("my-app");
    }

    @Test
    public void keepsTheAnnotatedCredentialsWhereOnlyTheBranchIsAskedFor() {
        WriteBackSettings branch = new WriteBackSettings("git", null, null, "dev", null, null);

        assertThat(git("git:secret:argocd/charts", branch))
                .isEqualTo(new WriteBack.Git("secret:argocd/charts", "", "dev", "", null, true));
        assertThat(git("argocd", branch).credentials()).isEmpty();
    }

    @Test
    public void decidesEachValueOfTheWriteBackForItself() {
        Map<String, String> annotations = Map.of(
                "write-back-method", "git:secret:argocd/charts",
                "git-repository", "https://git.example.com/annotated.git",
                "git-branch", "annotated",
                "write-back-target", "helmvalues");
        WriteBack.Git annotated = new WriteBack.Git(
                "secret:argocd/charts", "https://git.example.com/annotated.git", "annotated", "helmvalues", null);

        assertThat(git(annotations, new WriteBackSettings("git", "mine", null, null, null, null)))
                .isEqualTo(new WriteBack.Git("mine", annotated.repository(), "annotated", "helmvalues", null));
        assertThat(git(annotations, new WriteBackSettings("git", null, "https://x/y", null, null, null)))
                .isEqualTo(new WriteBack.Git(
                        annotated.credentials(), "https://x/y", "annotated", "helmvalues", null, true));
        assertThat(git(annotations, new WriteBackSettings("git", null, null, "main", null, null)))
                .isEqualTo(new WriteBack.Git(
                        annotated.credentials(), annotated.repository(), "main", "helmvalues", null, true));
        assertThat(git(annotations, new WriteBackSettings("git", null, null, null, "kustomization", null)))
                .isEqualTo(new WriteBack.Git(
                        annotated.credentials(), annotated.repository(), "annotated", "kustomization", null, true));
    }

    @Test
    public void tellsSecretsOfAnnotationsFromThoseAskedFor() {
        Application application = new ApplicationFixture()
                .annotation("image-list", "a=x/a")
                .annotation("pull-secret", "env:THEIRS")
                .build();
        UpdateSettings ours = new UpdateSettings(null, null, null, null, "env:OURS", null);

        assertThat(secretIsAnnotated(application, UpdateSettings.NONE, UpdateSettings.NONE))
                .isTrue();
        assertThat(secretIsAnnotated(application, UpdateSettings.NONE, ours)).isTrue();
        assertThat(secretIsAnnotated(application, ours, UpdateSettings.NONE)).isFalse();
        assertThat(secretIsAnnotated(
                        new ApplicationFixture()
                                .annotation("image-list", "a=x/a")
                                .build(),
                        UpdateSettings.NONE,
                        ours))
                .isFalse();
        assertThat(git(Map.of("write-back-method", "git:secret:any/x"), WriteBackSettings.NONE)
                        .isCredentialsAnnotated())
                .isTrue();
    }

    @Test
    public void annotationsAloneAreAnnotationsToo() {
        Application application = new ApplicationFixture()
                .annotation("image-list", "a=x/a")
                .annotation("a.pull-secret", "env:THEIRS")
                .annotation("write-back-method", "git:secret:any/x")
                .build();

        WatchSpec spec = new ApplicationAnnotations(application).watch(warning -> {});

        assertThat(spec.images().get(0).isSecretAnnotated()).isTrue();
        assertThat(((WriteBack.Git) spec.writeBack()).isCredentialsAnnotated()).isTrue();
    }

    private static boolean secretIsAnnotated(Application application, UpdateSettings asked, UpdateSettings fallback) {
        WatchRequest request = new WatchRequest(MY_APP, List.of(), asked, WriteBackSettings.NONE, fallback);
        WatchSpec spec = request.watch(application, warning -> {});
        assertThat(spec.forced().images().get(0).isSecretAnnotated())
                .isEqualTo(spec.images().get(0).isSecretAnnotated());
        return spec.images().get(0).isSecretAnnotated();
    }

    @Test
    public void saysThatTheAnnotatedMethodIsUnusableOnlyWhereItIsNeeded() {
        WriteBackSettings branch = new WriteBackSettings("git", null, null, "dev", null, null);
        WriteBackSettings own = new WriteBackSettings("git", "mine", null, null, null, null);

        assertThatThrownBy(() -> git("git:charts", branch)).hasMessageContaining("git:charts");
        assertThat(git("git:charts", own).credentials()).isEqualTo("mine");
    }

    @Test
    public void keepsTheAnnotatedConstraintOfTheSameAliasAndImage() {
        assertThat(constraint("a=x/a:~1.2, b=x/b", "a=x/a")).isEqualTo("~1.2");
        assertThat(constraint("a=x/a:~1.2", "a=docker.io/x/a")).isEqualTo("~1.2");
        assertThat(constraint("a=x/a:~1.2", "a=x/a:2")).isEqualTo("2");
        assertThat(constraint("a=x/a:~1.2", "a=x/other")).isEmpty();
        assertThat(constraint("a=x/a:~1.2", "b=x/a")).isEmpty();
        assertThat(constraint(" , a=", "a=x/a")).isEmpty();
    }

    @Test
    public void decidesEachNameOfTheTargetForItself() {
        Map<String, String> helm = Map.of("a.helm.image-name", "n", "a.helm.image-tag", "t");
        Map<String, String> spec = Map.of("a.helm.image-spec", "s");
        Map<String, String> kustomize = Map.of("a.kustomize.image-name", "k");

        assertThat(target(helm, new ManifestTarget.Helm("mine", "", "")))
                .isEqualTo(new ManifestTarget.Helm("mine", "t", ""));
        assertThat(target(helm, new ManifestTarget.Helm("", "", "", "r", "d")))
                .isEqualTo(new ManifestTarget.Helm("n", "t", "", "r", "d"));
        assertThat(target(Map.of("a.helm.image-digest", "d"), new ManifestTarget.Helm("mine", "", "")))
                .isEqualTo(new ManifestTarget.Helm("mine", "", "", "", "d"));
        assertThat(target(helm, new ManifestTarget.Helm("", "mine", "")))
                .isEqualTo(new ManifestTarget.Helm("n", "mine", ""));
        assertThat(target(helm, new ManifestTarget.Helm("", "", "mine")))
                .isEqualTo(new ManifestTarget.Helm("", "", "mine"));
        assertThat(target(spec, new ManifestTarget.Helm("mine", "", "")))
                .isEqualTo(new ManifestTarget.Helm("mine", "", ""));
        assertThat(target(spec, new ManifestTarget.Helm("", "", ""))).isEqualTo(new ManifestTarget.Helm("", "", "s"));
        assertThat(target(kustomize, new ManifestTarget.Kustomize(""))).isEqualTo(new ManifestTarget.Kustomize("k"));
        assertThat(target(kustomize, new ManifestTarget.Kustomize("mine")))
                .isEqualTo(new ManifestTarget.Kustomize("mine"));
        assertThat(target(kustomize, new ManifestTarget.Helm("mine", "", "")))
                .isEqualTo(new ManifestTarget.Helm("mine", "", ""));
        assertThat(target(helm, new ManifestTarget.Plugin("P", "", "")))
                .isEqualTo(new ManifestTarget.Plugin("P", "", ""));
    }

    @Test
    public void decidesEachSettingOfAnImageForItself() {
        Application application = new ApplicationFixture()
                .annotation("image-list", "a=x/a")
                .annotation("a.update-strategy", "alphabetical")
                .annotation("a.allow-tags", "regexp:^a")
                .annotation("a.ignore-tags", "a-*")
                .annotation("a.force-update", "true")
                .annotation("a.pull-secret", "pullsecret:argocd/a")
                .annotation("a.platforms", "linux/arm64")
                .build();
        UpdateSettings annotated = new UpdateSettings(
                "alphabetical",
                true,
                "regexp:^a",
                List.of("a-*"),
                "pullsecret:argocd/a",
                List.of("linux/arm64"),
                true,
                GuardSettings.NONE);
        List<UpdateSettings> arguments = List.of(
                new UpdateSettings("numeric", null, null, null, null, null),
                new UpdateSettings(null, false, null, null, null, null),
                new UpdateSettings(null, null, "any", null, null, null),
                new UpdateSettings(null, null, null, List.of("b-*"), null, null),
                new UpdateSettings(null, null, null, null, "mine", null),
                new UpdateSettings(null, null, null, null, null, List.of("linux/amd64")));

        assertThat(arguments).allSatisfy(argument -> {
            ImageRequest image = new ImageRequest(ImageReference.parse("a=x/a"), argument, null);
            WatchRequest request =
                    new WatchRequest(MY_APP, List.of(image), UpdateSettings.NONE, WriteBackSettings.NONE);
            assertThat(request.watch(application, w -> {}).images().get(0))
                    .isEqualTo(argument.over(annotated).watch(image.image(), null, w -> {}));
        });
    }

    private static WriteBack.Git git(String method, WriteBackSettings asked) {
        return git(Map.of("write-back-method", method), asked);
    }

    private static WriteBack.Git git(Map<String, String> annotations, WriteBackSettings asked) {
        ApplicationFixture application = new ApplicationFixture().annotation("image-list", "a=x/a");
        annotations.forEach(application::annotation);
        WatchRequest request = new WatchRequest(MY_APP, List.of(), UpdateSettings.NONE, asked);
        return (WriteBack.Git) request.watch(application.build(), w -> {}).writeBack();
    }

    private static String constraint(String imageList, String asked) {
        Application application =
                new ApplicationFixture().annotation("image-list", imageList).build();
        ImageRequest image = new ImageRequest(ImageReference.parse(asked), UpdateSettings.NONE, null);
        WatchRequest request = new WatchRequest(MY_APP, List.of(image), UpdateSettings.NONE, WriteBackSettings.NONE);
        return request.watch(application, w -> {}).images().get(0).rule().constraint();
    }

    private static ManifestTarget target(Map<String, String> annotations, ManifestTarget asked) {
        ApplicationFixture application = new ApplicationFixture().annotation("image-list", "a=x/a");
        annotations.forEach(application::annotation);
        ImageRequest image = new ImageRequest(ImageReference.parse("a=x/a"), UpdateSettings.NONE, asked);
        WatchRequest request = new WatchRequest(MY_APP, List.of(image), UpdateSettings.NONE, WriteBackSettings.NONE);
        return request.watch(application.build(), w -> {}).images().get(0).target();
    }
}
