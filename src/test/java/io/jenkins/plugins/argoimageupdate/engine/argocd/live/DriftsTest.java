package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.Recording;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ImageDifference;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** Changes by hand as a real Argo CD shows them. */
public class DriftsTest {

    private static final String API = "localhost:15000/shop/api";
    private static final WatchedImage WATCHED = PlanFixture.image("api=" + API, new ManifestTarget.Kustomize(""));

    @Test
    public void whatKubectlSetIsADrift() {
        Drifts drifts = drifts("shop-3-drifted", WATCHED);

        Drifts.Drifted drifted = drifts.images().get(WATCHED);
        assertThat(drifted.live()).isEqualTo(ImageTag.ofName("1.1.0"));
        assertThat(drifted.git()).isEqualTo(ImageTag.ofName("1.0.0"));
        assertThat(drifted.drift())
                .isEqualTo(new Drift(
                        "Deployment/shop", "1.1.0", "1.0.0", "kubectl-set", Instant.parse("2026-11-30T08:58:53Z"), ""));
        assertThat(drifts.others()).isEmpty();
    }

    @Test
    public void withoutAutomatedSyncToo() {
        assertThat(drifts("shop-manual-3-drifted", WATCHED)
                        .images()
                        .get(WATCHED)
                        .drift()
                        .live())
                .isEqualTo("1.1.0");
    }

    @Test
    public void itIsOneAlsoWhereGitHasMovedOnSince() {
        assertThat(drifts("shop-manual-5-git-ahead", WATCHED)
                        .images()
                        .get(WATCHED)
                        .drift())
                .extracting(Drift::live, Drift::git, Drift::by)
                .containsExactly("1.1.0", "1.2.0", "kubectl-set");
    }

    @Test
    public void aSettledApplicationAndIgnoredDifferencesAreNotWorthARequest() {
        assertThat(Drifts.arePossible(application("shop-1-settled"))).isFalse();
        assertThat(Drifts.arePossible(application("shop-ignore-3-drifted"))).isFalse();
        assertThat(differences("shop-1-settled")).isEmpty();
        assertThat(differences("shop-ignore-3-drifted")).isEmpty();
    }

    @Test
    public void aCronJobHasOneTooThoughNoPodShowsIt() {
        assertThat(drifts("kust-cronjob-drifted", WATCHED).others())
                .singleElement()
                .satisfies(drift -> assertThat(drift.place()).isEqualTo("CronJob/nightly"))
                .satisfies(drift -> assertThat(drift.obstacle()).contains("no watched image is called so"));
    }

    @Test
    public void whatArgoCdWroteItselfIsNotSyncedYet() {
        ImageDifference behind = difference("Deployment", "1.1.0", "1.0.0", "argocd-controller");

        assertThat(Drifts.of(application("shop-3-drifted"), List.of(behind), List.of(WATCHED), List.of(API + ":1.0.0"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    public void withoutAnOwnerItDependsOnWhetherGitHasMoved() {
        ImageDifference unknown = difference("Deployment", "1.0.0", "1.1.0", "");

        assertThat(Drifts.of(application("shop-3-drifted"), List.of(unknown), List.of(WATCHED), List.of(API + ":1.1.0"))
                        .isAdoptable())
                .isTrue();
        assertThat(Drifts.of(
                                application("shop-manual-5-git-ahead"),
                                List.of(unknown),
                                List.of(WATCHED),
                                List.of(API + ":1.1.0"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    public void whereSeveralVersionsRunGitCanSayOneAlone() {
        Drifts drifts = Drifts.of(
                application("shop-3-drifted"),
                differences("shop-3-drifted"),
                List.of(WATCHED),
                List.of(API + ":1.0.0", API + ":1.1.0"));

        assertThat(drifts.images().get(WATCHED).drift().obstacle())
                .isEqualTo("it runs in several versions, of which Git can say one: 1.0.0, 1.1.0");
        assertThat(drifts.isAdoptable()).isFalse();
    }

    @Test
    public void ofSeveralVersionsEachIsToldWithItsPlace() {
        List<ImageDifference> byHand = List.of(
                difference("Deployment", "1.0.0", "1.2.0", "kubectl-set"),
                difference("CronJob", "1.0.0", "1.1.0", "kubectl-set"),
                difference("StatefulSet", "1.0.0", "1.2.0", "kubectl-set"));

        assertThat(Drifts.of(application("shop-3-drifted"), byHand, List.of(WATCHED), List.of())
                        .images()
                        .get(WATCHED)
                        .drift()
                        .describe())
                .isEqualTo("1.2.0 runs in Deployment/shop and StatefulSet/shop, and 1.1.0 in CronJob/shop, changed by"
                        + " kubectl-set; Git says 1.0.0");
    }

    @Test
    public void ofTwoWatchedImagesOfTheSameNameNeitherIsGuessed() {
        WatchedImage other = PlanFixture.image("other=" + API, new ManifestTarget.Kustomize(""));

        Drifts drifts = drifts("shop-3-drifted", WATCHED, other);

        assertThat(drifts.images()).isEmpty();
        assertThat(drifts.others())
                .singleElement()
                .satisfies(drift -> assertThat(drift.obstacle()).isEqualTo("it can be any of api, other"));
    }

    @Test
    public void ofOneTagWithAnotherContentTheDigestsAreTold() {
        String one = "sha256:" + "1".repeat(64);
        String two = "sha256:" + "2".repeat(64);
        ImageDifference pushedAgain = difference("Deployment", "1.0.0@" + one, "1.0.0@" + two, "kubectl-edit");

        Drift drift = Drifts.of(application("shop-3-drifted"), List.of(pushedAgain), List.of(WATCHED), List.of())
                .images()
                .get(WATCHED)
                .drift();

        assertThat(drift.live()).isEqualTo(two);
        assertThat(drift.git()).isEqualTo(one);
    }

    private static Drifts drifts(String name, WatchedImage... watched) {
        LiveApplication application = application(name);
        assertThat(Drifts.arePossible(application)).isTrue();
        return Drifts.of(
                application,
                differences(name),
                List.of(watched),
                application.application().observed().liveImages());
    }

    private static ImageDifference difference(String kind, String git, String live, String manager) {
        return new ImageDifference(
                new ResourceKey("apps", kind, "shop", "shop"),
                ImageReference.parse(API + ":" + git),
                ImageReference.parse(API + ":" + live),
                manager,
                null);
    }

    private static List<ImageDifference> differences(String name) {
        return ImageDifference.allOf(
                Recording.named("drift", name + "-managed-resources").json());
    }

    private static LiveApplication application(String name) {
        return Recording.named("drift", name + "-application").application();
    }
}
