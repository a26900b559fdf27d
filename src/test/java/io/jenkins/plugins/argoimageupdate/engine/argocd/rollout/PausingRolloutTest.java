package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.LONG;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.QUICK;
import static io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutWorld.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.argoimageupdate.engine.argocd.Manifests;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Rule;
import org.junit.Test;

/** Rollouts of Argo Rollouts that pause, are promoted, or fail an analysis. */
public class PausingRolloutTest {

    private static final String CANARY =
            "{\"canary\":{\"steps\":[{\"setWeight\":20},{\"pause\":{}},{\"setWeight\":60}]}}";
    private static final String MEASURED =
            "{\"canary\":{\"steps\":[{\"setWeight\":20},{\"analysis\":{\"templates\":[{\"templateName\":\"rate\"}]}}]}}";
    private static final String BLUE_GREEN =
            "{\"blueGreen\":{\"activeService\":\"web\",\"autoPromotionEnabled\":false}}";

    @Rule
    public final RolloutWorld world = new RolloutWorld();

    private final List<ProgressiveRollout> seen = new CopyOnWriteArrayList<>();

    private String begin(String strategy) throws InterruptedException {
        world.argocd().faults().failAnalyses(false);
        String first = world.git().rollout("org/frontend:main-2", strategy);
        world.argocd().add(Manifests.automated("steps"));
        world.rollOut("steps", first, WaitFor.HEALTHY, false, LONG);
        world.changes().clear();
        return world.git().rollout("org/frontend:main-3", strategy);
    }

    @Test
    public void theWaitForAPauseEndsThere() throws InterruptedException {
        String commit = begin(CANARY);
        RolloutResult result = world.rollOut("steps", commit, WaitFor.PAUSED, false, LONG);
        assertThat(result.revision()).isEqualTo(commit);
        assertThat(result.application().status().health().status()).isEqualTo(HealthStatus.SUSPENDED);
        assertThat(world.changes())
                .anyMatch(
                        change -> change.startsWith("Rollout/frontend: ")
                                && change.endsWith(
                                        "paused at step 2 of 3, weight 20 %, until somebody promotes or aborts it (CanaryPauseStep)"));
    }

    @Test
    public void theWaitForAPauseEndsWhereNothingPausesToo() throws InterruptedException {
        String commit = begin("{\"canary\":{\"steps\":[{\"setWeight\":20}]}}");
        RolloutResult result = world.rollOut("steps", commit, WaitFor.PAUSED, false, LONG);
        assertThat(result.application().status().health().status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    public void theCheckOfWhatRunsAlreadyEndsAtAPauseToo() throws InterruptedException {
        world.rollOut("steps", begin(CANARY), WaitFor.PAUSED, false, LONG);
        DesiredImage image =
                new DesiredImage(ImageReference.parse("org/frontend"), null, new ImageTag("main-3", ""), "", false);
        RolloutResult result = Waits.toTheEnd(new HealthCheck(
                world.client(), ApplicationRef.named("steps"), List.of(image), "", QUICK, LONG, true, change -> {}));
        assertThat(result.application().status().health().status()).isEqualTo(HealthStatus.SUSPENDED);
    }

    @Test
    public void aBlueGreenRolloutPausesBeforeTheSwitch() throws InterruptedException {
        String commit = begin(BLUE_GREEN);
        world.rollOut("steps", commit, WaitFor.PAUSED, false, LONG);
        assertThat(world.changes()).anyMatch(change -> change.contains("paused before the new version serves"));
    }

    @Test
    public void theWaitForHealthGoesOnAtAPauseUntilSomebodyPromotes() throws Exception {
        String commit = begin(CANARY);
        AtomicReference<Boolean> promoted = new AtomicReference<>(false);
        RolloutResult result = Waits.toTheEnd(new Rollout(
                world.client(), request("steps", commit, WaitFor.HEALTHY, false, LONG), QUICK, change -> {
                    if (change.after().startsWith("paused at step") && !promoted.getAndSet(true)) {
                        act(RolloutAction.PROMOTE);
                    }
                }));
        assertThat(promoted.get()).isTrue();
        assertThat(result.application().status().health().status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    public void namesThePauseAndWhatToDoWhenTimeIsUp() throws InterruptedException {
        String commit = begin(CANARY);
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        Rollout rollout = new Rollout(
                world.client(),
                request("steps", commit, WaitFor.HEALTHY, false, LONG),
                QUICK,
                change -> {
                    if (change.what().equals("health") && change.after().equals("Suspended")) {
                        passed.set(LONG);
                    }
                },
                new OffsetClock(passed::get));
        ArgoCdException e = catchThrowableOfType(ArgoCdException.class, () -> Waits.toTheEnd(rollout));
        assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(e)
                .hasMessageContaining("; not healthy: Rollout/frontend (paused at step 2 of 3, weight 20 %")
                .hasMessageContaining("argoRollout")
                .hasMessageContaining("wait for 'paused'");
    }

    @Test
    public void aFailedAnalysisEndsTheWaitWithItsMetric() throws InterruptedException {
        String commit = begin(MEASURED);
        world.argocd().faults().failAnalyses(true);
        for (WaitFor waitFor : List.of(WaitFor.HEALTHY, WaitFor.PAUSED)) {
            ArgoCdException e = world.fail("steps", commit, waitFor, false, LONG);
            assertThat(e.reason()).isEqualTo(Reason.DEGRADED);
            assertThat(e)
                    .hasMessageContaining("is Failed: metric success-rate is Failed")
                    .hasMessageContaining("(last value [0.82])")
                    .hasMessageContaining(
                            "Metric \"success-rate\" assessed Failed due to failed (1) > failureLimit (0)");
            begin(MEASURED);
            world.argocd().faults().failAnalyses(true);
            commit = world.git().rollout("org/frontend:main-4", MEASURED);
        }
    }

    @Test
    public void anAnalysisThatFailedBeforeARetryIsNoReasonForAnAbortAfterIt() throws InterruptedException {
        String commit = begin("{\"canary\":{\"steps\":[{\"setWeight\":20},{\"pause\":{}},{\"analysis\":{}}]}}");
        world.rollOut("steps", commit, WaitFor.PAUSED, false, LONG);
        world.argocd().faults().failAnalyses(true);
        act(RolloutAction.PROMOTE);
        assertThat(world.fail("steps", commit, WaitFor.HEALTHY, false, LONG))
                .hasMessageContaining("metric success-rate is Failed");
        act(RolloutAction.RETRY);
        world.rollOut("steps", commit, WaitFor.PAUSED, false, LONG);
        act(RolloutAction.ABORT);
        assertThat(world.fail("steps", commit, WaitFor.HEALTHY, false, LONG))
                .hasMessageContaining("Rollout/frontend was aborted: RolloutAborted: Rollout aborted update")
                .hasMessageNotContaining("AnalysisRun");
    }

    @Test
    public void theAnalysisIsToldWhileItRuns() throws InterruptedException {
        String commit = begin(MEASURED);
        world.rollOut("steps", commit, WaitFor.HEALTHY, false, LONG);
        assertThat(world.changes())
                .anyMatch(change -> change.startsWith("AnalysisRun/frontend-")
                        && change.contains("Healthy: Analysis run completed successfully"));
    }

    @Test
    public void anAbortedRolloutEndsTheWait() throws Exception {
        String commit = begin(CANARY);
        ArgoCdException e = catchThrowableOfType(
                ArgoCdException.class,
                () -> Waits.toTheEnd(new Rollout(
                        world.client(), request("steps", commit, WaitFor.HEALTHY, false, LONG), QUICK, change -> {
                            if (change.after().startsWith("paused at step")) {
                                act(RolloutAction.ABORT);
                            }
                        })));
        assertThat(e.reason()).isEqualTo(Reason.DEGRADED);
        assertThat(e)
                .hasMessageContaining("Rollout/frontend was aborted: RolloutAborted: Rollout aborted update")
                .hasMessageContaining("retry (on the page of the build, with the step argoRollout, with"
                        + " 'argo-image-update rollout' or in Argo CD)");
    }

    @Test
    public void manifestsAreAskedForOnlyWhereSomethingHasChanged() throws InterruptedException {
        String commit = begin(CANARY);
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        RolloutListener listener = new RolloutListener() {
            @Override
            public void changed(RolloutChange change) {}

            @Override
            public void observed(Observation observation) {
                seen.addAll(observation.rollouts());
            }
        };
        long before = resources();
        Waits.toTheEnd(new Rollout(
                world.client(),
                request("steps", commit, WaitFor.PAUSED, false, LONG),
                QUICK,
                listener,
                new OffsetClock(passed::get)));
        assertThat(seen).isNotEmpty();
        assertThat(resources() - before)
                .as("at most one for each step of its controller")
                .isBetween(1L, 8L);
        long settled = resources();
        world.rollOut("auto", world.git().commit("org/frontend:main-9"), WaitFor.HEALTHY, false, LONG);
        assertThat(resources()).as("none for other kinds").isEqualTo(settled);
    }

    private long resources() {
        return world.argocd().requests().stream()
                .filter(request -> request.contains("/resource?"))
                .count();
    }

    private void act(RolloutAction action) {
        try {
            RolloutCommand command = new RolloutCommand(world.client(), ApplicationRef.named("steps"), "", action);
            command.act(command.prepare());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
