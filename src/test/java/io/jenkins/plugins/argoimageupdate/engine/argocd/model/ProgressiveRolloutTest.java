package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutManifests.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout.Pause;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout.Phase;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout.Steps;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout.Strategy;
import java.time.Instant;
import java.util.List;
import org.junit.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the manifests of Rollouts say, of those that Argo CD tests its own health checks and actions with. */
public class ProgressiveRolloutTest {

    @Test
    public void aPausedCanaryHasItsStepItsWeightAndSinceWhen() {
        ProgressiveRollout rollout = ProgressiveRolloutJson.read(named("suspended_v1.0_pausedRollout"));
        assertThat(rollout.phase()).isEqualTo(Phase.PAUSED);
        assertThat(rollout.strategy()).isEqualTo(Strategy.CANARY);
        assertThat(rollout.steps()).isEqualTo(new Steps(2, 8, 21));
        assertThat(rollout.pause())
                .isEqualTo(new Pause("CanaryPauseStep", Instant.parse("2021-07-15T21:08:55Z"), null));
        assertThat(rollout.awaitsSomebody()).isTrue();
        assertThat(rollout.describe())
                .isEqualTo(
                        "paused at step 2 of 8, weight 21 %, until somebody promotes or aborts it (CanaryPauseStep)");
    }

    @Test
    public void aPauseWithADurationEndsByItself() {
        for (String duration : List.of("10", "\"10\"", "\"10s\"")) {
            JsonNode manifest = named("suspended_v1.0_pausedRollout");
            status(manifest).put("currentStepIndex", 3);
            ((ObjectNode) manifest.path("spec")
                            .path("strategy")
                            .path("canary")
                            .path("steps")
                            .path(3)
                            .path("pause"))
                    .set("duration", JsonAnswers.MAPPER.readTree(duration));
            ProgressiveRollout rollout = ProgressiveRolloutJson.read(manifest);
            assertThat(rollout.awaitsSomebody()).as(duration).isFalse();
            assertThat(rollout.pause().until()).isEqualTo(Instant.parse("2021-07-15T21:09:05Z"));
            assertThat(rollout.describe())
                    .isEqualTo("paused at step 4 of 8, weight 40 %, until 2021-07-15T21:09:05Z (CanaryPauseStep)");
        }
    }

    @Test
    public void oneThatSomebodyHasResumedIsNotPausedAnyMore() {
        JsonNode manifest = named("suspended_v1.0_pausedRollout");
        status(manifest).remove("pauseConditions");
        ProgressiveRollout rollout = ProgressiveRolloutJson.read(manifest);
        assertThat(rollout.phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(rollout.pause()).isNull();
    }

    @Test
    public void aStatusThatIsOlderThanTheSpecificationSaysNothing() {
        ProgressiveRollout rollout = ProgressiveRolloutJson.read(named("progressing_newGeneration"));
        assertThat(rollout.phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(rollout.promoted()).isFalse();
        assertThat(ProgressiveRolloutJson.read(named("newRolloutWithoutStatus")).phase())
                .isEqualTo(Phase.PROGRESSING);
        JsonNode manifest = named("suspended_v1.0_pausedRollout");
        ((ObjectNode) manifest.path("metadata")).put("generation", 6);
        status(manifest).put("abort", true);
        ProgressiveRollout changed = ProgressiveRolloutJson.read(manifest);
        assertThat(changed.pause()).isNull();
        assertThat(changed.aborted()).isFalse();
    }

    @Test
    public void anAbortedOneServesTheEarlierVersion() {
        ProgressiveRollout canary = ProgressiveRolloutJson.read(named("degraded_abortedRollout"));
        assertThat(canary.aborted()).isTrue();
        assertThat(canary.steps().weight()).isZero();
        ProgressiveRollout blueGreen = ProgressiveRolloutJson.read(named("aborted_bg_rollout"));
        assertThat(blueGreen.strategy()).isEqualTo(Strategy.BLUE_GREEN);
        assertThat(blueGreen.aborted()).isTrue();
        assertThat(blueGreen.steps()).isNull();
    }

    @Test
    public void oneThatSomebodyIsAbortingIsNeitherPausedNorAborted() {
        JsonNode manifest = named("suspended_v1.0_pausedRollout");
        status(manifest).put("abort", true);
        ProgressiveRollout rollout = ProgressiveRolloutJson.read(manifest);
        assertThat(rollout.phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(rollout.aborted()).isFalse();
        assertThat(rollout.pause()).isNull();
        status(manifest)
                .put("phase", "Degraded")
                .put("message", "RolloutAborted: Rollout aborted update to revision 2");
        assertThat(ProgressiveRolloutJson.read(manifest).describe())
                .isEqualTo("aborted: RolloutAborted: Rollout aborted update to revision 2");
    }

    @Test
    public void oneOfBeforeTheFirstReleaseIsReadByItsConditions() {
        assertThat(ProgressiveRolloutJson.read(named("suspended_controllerPause"))
                        .phase())
                .isEqualTo(Phase.PAUSED);
        assertThat(ProgressiveRolloutJson.read(named("suspended_userPause")).pause())
                .isEqualTo(new Pause("manually paused", null, null));
        assertThat(ProgressiveRolloutJson.read(named("has_pause_condition_rollout"))
                        .steps())
                .isEqualTo(new Steps(2, 6, 40));
        assertThat(ProgressiveRolloutJson.read(named("healthy_executedAllSteps"))
                        .promoted())
                .isTrue();
    }

    @Test
    public void aBlueGreenOneWaitsBeforeTheNewVersionServes() {
        JsonNode manifest = named("aborted_bg_rollout");
        status(manifest).remove("abort");
        status(manifest).put("phase", "Paused").put("message", "BlueGreenPause");
        status(manifest)
                .putArray("pauseConditions")
                .addObject()
                .put("reason", "BlueGreenPause")
                .put("startTime", "2020-11-13T08:38:19Z");
        ProgressiveRollout rollout = ProgressiveRolloutJson.read(manifest);
        assertThat(rollout.describe())
                .isEqualTo(
                        "paused before the new version serves, until somebody promotes or aborts it (BlueGreenPause)");
        ((ObjectNode) manifest.path("spec").path("strategy").path("blueGreen"))
                .put("autoPromotionEnabled", true)
                .put("autoPromotionSeconds", 60);
        assertThat(ProgressiveRolloutJson.read(manifest).pause().until())
                .isEqualTo(Instant.parse("2020-11-13T08:39:19Z"));
    }

    @Test
    public void theWeightOfTheTrafficCountsWhereTrafficIsSplit() {
        JsonNode manifest = named("suspended_v1.0_pausedRollout");
        status(manifest)
                .putObject("canary")
                .putObject("weights")
                .putObject("canary")
                .put("weight", 7);
        assertThat(ProgressiveRolloutJson.read(manifest).steps()).isEqualTo(new Steps(2, 8, 7));
    }

    @Test
    public void aFailedAnalysisHasItsMetricAndWhy() {
        AnalysisRun run = AnalysisRun.of(named("failedAnalysisRunWithStatusMessage"));
        assertThat(run.hasFailed()).isTrue();
        assertThat(run.describe())
                .isEqualTo(
                        "AnalysisRun/canary-demo-analysis-template-6c6bb7cf6f-9k5rj is Failed: metric memory-usage is Failed"
                                + " (last value [0.9768211920529802]); Status Message: Assessed as Failed");
    }

    @Test
    public void theAnalysesOfTheStatusAreToldByName() {
        JsonNode manifest = named("suspended_v1.0_pausedRollout");
        status(manifest)
                .putObject("canary")
                .putObject("currentStepAnalysisRunStatus")
                .put("name", "web-1")
                .put("status", "Error")
                .put("message", "no such host");
        assertThat(ProgressiveRolloutJson.read(manifest).failedAnalysis())
                .contains(new AnalysisRun("web-1", "Error", "no such host", List.of()));
    }

    @Test
    public void whateverComesIsRead() {
        for (String text : List.of(
                "{}",
                "null",
                "[]",
                "{\"spec\": 7, \"status\": []}",
                "{\"spec\":{\"strategy\":{\"canary\":{\"steps\":[1,{}]}}},\"status\":{\"currentStepIndex\":1e300,"
                        + "\"observedGeneration\":9,\"phase\":\"Paused\",\"pauseConditions\":[7]}}",
                "{\"spec\":{\"strategy\":{\"canary\":{\"steps\":[{\"setWeight\":-1}]}}},\"status\":{\"currentStepIndex\":-7,"
                        + "\"pauseConditions\":[{\"reason\":\"CanaryPauseStep\",\"startTime\":\"x\"}]}}")) {
            assertThat(ProgressiveRolloutJson.read(JsonAnswers.MAPPER.readTree(text)))
                    .as(text)
                    .isNotNull();
            assertThat(AnalysisRun.of(JsonAnswers.MAPPER.readTree(text)))
                    .as(text)
                    .isNotNull();
        }
    }

    private static ObjectNode status(JsonNode manifest) {
        return (ObjectNode) manifest.path("status");
    }
}
