package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.Recording;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Running;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Health;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ManifestImages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** How images are, by recorded answers of a real Argo CD, and by trees of workloads that are in no recording. */
public class ImageStatesTest {

    private static final String REGISTRY = "127.0.0.1:15000/states/";
    private static final Instant OLD = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant NEW = OLD.plusSeconds(600);

    @Test
    public void whatAllPodsRunIsLive() {
        for (String image : List.of("web", "multi", "setup", "db", "once")) {
            ImageState state = recorded("all-live", wrote(image, "main-old", "main-feed001"));
            assertThat(state.verdict()).as(image).isEqualTo(Verdict.LIVE);
            assertThat(state.live()).as(image).containsExactly("main-feed001");
            assertThat(state.git()).as(image).isEqualTo("main-feed001");
        }
    }

    @Test
    public void theSummaryIsEnoughWhileAllIsQuiet() {
        LiveApplication live = application("all-live");
        List<DesiredImage> web = List.of(stays("web", "main-feed001"));
        assertThat(ImageStates.needsPods(live, web)).isFalse();
        assertThat(ImageStates.of(live).of(web.get(0)).verdict()).isEqualTo(Verdict.LIVE);
        assertThat(ImageStates.needsPods(live, List.of(stays("both", "main-one0001"))))
                .isTrue();
        assertThat(ImageStates.needsPods(application("stuck-every-workload"), web))
                .isTrue();
    }

    @Test
    public void anImageOfNoPodIsUnknown() {
        assertThat(recorded("all-live", stays("idle", "main-feed001")).verdict())
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(recorded("all-live", stays("nightly", "main-feed001")).reason())
                .isEqualTo("is in no pod of the Application");
    }

    @Test
    public void twoWorkloadsMayRunTwoVersionsOfAnImage() {
        ImageState state = recorded("all-live", stays("both", "main-one0001"));
        assertThat(state.verdict()).isEqualTo(Verdict.LIVE);
        assertThat(state.running())
                .containsExactly(
                        new Running("Deployment/blue", "main-one0001", 1, 1, true),
                        new Running("Deployment/green", "main-two0001", 1, 1, true));
        assertThat(recorded("all-live", wrote("both", "main-two0001", "main-one0001")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(Verdict.DRIFTED, "still runs main-two0001 in Deployment/green");
        assertThat(recorded("all-live", wrote("both", "main-two0001", "main-one0001"))
                        .describe())
                .isEqualTo("still runs main-two0001 in Deployment/green");
    }

    @Test
    public void aStuckRolloutIsNotLiveWhateverTheSummarySays() {
        ImageState web = recorded("stuck-every-workload", stays("web", "main-bad0dea"));
        assertThat(web.verdict()).isEqualTo(Verdict.CANNOT_START);
        assertThat(web.reason())
                .startsWith("cannot start: ImagePullBackOff: Back-off pulling image ")
                .endsWith(" (pod web-55794c96d5-9d98b)");
        assertThat(web.pod()).isEqualTo("web-55794c96d5-9d98b");
        assertThat(web.namespace()).isEqualTo("states");
        assertThat(web.live()).containsExactly("main-feed001");
        assertThat(web.describe()).startsWith("main-bad0dea cannot start: ImagePullBackOff: ");
        assertThat(recorded("stuck-every-workload", stays("db", "main-bad0dea")))
                .extracting(ImageState::verdict, ImageState::pod)
                .containsExactly(Verdict.CANNOT_START, "db-1");
    }

    @Test
    public void aJobThatCannotStartIsSeenThoughItIsProgressing() {
        ImageState once = recorded("stuck-every-workload", wrote("once", "main-feed001", "main-bad0dea"));
        assertThat(once.verdict()).isEqualTo(Verdict.CANNOT_START);
        assertThat(once.running())
                .as("the Job that is to be pruned does not count")
                .extracting(Running::workload)
                .containsExactly("Job/once-bad0dea");
    }

    @Test
    public void theContainerBesideTheOneThatFailsIsBlocked() {
        assertThat(recorded("stuck-every-workload", wrote("multi", "main-feed001", "main-bad0dea"))
                        .verdict())
                .isEqualTo(Verdict.CANNOT_START);
        ImageState setup = recorded("stuck-every-workload", wrote("setup", "main-feed001", "main-bad0dea"));
        assertThat(setup.verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(setup.reason())
                .startsWith("is blocked by another container of its pod: ")
                .endsWith("(pod multi-d4f7897b4-x9fn6)");
    }

    @Test
    public void oneOfManyThatIsStuckLeavesTheOthersLive() {
        assertThat(recorded("one-of-many-stuck", stays("web", "main-aaabad1")).verdict())
                .isEqualTo(Verdict.CANNOT_START);
        assertThat(recorded("one-of-many-stuck", stays("multi", "main-feed001")).verdict())
                .isEqualTo(Verdict.LIVE);
    }

    @Test
    public void aStatefulSetStaysStuckAfterItsRepairUntilItsPodIsDeleted() {
        ImageState db = recorded("repaired", wrote("db", "main-bad0dea", "main-feed001"));
        assertThat(db.verdict()).isEqualTo(Verdict.CANNOT_START);
        assertThat(db.pod()).isEqualTo("db-1");
        assertThat(db.reason())
                .isEqualTo("is not rolled out: StatefulSet/db waits for its broken pod db-1 of an earlier revision"
                        + " (ImagePullBackOff), which Kubernetes does not replace by itself");
        assertThat(recorded("repaired", wrote("web", "main-aaabad1", "main-good002"))
                        .verdict())
                .isEqualTo(Verdict.LIVE);
    }

    @Test
    public void aRepairUnderWayIsRollingOut() {
        ImageState web = recorded("repair-under-way", wrote("web", "main-aaabad1", "main-good002"));
        assertThat(web.verdict()).isEqualTo(Verdict.ROLLING_OUT);
        assertThat(web.reason()).contains("web-77674bdc97-85ffn is ContainerCreating 0/1");
        assertThat(web.live()).containsExactly("main-feed001");
    }

    @Test
    public void aNewerVersionThatIsNotWrittenWouldUpdate() {
        ImageState web = recorded("all-live", planned("web", "main-feed001", "main-good002"));
        assertThat(web.verdict()).isEqualTo(Verdict.WOULD_UPDATE);
        assertThat(web.reason()).isEqualTo("main-good002 is available");
        assertThat(web.git()).isEmpty();
    }

    @Test
    public void whatRunsIsNotLiveIfGitSaysAnotherVersion() {
        DesiredImage mistyped = new DesiredImage(
                image("web"),
                ImageTag.ofName("main-feed001"),
                ImageTag.ofName("main-good002"),
                "the Helm value web.tga",
                true);
        ImageState web = recorded("all-live", mistyped);
        assertThat(web.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(web.reason()).isEqualTo("still runs main-feed001 in Deployment/web");
        assertThat(web.isBroken()).isTrue();
    }

    @Test
    public void whyItRunsAnotherVersionIsSaidWhereTheManifestsAreKnown() {
        DesiredImage web = mistyped("web", "main-feed001", "main-good002", "the Helm value web.tga");
        assertThat(state(liveTree(), manifests("manifests-of-an-old-revision"), web))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.DRIFTED,
                        "still runs main-feed001 in Deployment/web: the Helm value web.tga has no effect there");
        assertThat(state(liveTree(), manifests("manifests-now"), web))
                .as("an operator or webhook has the last word")
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.ROLLING_OUT,
                        "still runs main-feed001 in Deployment/web, though its manifest says main-good002");
        assertThat(state(liveTree(), new ManifestImages(List.of(), ""), web))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.ROLLING_OUT,
                        "still runs main-feed001 in Deployment/web, and no manifest of the Application names the image");
        assertThat(state(liveTree(), ManifestImages.unknown("500"), web))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(Verdict.DRIFTED, "still runs main-feed001 in Deployment/web");
    }

    @Test
    public void anImageWithoutPodIsAsItsManifestSays() {
        ManifestImages now = manifests("manifests-now");
        assertThat(state(liveTree(), now, wrote("nightly", "main-old", "main-feed001")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(Verdict.UNKNOWN, "is set in CronJob/nightly, which has no pod now");
        assertThat(state(liveTree(), now, wrote("idle", "main-old", "main-feed001"))
                        .reason())
                .isEqualTo("is set in Deployment/idle, which has no pod now");
        assertThat(state(liveTree(), now, mistyped("nightly", "main-feed001", "main-good002", "the value nightly.tga")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.DRIFTED,
                        "is still main-feed001 in CronJob/nightly: the value nightly.tga has no effect");
        assertThat(state(liveTree(), now, wrote("absent", "1", "2")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(Verdict.UNKNOWN, "is in no pod and in no manifest of the Application");
        assertThat(state(liveTree(), ManifestImages.unknown("403 permission denied"), wrote("nightly", "1", "2"))
                        .reason())
                .isEqualTo("is in no pod of the Application, and its manifests cannot be read: 403 permission denied");
    }

    @Test
    public void aTaskThatWasStartedBeforeKeepsItsImageAndIsNoFailure() {
        for (HealthStatus health : List.of(HealthStatus.HEALTHY, HealthStatus.PROGRESSING, HealthStatus.DEGRADED)) {
            String reason = health == HealthStatus.DEGRADED ? "ImagePullBackOff" : "Running";
            ResourceTree tree = tree(
                    node("CronJob", "nightly", "", OLD, Map.of(), HealthStatus.HEALTHY),
                    node("Job", "nightly-1", "nightly", OLD, Map.of(), health),
                    pod("nightly-1-a", "nightly-1", "", health, reason, REGISTRY + "nightly:main-old"));
            DesiredImage nightly = wrote("nightly", "main-old", "main-feed001");
            assertThat(state(tree, nightly))
                    .extracting(ImageState::verdict, ImageState::reason)
                    .containsExactly(Verdict.UNKNOWN, "has not run since");
            assertThat(state(tree, manifests("manifests-now"), nightly))
                    .extracting(ImageState::verdict, ImageState::reason)
                    .containsExactly(Verdict.UNKNOWN, "is set in CronJob/nightly, which has not run since");
        }
    }

    @Test
    public void podsThatAnAdmissionControllerGaveAnotherImageAreNoFailure() {
        ResourceTree mirrored = tree(
                node("Deployment", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                pod("web-1", "web", "", HealthStatus.HEALTHY, "Running", "mirror.example/states/web:main-good002"));
        assertThat(state(mirrored, manifests("manifests-now"), wrote("web", "main-old", "main-good002")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.UNKNOWN,
                        "is set in Deployment/web, whose pods run mirror.example/states/web:main-good002");
        ResourceTree pinned = tree(
                node("Deployment", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                pod("web-1", "web", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web@sha256:" + "a".repeat(64)));
        assertThat(state(pinned, manifests("manifests-now"), wrote("web", "main-old", "main-good002"))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    public void aContainerThatItsManifestPinsIsNotWaitedFor() {
        ResourceTree tree = tree(
                node("Deployment", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                pod("web-1", "web", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2", REGISTRY + "web:1"));
        ManifestImages manifests = new ManifestImages(
                List.of(
                        new ManifestImages.Entry(new ResourceKey("apps", "Deployment", "", "web"), version("web", "2")),
                        new ManifestImages.Entry(
                                new ResourceKey("apps", "Deployment", "", "web"), version("web", "1"))),
                "");
        assertThat(state(tree, manifests, mistyped("web", "1", "2", "the value web.tag")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.DRIFTED, "still runs 1 in Deployment/web: the value web.tag has no effect there");
    }

    @Test
    public void withoutAChoiceWhateverRunsIsLive() {
        DesiredImage unchosen = new DesiredImage(image("web"), null, null, "", false);
        assertThat(recorded("all-live", unchosen).verdict()).isEqualTo(Verdict.LIVE);
        assertThat(recorded("stuck-every-workload", unchosen).verdict()).isEqualTo(Verdict.CANNOT_START);
    }

    @Test
    public void onlyTheNewestReplicaSetOfARolloutCounts() {
        ResourceTree tree = tree(
                node("Rollout", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                node("ReplicaSet", "web-new", "web", NEW, Map.of(), HealthStatus.HEALTHY),
                node("ReplicaSet", "web-old", "web", OLD, Map.of(), HealthStatus.HEALTHY),
                pod("web-new-1", "web-new", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2"),
                pod("web-old-1", "web-old", "", HealthStatus.DEGRADED, "ImagePullBackOff", REGISTRY + "web:1"));
        assertThat(state(tree, wrote("web", "1", "2")).verdict()).isEqualTo(Verdict.LIVE);
    }

    @Test
    public void aDaemonSetsPodsAreToldApartByTheirRevisionHash() {
        ResourceTree tree = tree(
                node("DaemonSet", "agent", "", OLD, Map.of(), HealthStatus.PROGRESSING),
                node("ControllerRevision", "agent-aaa", "agent", OLD, Map.of("Revision", "Rev:9"), HealthStatus.NONE),
                node("ControllerRevision", "agent-bbb", "agent", NEW, Map.of("Revision", "Rev:10"), HealthStatus.NONE),
                pod("agent-1", "agent", "aaa", HealthStatus.HEALTHY, "Running", REGISTRY + "agent:1"),
                pod("agent-2", "agent", "bbb", HealthStatus.HEALTHY, "Running", REGISTRY + "agent:2"));
        ImageState state = state(tree, wrote("agent", "1", "2"));
        assertThat(state.verdict()).isEqualTo(Verdict.ROLLING_OUT);
        assertThat(state.reason()).isEqualTo("replaces the pods of DaemonSet/agent");
        assertThat(state.live()).containsExactly("2", "1");
    }

    @Test
    public void onlyTheLastJobOfACronJobCounts() {
        ResourceTree tree = tree(
                node("CronJob", "nightly", "", OLD, Map.of(), HealthStatus.HEALTHY),
                node("Job", "nightly-1", "nightly", OLD, Map.of(), HealthStatus.DEGRADED),
                node("Job", "nightly-2", "nightly", NEW, Map.of(), HealthStatus.HEALTHY),
                pod("nightly-1-a", "nightly-1", "", HealthStatus.DEGRADED, "ImagePullBackOff", REGISTRY + "nightly:1"),
                pod("nightly-2-a", "nightly-2", "", HealthStatus.HEALTHY, "Completed", REGISTRY + "nightly:2"));
        assertThat(state(tree, wrote("nightly", "1", "2")).verdict()).isEqualTo(Verdict.LIVE);
    }

    @Test
    public void severalContainersOfOneImageAreOneState() {
        ResourceTree tree = tree(
                node("Deployment", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                pod("web-1", "web", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2", REGISTRY + "web:1"));
        assertThat(state(tree, stays("web", "2")).verdict()).isEqualTo(Verdict.LIVE);
        assertThat(state(tree, wrote("web", "1", "2")).reason()).isEqualTo("still runs 1 in Deployment/web");
    }

    @Test
    public void aCrashingContainerIsFoundByItsName() {
        ResourceNode pod = new ResourceNode(
                new ResourceKey("", "Pod", "states", "web-1"),
                "web-1",
                List.of(),
                new Health(
                        HealthStatus.DEGRADED, "back-off 40s restarting failed container=sidecar pod=web-1_states(x)"),
                Map.of("Status Reason", "CrashLoopBackOff"),
                List.of(REGISTRY + "web:2", REGISTRY + "sidecar:3"),
                NEW);
        assertThat(state(tree(pod), wrote("web", "1", "2")).verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(state(tree(pod), wrote("sidecar", "1", "3")).verdict()).isEqualTo(Verdict.CANNOT_START);
    }

    @Test
    public void whereADigestIsDesiredATagIsNotEnough() {
        String digest = "sha256:" + "a".repeat(64);
        ResourceTree tree =
                tree(pod("web-1", "", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:latest@" + digest));
        ImageTag desired = new ImageTag("latest", digest);
        ImageTag other = new ImageTag("latest", "sha256:" + "b".repeat(64));
        assertThat(state(tree, new DesiredImage(image("web"), other, desired, "", true))
                        .verdict())
                .isEqualTo(Verdict.LIVE);
        assertThat(state(tree, new DesiredImage(image("web"), desired, other, "", true))
                        .verdict())
                .isEqualTo(Verdict.DRIFTED);
    }

    @Test
    public void beforeItsSyncAnImageWaits() {
        ImageState web = recorded("refresh-bad", "all-live", wrote("web", "main-feed001", "main-bad0dea"));
        assertThat(web.verdict()).isEqualTo(Verdict.ROLLING_OUT);
        assertThat(web.reason()).isEqualTo("waits for the sync");
    }

    @Test
    public void podsThatHaveGoneBesideThoseThatServeAreNotWaitedFor() {
        for (HealthStatus health : List.of(HealthStatus.HEALTHY, HealthStatus.PROGRESSING)) {
            ResourceTree tree = tree(
                    node("Deployment", "web", "", OLD, Map.of(), health),
                    pod("web-1", "web", "", HealthStatus.DEGRADED, "Evicted", REGISTRY + "web:2"),
                    pod("web-2", "web", "", HealthStatus.PROGRESSING, "Terminating", REGISTRY + "web:2"),
                    pod("web-3", "web", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2"));
            assertThat(state(tree, wrote("web", "1", "2")).verdict()).isEqualTo(Verdict.LIVE);
        }
    }

    @Test
    public void aPodThatIsStartedAgainIsWaitedFor() {
        ResourceTree tree = tree(
                node("Deployment", "web", "", OLD, Map.of(), HealthStatus.PROGRESSING),
                pod("web-1", "web", "", HealthStatus.DEGRADED, "Error", REGISTRY + "web:2"),
                pod("web-2", "web", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2"));
        assertThat(state(tree, wrote("web", "1", "2")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(Verdict.ROLLING_OUT, "is starting: pod web-1 is Error");
    }

    @Test
    public void aTaskUnderWayRunsItsImage() {
        ResourceNode running = new ResourceNode(
                new ResourceKey("", "Pod", "states", "nightly-1-a"),
                "nightly-1-a",
                List.of("nightly-1"),
                new Health(HealthStatus.PROGRESSING, ""),
                Map.of("Status Reason", "Running", "Containers", "1/1"),
                List.of(REGISTRY + "nightly:2"),
                NEW);
        ResourceTree tree = tree(
                node("CronJob", "nightly", "", OLD, Map.of(), HealthStatus.NONE),
                node("Job", "nightly-1", "nightly", NEW, Map.of(), HealthStatus.PROGRESSING),
                running);
        assertThat(state(tree, stays("nightly", "2")).verdict()).isEqualTo(Verdict.LIVE);
    }

    @Test
    public void aTaskThatHasFailedIsNotWaitedFor() {
        ResourceTree tree = tree(
                node("CronJob", "nightly", "", OLD, Map.of(), HealthStatus.DEGRADED),
                node("Job", "nightly-1", "nightly", NEW, Map.of(), HealthStatus.DEGRADED),
                pod("nightly-1-a", "nightly-1", "", HealthStatus.DEGRADED, "Error", REGISTRY + "nightly:2"));
        assertThat(state(tree, stays("nightly", "2")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(Verdict.UNKNOWN, "has ended with an error: pod nightly-1-a is Error");
    }

    @Test
    public void aWorkloadThatReplacesNoPodByItselfStillRunsTheOldImage() {
        ResourceTree tree = tree(
                node("StatefulSet", "db", "", OLD, Map.of(), HealthStatus.HEALTHY),
                node("ControllerRevision", "db-aaa", "db", OLD, Map.of("Revision", "Rev:1"), HealthStatus.NONE),
                node("ControllerRevision", "db-bbb", "db", NEW, Map.of("Revision", "Rev:2"), HealthStatus.NONE),
                pod("db-0", "db", "db-aaa", HealthStatus.HEALTHY, "Running", REGISTRY + "db:1"));
        assertThat(state(tree, wrote("db", "1", "2")))
                .extracting(ImageState::verdict, ImageState::reason)
                .containsExactly(
                        Verdict.DRIFTED,
                        "still runs 1 in StatefulSet/db: no pod of its newest revision has been created, as where its"
                                + " updateStrategy is OnDelete");
    }

    @Test
    public void aWorkloadOnItsWayOrPausedIsNotBlamedOnTheManifests() {
        for (HealthStatus health : List.of(HealthStatus.PROGRESSING, HealthStatus.SUSPENDED)) {
            ResourceTree tree = tree(
                    node("Canary", "shop", "", OLD, Map.of(), health),
                    node("Deployment", "web-primary", "shop", OLD, Map.of(), HealthStatus.HEALTHY),
                    node("Deployment", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                    pod("web-primary-1", "web-primary", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:1"),
                    pod("web-1", "web", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2"));
            assertThat(state(tree, wrote("web", "1", "2")))
                    .extracting(ImageState::verdict, ImageState::reason)
                    .containsExactly(Verdict.ROLLING_OUT, "waits for Canary/shop, which is " + health);
        }
    }

    @Test
    public void onlyTheLastRevisionOfAKnativeServiceCounts() {
        ResourceTree tree = tree(
                node("Service", "web", "", OLD, Map.of(), HealthStatus.HEALTHY),
                node("Configuration", "web-configuration", "web", OLD, Map.of(), HealthStatus.HEALTHY),
                node("Revision", "web-00001", "web-configuration", OLD, Map.of(), HealthStatus.HEALTHY),
                node("Revision", "web-00002", "web-configuration", NEW, Map.of(), HealthStatus.HEALTHY),
                pod("web-00001-a", "web-00001", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:1"),
                pod("web-00002-a", "web-00002", "", HealthStatus.HEALTHY, "Running", REGISTRY + "web:2"));
        assertThat(state(tree, wrote("web", "1", "2")).verdict()).isEqualTo(Verdict.LIVE);
    }

    private static ImageState recorded(String name, DesiredImage image) {
        return recorded(name, name, image);
    }

    private static ImageState recorded(String application, String tree, DesiredImage image) {
        return ImageStates.of(
                        application(application),
                        Recording.named("states", tree + "-tree").tree())
                .of(image);
    }

    private static LiveApplication application(String name) {
        return Recording.named("states", name).application();
    }

    private static ImageState state(ResourceTree tree, DesiredImage image) {
        return ImageStates.of(application("all-live"), tree).of(image);
    }

    private static ImageState state(ResourceTree tree, ManifestImages manifests, DesiredImage image) {
        return ImageStates.of(application("all-live"), tree, manifests).of(image);
    }

    private static ResourceTree liveTree() {
        return Recording.named("states", "all-live-tree").tree();
    }

    private static ManifestImages manifests(String name) {
        return ManifestImages.of(Recording.named("forms", name).json());
    }

    private static ImageReference version(String name, String tag) {
        return ImageReference.parse(REGISTRY + name + ":" + tag);
    }

    private static DesiredImage mistyped(String name, String before, String desired, String parameter) {
        return new DesiredImage(image(name), ImageTag.ofName(before), ImageTag.ofName(desired), parameter, true);
    }

    private static DesiredImage wrote(String name, String before, String desired) {
        return new DesiredImage(image(name), ImageTag.ofName(before), ImageTag.ofName(desired), "", true);
    }

    private static DesiredImage planned(String name, String before, String desired) {
        return new DesiredImage(image(name), ImageTag.ofName(before), ImageTag.ofName(desired), "", false);
    }

    private static DesiredImage stays(String name, String tag) {
        return new DesiredImage(image(name), ImageTag.ofName(tag), ImageTag.ofName(tag), "", false);
    }

    private static ImageReference image(String name) {
        return ImageReference.parse(name + "=" + REGISTRY + name);
    }

    private static ResourceTree tree(ResourceNode... nodes) {
        return new ResourceTree(new ArrayList<>(Arrays.asList(nodes)));
    }

    private static ResourceNode node(
            String kind, String name, String parent, Instant created, Map<String, String> info, HealthStatus health) {
        return new ResourceNode(
                new ResourceKey(group(kind), kind, "states", name),
                name,
                parent.isEmpty() ? List.of() : List.of(parent),
                new Health(health, ""),
                info,
                List.of(),
                created);
    }

    private static String group(String kind) {
        return switch (kind) {
            case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ControllerRevision" -> "apps";
            case "CronJob", "Job" -> "batch";
            default -> "";
        };
    }

    private static ResourceNode pod(
            String name, String parent, String hash, HealthStatus health, String reason, String... images) {
        return new ResourceNode(
                new ResourceKey("", "Pod", "states", name),
                name,
                parent.isEmpty() ? List.of() : List.of(parent),
                new Health(health, ""),
                Map.of("Status Reason", reason),
                List.of(images),
                NEW,
                hash.isEmpty() ? Map.of() : Map.of("controller-revision-hash", hash));
    }
}
