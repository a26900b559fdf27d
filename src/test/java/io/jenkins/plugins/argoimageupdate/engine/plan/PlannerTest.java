package io.jenkins.plugins.argoimageupdate.engine.plan;

import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.image;
import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.plan.SkippedImage.Cause;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class PlannerTest {

    private final ApplicationFixture app = new ApplicationFixture();
    private final Map<WatchedImage, ImageOutcome> outcomes = new LinkedHashMap<>();

    @Test
    public void changesAnImageWithAnotherTagAndTakesItsLabels() {
        WatchedImage web = image("a=x/web", null);
        outcomes.put(
                web,
                new ImageOutcome.Selected(new Selection(
                        Optional.of(new RegistryTag("2", null, "", Map.of("k", "v"))),
                        List.of(),
                        List.of(),
                        List.of())));

        ApplicationPlan plan = plan(app.live("x/web:1"), web);

        assertThat(plan.changes())
                .containsExactly(
                        new ImageChange(web, ImageTag.ofName("1"), ImageTag.ofName("2"), true, Map.of("k", "v")));
    }

    @Test
    public void plansNothingWhenEverythingIsUpToDate() {
        ApplicationPlan plan = plan(app.live("x/web:1"), chosen(image("x/web", null), "1"));

        assertThat(plan.images()).isEmpty();
        assertThat(plan.skipped()).isEmpty();
    }

    @Test
    public void writesAnImageThatStaysTogetherWithOneThatChanges() {
        ApplicationPlan plan = plan(
                app.live("x/a:1", "x/b:1"),
                chosen(image("a=x/a", keys("a")), "1"),
                chosen(image("b=x/b", keys("b")), "2"));

        assertThat(plan.images()).extracting(ImageChange::changed).containsExactly(false, true);
        assertThat(plan.images().get(0).newTag()).isEqualTo(ImageTag.ofName("1"));
    }

    @Test
    public void goesBackToAnOlderTagIfThatIsTheOneChosen() {
        assertThat(plan(app.live("x/a:2"), chosen(image("x/a", null), "1")).changes())
                .hasSize(1);
    }

    /** Argo CD tells of pods later than of the Application, and between the two an image may have become live. */
    @Test
    public void leavesAnImageThatBecameLiveAfterTheRegistryWasAskedToTheNextRun() {
        WatchedImage late = image("x/late", null);
        WatchedImage web = chosen(image("x/web", null), "2");
        WatchSpec spec = spec(app.live("x/web:1", "x/late:1").build(), "", web, late);

        ApplicationPlan plan = Planner.plan(spec, outcomes);

        assertThat(plan.changes()).extracting(ImageChange::watched).containsExactly(web);
        assertThat(plan.skipped())
                .extracting(SkippedImage::watched, SkippedImage::cause)
                .containsExactly(tuple(late, Cause.NOT_LIVE));
        assertThat(plan.skipped().get(0).explanation()).contains("the next run checks it");
    }

    @Test
    public void skipsWhatIsNotLiveAndAsksNoRegistryForIt() {
        WatchedImage absent = image("x/absent", null);
        WatchedImage otherRegistry = image("docker.io/x/a", null);
        WatchSpec spec = spec(app.live("x/a:1").build(), "", absent, otherRegistry);

        assertThat(Planner.toSelect(spec)).isEmpty();
        assertThat(Planner.plan(spec, Map.of()).skipped())
                .extracting(SkippedImage::watched, SkippedImage::cause)
                .containsExactly(tuple(absent, Cause.NOT_LIVE), tuple(otherRegistry, Cause.NOT_LIVE));
    }

    @Test
    public void treatsAForcedImageAsLive() {
        WatchedImage forced = chosen(image("x/job:1.x", UpdateStrategy.SEMVER, true, null), "1.2.3");

        ApplicationPlan plan = plan(app.live(), forced);

        assertThat(plan.changes()).singleElement().satisfies(change -> {
            assertThat(change.oldTag()).isEqualTo(new ImageTag("", ""));
            assertThat(change.image().withTag()).isEqualTo("x/job:1.2.3");
        });
    }

    @Test
    public void keepsFailuresApart() {
        WatchedImage broken = image("a=x/a", keys("a"));
        RegistryException failure = new RegistryException(Reason.TIMEOUT, "list tags of x/a", "no answer", "");
        outcomes.put(broken, new ImageOutcome.Failed(failure));

        ApplicationPlan plan = plan(
                app.live("x/a:1", "x/b:1", "x/c:1"),
                broken,
                chosen(image("b=x/b", keys("b")), "2"),
                chosen(image("c=x/c", keys("c")), null));

        assertThat(plan.failed()).containsExactly(new FailedImage(broken, failure));
        assertThat(plan.skipped()).extracting(SkippedImage::cause).containsExactly(Cause.NO_CANDIDATE);
        assertThat(plan.changes()).hasSize(1);
    }

    /** A file may overrule the parameters and keep the old image; what Git says already makes no commit. */
    @Test
    public void changesAnImageThatTheApplicationIsSetToAlreadyAndDoesNotRun() {
        app.live("x/a:1")
                .helm(new HelmParameter("image.name", "x/a", false), new HelmParameter("image.tag", "2", false));

        ApplicationPlan plan = plan(app, chosen(image("a=x/a", null), "2"));

        assertThat(plan.changes()).hasSize(1);
        assertThat(plan.skipped()).isEmpty();
    }

    @Test
    public void aForcedImageIsNotSaidToBeReported() {
        WatchedImage forced = PlanFixture.image("b=x/b", UpdateStrategy.ALPHABETICAL, true, keys("b"));

        ApplicationPlan plan = plan(app.live("x/c:1"), image("a=x/a", keys("a")), chosen(forced, "2"));

        assertThat(plan.skipped())
                .extracting(SkippedImage::explanation)
                .containsExactly(
                        "Argo CD does not report it among the Application's images: x/c:1; forceUpdate updates it anyway");
    }

    /** An earlier run has set it and did not see it live; this one has to. */
    @Test
    public void changesAnImageThatTheApplicationIsSetToAlreadyWhereThatIsWhatIsWritten() {
        app.live("x/a:1")
                .helm(new HelmParameter("image.name", "x/a", false), new HelmParameter("image.tag", "2", false));

        ApplicationPlan plan = Planner.plan(spec(app.build(), null, chosen(image("a=x/a", null), "2")), outcomes);

        assertThat(plan.changes()).hasSize(1);
        assertThat(plan.skipped()).isEmpty();
    }

    @Test
    public void followsADigestUntilTheLiveImageHasIt() {
        WatchedImage latest = digest("a=x/a:latest", "sha256:new");

        assertThat(plan(app.live("x/a:latest"), latest).changes()).hasSize(1);
        assertThat(plan(app.live("x/a:latest@sha256:old"), latest).changes()).hasSize(1);
        assertThat(plan(app.live("x/a@sha256:" + "1".repeat(64)), latest).changes())
                .hasSize(1);
        assertThat(plan(app.live("x/a:latest@sha256:new"), latest).changes()).isEmpty();
    }

    @Test
    public void keepsTheTagThatIsFollowedWhereOnlyTheDigestIsLive() {
        String digest = "sha256:" + "1".repeat(64);
        WatchedImage current = digest("a=x/a:stable", digest);

        ApplicationPlan plan =
                plan(app.live("x/a@" + digest, "x/b:1"), current, chosen(image("b=x/b", keys("b")), "2"));

        assertThat(plan.images().get(0).newTag()).isEqualTo(new ImageTag("stable", digest));
    }

    @Test
    public void comparesADigestWithTheContainerThatFollowsTheSameTag() {
        String old = "sha256:" + "1".repeat(64);
        String current = "sha256:" + "2".repeat(64);
        app.live("x/a:dev@" + current, "x/a:prod@" + old);

        assertThat(plan(app, digest("a=x/a:prod", current)).changes()).hasSize(1);
        assertThat(plan(app, digest("a=x/a:dev", current)).changes()).isEmpty();
    }

    @Test
    public void looksForTheNameInTheManifestsThatAKustomizeTargetGives() {
        WatchedImage mirrored =
                chosen(image("a=mirror.example.com/app", new ManifestTarget.Kustomize("orig/app")), "2");

        assertThat(plan(app.kustomize().live("orig/app:1"), mirrored).changes()).hasSize(1);
        assertThat(plan(app.kustomize().live("orig/app:2"), mirrored).changes())
                .as("the tag is right, but not yet the name")
                .hasSize(1);
        assertThat(plan(app.kustomize().live("mirror.example.com/app:2"), mirrored)
                        .changes())
                .isEmpty();
    }

    @Test
    public void failsForATargetThatTheSourceCannotTake() {
        WatchedImage variable = chosen(image("a=x/a", new ManifestTarget.Plugin("IMAGE", "TAG", "")), "2");

        ApplicationPlan plan = plan(app.live("x/a:1"), variable);

        assertThat(plan.images()).isEmpty();
        assertThat(plan.failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure())
                        .hasMessageContaining("x/a of my-app")
                        .hasMessageContaining("plugin"));
    }

    @Test
    public void asksForAnotherAliasWhereTwoImagesHaveTheSame() {
        ApplicationPlan plan = plan(
                app.live("x/a:1", "x/b:1"),
                chosen(image("a=x/a", keys("a")), "2"),
                chosen(image("a=x/b", keys("a")), "3"));

        assertThat(plan.failed())
                .hasSize(2)
                .allSatisfy(failed -> assertThat(failed.failure())
                        .hasMessageContaining("Give each its own alias and keys (annotations"));
    }

    @Test
    public void refusesImagesThatWriteTheSameParameters() {
        WatchedImage a = chosen(image("a=x/a", null), "2");
        WatchedImage b = chosen(image("b=x/b", null), "1");
        WatchedImage other = chosen(image("c=x/c", keys("c")), "2");

        ApplicationPlan plan = plan(app.live("x/a:1", "x/b:1", "x/c:1"), a, b, other);

        assertThat(plan.changes()).extracting(ImageChange::watched).containsExactly(other);
        assertThat(plan.failed()).extracting(FailedImage::watched).containsExactly(a, b);
        assertThat(plan.failed().get(1).failure())
                .hasMessage(
                        "update my-app: a and b both write image.tag and image.name."
                                + " Give each its own keys (annotations helm.image-name and helm.image-tag, or imageName and imageTag)");
    }

    @Test
    public void refusesThemAlsoWhileNothingChangesOrARegistryFails() {
        WatchedImage broken = image("b=x/b", null);
        outcomes.put(
                broken, new ImageOutcome.Failed(new RegistryException(Reason.TIMEOUT, "list tags of x/b", "none", "")));

        assertThat(plan(app.live("x/a:1", "x/b:1"), chosen(image("a=x/a", null), "1"), broken)
                        .failed())
                .hasSize(2);
    }

    @Test
    public void refusesAliasesOfOneTagKeyOnlyWhileTheyChooseDifferentVersions() {
        app.live("x/a:1", "x/b:1");
        WatchedImage a = image("a=x/a", new ManifestTarget.Helm("a.name", "global.tag", ""));
        WatchedImage b = image("b=x/b", new ManifestTarget.Helm("b.name", "global.tag", ""));

        assertThat(plan(app, chosen(a, "2"), chosen(b, "2")).changes()).hasSize(2);
        assertThat(plan(app, chosen(a, "2"), chosen(b, "3")).failed())
                .hasSize(2)
                .allSatisfy(
                        failed -> assertThat(failed.failure()).hasMessageContaining("a and b both write global.tag. "));
        assertThat(plan(app, chosen(a, "2"), chosen(b, null)).failed()).hasSize(2);
    }

    @Test
    public void letsAliasesOfOneRepositoryShareItsName() {
        app.live("x/a:1", "x/a:2");
        WatchedImage a = chosen(image("a=x/a", new ManifestTarget.Helm("name", "one.tag", "")), "3");
        WatchedImage b = chosen(image("b=x/a", new ManifestTarget.Helm("name", "two.tag", "")), "4");

        assertThat(plan(app, a, b).changes()).hasSize(2);
    }

    @Test
    public void refusesOneKeyForNameAndTagAndAKeyInsideOfAnother() {
        app.live("x/a:1", "x/b:1");
        WatchedImage same = chosen(image("a=x/a", new ManifestTarget.Helm("image", "image", "")), "2");
        WatchedImage whole = chosen(image("a=x/a", new ManifestTarget.Helm("", "", "web.image")), "2");
        WatchedImage inside = chosen(image("b=x/b", new ManifestTarget.Helm("b.name", "web.image.tag", "")), "2");

        assertThat(plan(app, same).failed().get(0).failure())
                .hasMessage("update my-app: a writes both its name and its tag to image."
                        + " Name two keys, or one for the whole image (annotation helm.image-spec, or imageSpec)");
        assertThat(plan(app, whole, inside).failed()).hasSize(2);
    }

    @Test
    public void refusesAliasesOfOneKustomizeName() {
        app.kustomize().live("x/a:1.5", "x/a:2.5");
        WatchedImage one = chosen(image("a=x/a:1.x", UpdateStrategy.SEMVER, false, null), "1.6");
        WatchedImage two = chosen(image("b=x/a:2.x", UpdateStrategy.SEMVER, false, null), "2.6");

        assertThat(plan(app, one, two).failed())
                .hasSize(2)
                .allSatisfy(failed -> assertThat(failed.failure())
                        .hasMessageContaining("a and b both write x/a")
                        .hasMessageContaining("kustomize.image-name"));
    }

    @Test
    public void letsAnImageThatIsNotLiveShareAKey() {
        WatchedImage live = chosen(image("a=x/a", null), "2");

        ApplicationPlan plan = plan(app.live("x/a:1"), live, image("b=x/b", null));

        assertThat(plan.changes()).extracting(ImageChange::watched).containsExactly(live);
        assertThat(plan.failed()).isEmpty();
    }

    @Test
    public void comparesWithTheLiveImageThatTheRuleIsAbout() {
        app.live("x/a:1.5", "x/a:2.5");
        WatchedImage one = image("a=x/a:1.x", UpdateStrategy.SEMVER, false, keys("a"));
        WatchedImage two = image("b=x/a:2.x", UpdateStrategy.SEMVER, false, keys("b"));

        assertThat(plan(app, chosen(one, "1.5"), chosen(two, "2.5")).changes()).isEmpty();
        assertThat(plan(app, chosen(one, "1.5"), chosen(two, "2.6")).changes())
                .extracting(ImageChange::watched, ImageChange::oldTag)
                .containsExactly(tuple(two, ImageTag.ofName("2.5")));
    }

    @Test
    public void doesNotTakeTheVersionOfAnotherAliasForItsOwn() {
        app.live("x/a:1", "x/a:2");
        WatchedImage one = chosen(image("a=x/a", keys("a")), "2");
        WatchedImage two = chosen(image("b=x/a", keys("b")), "2");

        assertThat(plan(app, one, two).changes()).hasSize(2);
    }

    @Test
    public void saysWhatArgoCdReportsInsteadOfAnImage() {
        assertThat(skipped("team/nginx", "docker.io/team/nginx:1"))
                .isEqualTo("Argo CD reports it as docker.io/team/nginx; write docker.io/team/nginx as the image,"
                        + " as in the manifests");
        assertThat(skipped("docker.io/nginx", "nginx:1")).contains("reports it as nginx; write nginx as");
        assertThat(skipped("ghcr.io/org/app", "mirror.example.com/org/app:1"))
                .contains("reports mirror.example.com/org/app", "if it is the same");
        assertThat(skipped("x/a", "x/b:1", "x/c:2"))
                .isEqualTo("Argo CD does not report it among the Application's images: x/b:1, x/c:2;"
                        + " forceUpdate updates it anyway");
        assertThat(skipped("x/a")).contains("Argo CD reports no images of the Application");
    }

    private String skipped(String image, String... live) {
        return plan(app.live(live), image(image, null)).skipped().get(0).explanation();
    }

    private static ManifestTarget keys(String prefix) {
        return new ManifestTarget.Helm(prefix + ".name", prefix + ".tag", "");
    }

    private WatchedImage chosen(WatchedImage image, String tag) {
        outcomes.put(
                image,
                new ImageOutcome.Selected(new Selection(
                        Optional.ofNullable(tag).map(RegistryTag::named), List.of(), List.of(), List.of())));
        return image;
    }

    private WatchedImage digest(String image, String digest) {
        WatchedImage watched = image(image, UpdateStrategy.DIGEST, false, null);
        RegistryTag tag = new RegistryTag(watched.rule().constraint(), null, digest, Map.of());
        outcomes.put(
                watched, new ImageOutcome.Selected(new Selection(Optional.of(tag), List.of(), List.of(), List.of())));
        return watched;
    }

    private ApplicationPlan plan(ApplicationFixture fixture, WatchedImage... images) {
        return Planner.plan(spec(fixture.build(), "", images), outcomes);
    }
}
