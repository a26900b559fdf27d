package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ImageState.Running;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ImageState.Verdict;
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
                .isEqualTo("no pod of the Application runs it");
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
                        .inWords())
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
        assertThat(web.inWords()).startsWith("main-bad0dea cannot start: ImagePullBackOff: ");
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
        assertThat(web.reason())
                .isEqualTo("still runs main-feed001 in Deployment/web: no manifest there uses the Helm value web.tga");
        assertThat(web.isBroken()).isTrue();
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
                new ResourceKey("", kind, "states", name),
                name,
                parent.isEmpty() ? List.of() : List.of(parent),
                new Health(health, ""),
                info,
                List.of(),
                created);
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
