package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.Recording;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.PodFailure;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Health;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ManifestImages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Reached;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Whether the chosen images run, and whether what is there is healthy, by recorded answers of a real Argo CD. */
public class RunningCheckTest {

    private static final RolloutVerdict REACHED = new Reached("02ae983e4328117650512b25e16eebe2e49096e2");
    private static final RolloutVerdict PROGRESSING = new Waiting(RolloutPhase.PROGRESSING, "the Application");
    private static final Duration GRACE = RolloutLimits.DEFAULT.podGrace();
    private static final Instant NOW = Instant.parse("2026-11-29T00:10:00Z");

    @Test
    public void succeedsWhenTheChosenImageRunsWhereTheOldOneRan() {
        assertThat(judge("repaired", REACHED, wrote("web", "main-aaabad1", "main-good002")))
                .isEqualTo(REACHED);
    }

    @Test
    public void givesTheClusterAWhileAndThenFailsWhenTheOldImageStillRuns() {
        DesiredImage mistyped = new DesiredImage(
                image("web"),
                ImageTag.ofName("main-feed001"),
                ImageTag.ofName("main-good002"),
                "the value web.tga",
                true);
        RunningCheck first = RunningCheck.of(List.of(mistyped)).next(seen("all-live", NOW));
        RolloutVerdict early = first.judge(REACHED, seen("all-live", NOW), GRACE, false);
        assertThat(early).isInstanceOf(Waiting.class);
        assertThat(first.needsManifests(early, seen("all-live", NOW), false)).isFalse();
        Observation later = seen("all-live", NOW.plus(GRACE));
        RunningCheck second = first.next(later);
        assertThat(second.needsManifests(second.judge(REACHED, later, GRACE, false), later, false))
                .isTrue();
        Observation known = later.with(manifests("manifests-of-an-old-revision"));
        Failed failed = (Failed) second.judge(REACHED, known, GRACE, false);
        assertThat(failed.reason()).isEqualTo(Reason.NOT_LIVE);
        assertThat(failed.answer())
                .isEqualTo(
                        "Synced, but web still runs main-feed001 in Deployment/web: the value web.tga has no effect there");
    }

    @Test
    public void saysWhichPodToDeleteWhenAStatefulSetStaysStuckAfterItsRepair() {
        Failed failed = (Failed) judge("repaired", PROGRESSING, wrote("db", "main-bad0dea", "main-feed001"));
        assertThat(failed.answer()).startsWith("db is not rolled out: StatefulSet/db waits for its broken pod db-1");
        assertThat(failed.advice()).isEqualTo("Delete it: kubectl delete pod --namespace states db-1");
    }

    @Test
    public void anImageOfNoPodIsAFailureOnlyIfTheManifestsHaveAnotherVersion() {
        Observation seen = seen("all-live", NOW);
        for (DesiredImage image :
                List.of(wrote("idle", "main-old", "main-feed001"), wrote("idle", "main-feed001", "main-good002"))) {
            RunningCheck check = RunningCheck.of(List.of(image)).next(seen);
            assertThat(check.judge(REACHED, seen, GRACE, false)).isEqualTo(REACHED);
            assertThat(check.needsManifests(REACHED, seen, false)).isTrue();
        }
        Observation known = seen.with(manifests("manifests-now"));
        assertThat(RunningCheck.of(List.of(wrote("idle", "main-old", "main-feed001")))
                        .next(known)
                        .judge(REACHED, known, GRACE, false))
                .isEqualTo(REACHED);
        Failed failed = (Failed) RunningCheck.of(List.of(wrote("idle", "main-feed001", "main-good002")))
                .next(known)
                .judge(REACHED, known, GRACE, false);
        assertThat(failed.answer()).isEqualTo("Synced, but idle is still main-feed001 in Deployment/idle");
        assertThat(failed.reason()).isEqualTo(Reason.NOT_LIVE);
    }

    @Test
    public void theManifestsAreNotAskedForWhereThePodsTellAll() {
        RunningCheck check = RunningCheck.of(List.of(wrote("web", "main-old", "main-feed001")));
        assertThat(check.needsManifests(REACHED, seen("all-live", NOW), false)).isFalse();
    }

    @Test
    public void wherePodsAreNotWaitedForTheManifestsTellWhetherWhatWasWrittenHasAnEffect() {
        Observation known = seen("all-live", NOW).with(manifests("manifests-now"));
        assertThat(RunningCheck.of(List.of(wrote("web", "main-feed001", "main-good002")))
                        .judgeManifests(REACHED, known, false))
                .isEqualTo(REACHED);
        DesiredImage mistyped = wrote("web", "main-good002", "main-new");
        assertThat(RunningCheck.of(List.of(mistyped)).judgeManifests(REACHED, known, false))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.answer())
                                .isEqualTo("Synced, but web is still main-good002 in Deployment/web"));
        assertThat(RunningCheck.of(List.of(mistyped)).judgeManifests(REACHED, seen("all-live", NOW), false))
                .isEqualTo(REACHED);
    }

    /** Two jobs, or two runs of one: the second commit is applied before the first wait has seen its own. */
    @Test
    public void whatALaterCommitHasReplacedIsNoFailure() {
        DesiredImage replaced = wrote("web", "main-old", "main-new");
        Observation seen = seen("all-live", NOW.plus(GRACE));
        RunningCheck check =
                RunningCheck.of(List.of(replaced)).next(seen("all-live", NOW)).next(seen);
        assertThat(check.judge(REACHED, seen, GRACE, false)).isInstanceOf(Failed.class);
        assertThat(check.judge(REACHED, seen, GRACE, true)).isEqualTo(REACHED);
        DesiredImage ignored = wrote("web", "main-feed001", "main-new");
        assertThat(RunningCheck.of(List.of(ignored))
                        .next(seen("all-live", NOW))
                        .next(seen)
                        .judge(REACHED, seen, GRACE, true))
                .as("no commit has changed it")
                .isInstanceOf(Failed.class);
    }

    /** The time before it began to fail does not count: pulling an image can fail once. */
    @Test
    public void aPodThatBeginsToFailAfterALongStartGetsItsWhileToo() {
        DesiredImage web = wrote("web", "main-feed001", "main-bad0dea");
        RunningCheck starting = RunningCheck.of(List.of(wrote("web", "main-aaabad1", "main-good002")))
                .next(seen("repair-under-way", NOW));
        assertThat(starting.since()).isNull();
        Observation failing = seen("stuck-every-workload", NOW.plusSeconds(600));
        RunningCheck first = RunningCheck.of(List.of(web)).next(failing);
        assertThat(first.judge(PROGRESSING, failing, GRACE, false)).isEqualTo(PROGRESSING);
    }

    @Test
    public void nothingToUpdateIsNotHealthyOverAPodThatCannotStart() {
        HealthState state = HealthState.begin(List.of(stays("web", "main-bad0dea")), RolloutLimits.DEFAULT, false)
                .next(seen("stuck-every-workload", NOW));
        Failed failed = (Failed) state.verdict();
        assertThat(failed.answer()).startsWith("web main-bad0dea cannot start: ImagePullBackOff: ");
        assertThat(failed.pod().key().name()).isEqualTo("web-55794c96d5-9d98b");
    }

    /** An ExternalSecret's Secret comes some seconds after the pod that needs it. */
    @Test
    public void onlyAnImageThatIsNotFoundIsKnownNotToCome() {
        assertThat(PodFailure.of(List.of(pod("ImagePullBackOff", "org/web:2: not found"))))
                .extracting(PodFailure::certain)
                .containsExactly(true);
        assertThat(PodFailure.of(List.of(pod("CreateContainerConfigError", "secret \"database\" not found"))))
                .extracting(PodFailure::certain)
                .containsExactly(false);
    }

    private static ResourceNode pod(String reason, String message) {
        return new ResourceNode(
                new ResourceKey("", "Pod", "states", "web-1"),
                "web-1",
                List.of(),
                new Health(HealthStatus.DEGRADED, message),
                Map.of("Status Reason", reason),
                List.of("org/web:2"),
                NOW);
    }

    @Test
    public void nothingToUpdateWaitsForARolloutUnderWay() {
        HealthState state = HealthState.begin(List.of(stays("web", "main-good002")), RolloutLimits.DEFAULT, false)
                .next(seen("repair-under-way", NOW));
        assertThat(((Waiting) state.verdict()).what()).startsWith("web main-good002 is starting: pod web-77674bdc97");
        assertThat(state.next(seen("repaired", NOW)).verdict()).isInstanceOf(Reached.class);
        assertThat(state.timedOut(Duration.ofMinutes(10)).answer())
                .startsWith("after 10 minutes still not healthy: web main-good002 is starting");
    }

    @Test
    public void nothingToUpdateIsHealthyWhereOnlyAnotherImageIsNot() {
        HealthState state = HealthState.begin(List.of(stays("multi", "main-feed001")), RolloutLimits.DEFAULT, false)
                .next(seen("one-of-many-stuck", NOW));
        assertThat(state.verdict()).isInstanceOf(Reached.class);
    }

    private static RolloutVerdict judge(String recording, RolloutVerdict applied, DesiredImage image) {
        Observation later = seen(recording, NOW.plus(GRACE));
        return RunningCheck.of(List.of(image))
                .next(seen(recording, NOW))
                .next(later)
                .judge(applied, later, GRACE, false);
    }

    private static Observation seen(String name, Instant at) {
        return new Observation(
                Recording.named("states", name).application(),
                Recording.named("states", name + "-tree").tree(),
                "",
                at);
    }

    private static ManifestImages manifests(String name) {
        return ManifestImages.of(Recording.named("forms", name).json());
    }

    private static DesiredImage wrote(String name, String before, String desired) {
        return new DesiredImage(image(name), ImageTag.ofName(before), ImageTag.ofName(desired), "", true);
    }

    private static DesiredImage stays(String name, String tag) {
        return new DesiredImage(image(name), ImageTag.ofName(tag), ImageTag.ofName(tag), "", false);
    }

    private static ImageReference image(String name) {
        return ImageReference.parse(name + "=127.0.0.1:15000/states/" + name);
    }
}
