package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers.text;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout.Pause;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout.Phase;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout.Steps;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout.Strategy;
import io.jenkins.plugins.argoimageupdate.engine.golang.GoDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the manifest of a {@code Rollout}. Sources: {@code pkg/apis/rollouts/v1alpha1/types.go}, {@code utils/rollout/rolloututil.go}
 * ({@code GetRolloutPhase}) and {@code utils/replicaset/canary.go} ({@code GetCurrentSetWeight}) of Argo Rollouts, and {@code
 * resource_customizations/argoproj.io/Rollout/health.lua} of Argo CD.
 */
public final class ProgressiveRolloutJson {

    private static final Map<String, Phase> PHASES = Map.of(
            "Healthy", Phase.HEALTHY,
            "Degraded", Phase.DEGRADED,
            "Paused", Phase.PAUSED,
            "Progressing", Phase.PROGRESSING);

    private static final List<String> CURRENT_ANALYSES =
            List.of("currentStepAnalysisRunStatus", "currentBackgroundAnalysisRunStatus");
    private static final List<String> PROMOTION_ANALYSES =
            List.of("prePromotionAnalysisRunStatus", "postPromotionAnalysisRunStatus");

    private final JsonNode manifest;
    private final JsonNode spec;
    private final JsonNode status;

    private ProgressiveRolloutJson(JsonNode manifest) {
        this.manifest = manifest;
        this.spec = manifest.path("spec");
        this.status = manifest.path("status");
    }

    /** What a manifest says of its Rollout, as lenient about what is missing as {@link JsonAnswers}. */
    public static ProgressiveRollout read(JsonNode manifest) {
        return new ProgressiveRolloutJson(manifest).read();
    }

    private ProgressiveRollout read() {
        JsonNode metadata = manifest.path("metadata");
        ResourceKey key = new ResourceKey(
                ProgressiveRollout.GROUP, "Rollout", text(metadata, "namespace"), text(metadata, "name"));
        Strategy strategy = spec.path("strategy").path("blueGreen").isObject() ? Strategy.BLUE_GREEN : Strategy.CANARY;
        boolean current = isSpecObserved() && !isUnpausing() && !isAborting();
        Phase phase = current ? phase() : Phase.PROGRESSING;
        return new ProgressiveRollout(
                key,
                strategy,
                phase,
                current ? text(status, "message") : "waiting for its controller to see the last change",
                strategy == Strategy.CANARY ? steps() : null,
                phase == Phase.PAUSED ? pause() : null,
                current && status.path("abort").asBoolean(false),
                current && isPromoted(),
                current ? analyses() : List.of());
    }

    /** Up to 0.9 it was a hash, and nothing tells. */
    private boolean isSpecObserved() {
        if (!status.isObject()) {
            return false;
        }
        long generation = manifest.path("metadata").path("generation").asLong(0);
        try {
            long observed = Long.parseLong(text(status, "observedGeneration"));
            return observed >= generation && isWorkloadObserved();
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** Of a Deployment whose template it takes. */
    private boolean isWorkloadObserved() {
        String wanted = text(manifest.path("metadata").path("annotations"), "rollout.argoproj.io/workload-generation");
        return spec.path("workloadRef").isMissingNode()
                || wanted.isEmpty()
                || wanted.equals(text(status, "workloadObservedGeneration"));
    }

    /** Somebody has resumed it, and its controller has not seen that yet. */
    private boolean isUnpausing() {
        return status.path("controllerPause").asBoolean(false)
                && status.path("pauseConditions").isEmpty();
    }

    /** Somebody has aborted it, and its controller has not seen that yet. */
    private boolean isAborting() {
        String told = text(status, "phase");
        return status.path("abort").asBoolean(false) && (told.equals("Paused") || told.equals("Progressing"));
    }

    /** Before 1.0 the status has no phase. */
    private Phase phase() {
        Phase told = PHASES.get(text(status, "phase"));
        if (told != null) {
            return told;
        }
        if (!status.path("pauseConditions").isEmpty() || spec.path("paused").asBoolean(false)) {
            return Phase.PAUSED;
        }
        if (status.path("abort").asBoolean(false)) {
            return Phase.DEGRADED;
        }
        return isPromoted() ? Phase.HEALTHY : Phase.PROGRESSING;
    }

    /** Before 0.8 the status of the canary had the stable one. */
    private boolean isPromoted() {
        String now = text(status, "stableRS");
        String stable = now.isEmpty() ? text(status.path("canary"), "stableRS") : now;
        return !stable.isEmpty() && stable.equals(text(status, "currentPodHash"));
    }

    private int stepIndex() {
        return status.path("currentStepIndex").asInt(0);
    }

    private @Nullable Steps steps() {
        JsonNode steps = spec.path("strategy").path("canary").path("steps");
        return steps.isEmpty() ? null : new Steps(Math.min(stepIndex() + 1, steps.size()), steps.size(), weight(steps));
    }

    /** What is set where traffic is split, else what the steps ask for. */
    private Integer weight(JsonNode steps) {
        JsonNode set = status.path("canary").path("weights").path("canary").path("weight");
        if (set.isNumber()) {
            return set.asInt(0);
        }
        if (status.path("abort").asBoolean(false)) {
            return 0;
        }
        if (stepIndex() >= steps.size()) {
            return 100;
        }
        for (int i = stepIndex(); i >= 0; i--) {
            JsonNode weight = steps.path(i).path("setWeight");
            if (weight.isNumber()) {
                return weight.asInt(0);
            }
        }
        return 0;
    }

    private Pause pause() {
        for (JsonNode condition : status.path("pauseConditions")) {
            String reason = text(condition, "reason");
            Instant since = JsonAnswers.instant(condition, "startTime");
            boolean byPerson = spec.path("paused").asBoolean(false);
            return new Pause(
                    reason,
                    since,
                    byPerson || since == null
                            ? null
                            : duration(reason).map(since::plus).orElse(null));
        }
        return new Pause(text(status, "message").isEmpty() ? "manually paused" : text(status, "message"), null, null);
    }

    /** How long a pause lasts that ends by itself. */
    private Optional<Duration> duration(String reason) {
        JsonNode strategy = spec.path("strategy");
        if (reason.equals("CanaryPauseStep")) {
            return duration(strategy.path("canary")
                    .path("steps")
                    .path(stepIndex())
                    .path("pause")
                    .path("duration"));
        }
        JsonNode seconds = strategy.path("blueGreen").path("autoPromotionSeconds");
        boolean automatic =
                strategy.path("blueGreen").path("autoPromotionEnabled").asBoolean(true);
        return reason.equals("BlueGreenPause") && automatic && seconds.asLong(0) > 0
                ? duration(seconds)
                : Optional.empty();
    }

    /** A number of seconds, as number or text, or a duration of Go. */
    private static Optional<Duration> duration(JsonNode value) {
        String text = value.asString("");
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        return GoDuration.parse(text).filter(given -> given.compareTo(Duration.ofDays(3650)) < 0);
    }

    private List<AnalysisRun> analyses() {
        List<AnalysisRun> runs = new ArrayList<>();
        CURRENT_ANALYSES.forEach(field -> add(runs, status.path("canary").path(field)));
        PROMOTION_ANALYSES.forEach(field -> add(runs, status.path("blueGreen").path(field)));
        return runs;
    }

    private static void add(List<AnalysisRun> runs, JsonNode run) {
        if (run.isObject() && !text(run, "name").isEmpty()) {
            runs.add(new AnalysisRun(text(run, "name"), text(run, "status"), text(run, "message"), List.of()));
        }
    }
}
