package io.jenkins.plugins.argoimageupdate.demo.argocd;

import io.jenkins.plugins.argoimageupdate.demo.argocd.SimulatedWorkload.Generation;
import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What makes a workload a {@code Rollout} of Argo Rollouts. Fields and messages are those of its controller: {@code
 * pkg/apis/rollouts/v1alpha1/types.go}, {@code rollout/canary.go}, {@code rollout/pause.go}, {@code rollout/analysis.go}, {@code
 * utils/rollout/rolloututil.go}. Guarded by its Application.
 */
final class SimulatedRollout {

    private static final String ABORTED = "RolloutAborted: Rollout aborted update to revision ";

    private final SimulatedWorkload workload;
    private final JsonNode strategy;
    private long generation;
    private long observed;
    private long changes;
    private int stable;
    private int step;
    private String pause = "";
    private @Nullable Instant pausedSince;
    private boolean controllerPause;
    private boolean abort;
    private boolean reconciledAbort;
    private boolean promoteFull;
    private String abortMessage = "";
    private @Nullable Analysis analysis;
    private boolean analysisCounts;

    /** The run of the step that it is at, or was at last. */
    record Analysis(String name, int revision, String phase, String message, String value, Instant createdAt) {

        Analysis ended(String newPhase, String newMessage, String newValue) {
            return new Analysis(name, revision, newPhase, newMessage, newValue, createdAt);
        }
    }

    /** @param strategy {@code spec.strategy} of its manifest */
    SimulatedRollout(SimulatedWorkload workload, JsonNode strategy) {
        this.workload = workload;
        this.strategy = strategy;
    }

    @Nullable
    Analysis analysis() {
        return analysis;
    }

    String resourceVersion() {
        return Long.toString(1000 + changes);
    }

    /** The specification has changed; its controller sees that with the next step. */
    void changed() {
        generation++;
        changes++;
    }

    /** Does the next step of its controller; whether anything was left to do. */
    boolean advance(ArgoCdFaults faults, Instant now) {
        boolean changed = reconcile(faults, now);
        changes += changed ? 1 : 0;
        return changed;
    }

    private boolean reconcile(ArgoCdFaults faults, Instant now) {
        Generation current = workload.current();
        if (observed != generation) {
            observed = generation;
            step = 0;
            pause = "";
            controllerPause = abort = reconciledAbort = promoteFull = analysisCounts = false;
            return true;
        }
        if (stable == current.number) {
            return workload.removeOld();
        }
        if (abort) {
            return abort(current);
        }
        if (current.pod == null) {
            current.pod = workload.newPod(now);
            return true;
        }
        if (!current.pod.isRunning()) {
            return workload.start(current.pod, faults);
        }
        if (stable == 0 || promoteFull) {
            return promote();
        }
        if (!pause.isEmpty()) {
            return false;
        }
        if (controllerPause) {
            controllerPause = false;
            step++;
            return strategy.path("blueGreen").isObject() ? promote() : true;
        }
        return strategy.path("blueGreen").isObject() ? blueGreen(now) : canary(faults, now);
    }

    private boolean abort(Generation current) {
        if (reconciledAbort) {
            return false;
        }
        reconciledAbort = true;
        step = 0;
        pause = "";
        controllerPause = false;
        current.pod = null;
        return true;
    }

    private boolean promote() {
        stable = workload.current().number;
        step = steps().size();
        pause = "";
        controllerPause = promoteFull = false;
        return true;
    }

    private boolean blueGreen(Instant now) {
        if (strategy.path("blueGreen").path("autoPromotionEnabled").asBoolean(true)) {
            return promote();
        }
        return pause("BlueGreenPause", now);
    }

    private boolean canary(ArgoCdFaults faults, Instant now) {
        if (step >= steps().size()) {
            return promote();
        }
        JsonNode current = steps().path(step);
        if (current.has("pause")) {
            return pause("CanaryPauseStep", now);
        }
        if (!current.has("analysis")) {
            step++;
            return true;
        }
        int revision = workload.current().number;
        if (analysis == null
                || analysis.revision() != revision
                || analysis.phase().equals("Failed")) {
            String name = workload.name + "-" + workload.current().hash + "-" + revision + "-" + step;
            analysis = new Analysis(name, revision, "Running", "", "", now);
            analysisCounts = true;
        } else if (faults.failsAnalyses()) {
            String why = "Metric \"success-rate\" assessed Failed due to failed (1) > failureLimit (0)";
            analysis = analysis.ended("Failed", why, "[0.82]");
            abort = true;
            abortMessage = ": Step-based analysis phase error/failed: " + why;
        } else {
            analysis = analysis.ended("Successful", "", "[0.99]");
            analysisCounts = false;
            step++;
        }
        return true;
    }

    private boolean pause(String reason, Instant now) {
        pause = reason;
        pausedSince = now;
        controllerPause = true;
        return true;
    }

    /**
     * What the Lua script of an action does ({@code resource_customizations/argoproj.io/Rollout/actions/<action>/action.lua} of Argo CD).
     *
     * @return whether there is such an action
     */
    boolean run(String action) {
        switch (action) {
            case "resume" -> pause = "";
            case "promote-full" -> promoteFull = true;
            case "abort" -> {
                abort = true;
                abortMessage = "";
            }
            case "retry" -> abort = reconciledAbort = analysisCounts = false;
            default -> {
                return false;
            }
        }
        changes++;
        return true;
    }

    private JsonNode steps() {
        return strategy.path("canary").path("steps");
    }

    String phase() {
        if (reconciledAbort) {
            return "Degraded";
        }
        if (!pause.isEmpty()) {
            return "Paused";
        }
        return stable == workload.current().number && observed == generation && !workload.hasOldPods()
                ? "Healthy"
                : "Progressing";
    }

    String message() {
        return switch (phase()) {
            case "Degraded" -> ABORTED + workload.current().number + abortMessage;
            case "Paused" -> pause;
            case "Progressing" -> "more replicas need to be updated";
            default -> "";
        };
    }

    /** As {@code resource_customizations/argoproj.io/Rollout/health.lua} of Argo CD says it. */
    String health() {
        return observed != generation ? "Progressing" : phase().equals("Paused") ? "Suspended" : phase();
    }

    String healthMessage() {
        return observed != generation ? "Waiting for rollout spec update to be observed" : message();
    }

    ObjectNode manifest(String namespace) {
        ObjectNode manifest =
                Json.object().put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Rollout");
        manifest.putObject("metadata")
                .put("name", workload.name)
                .put("namespace", namespace)
                .put("generation", generation)
                .put("resourceVersion", resourceVersion())
                .putObject("annotations")
                .put("rollout.argoproj.io/revision", Integer.toString(workload.current().number));
        ObjectNode spec = manifest.putObject("spec").put("replicas", 1);
        spec.set("strategy", strategy);
        spec.putObject("template")
                .putObject("spec")
                .putArray("containers")
                .addObject()
                .put("name", "main")
                .put("image", workload.image());
        manifest.set("status", status());
        return manifest;
    }

    private ObjectNode status() {
        ObjectNode status = Json.object()
                .put("phase", phase())
                .put("message", message())
                .put("currentPodHash", workload.current().hash)
                .put("observedGeneration", Long.toString(observed));
        if (stable > 0) {
            status.put("stableRS", workload.generations.get(stable - 1).hash);
        }
        if (!steps().isEmpty()) {
            status.put("currentStepIndex", step);
        }
        if (!pause.isEmpty()) {
            ArrayNode conditions = status.putArray("pauseConditions");
            conditions.addObject().put("reason", pause).put("startTime", String.valueOf(pausedSince));
        }
        if (controllerPause) {
            status.put("controllerPause", true);
        }
        if (abort) {
            status.put("abort", true);
        }
        if (promoteFull) {
            status.put("promoteFull", true);
        }
        ObjectNode canary = status.putObject("canary");
        if (analysis != null && analysisCounts) {
            canary.putObject("currentStepAnalysisRunStatus")
                    .put("name", analysis.name())
                    .put("status", analysis.phase())
                    .put("message", analysis.message());
        }
        status.putObject("blueGreen");
        return status;
    }

    /** Of the analysis run; {@code pkg/apis/rollouts/v1alpha1/analysis_types.go}. */
    static ObjectNode manifest(Analysis analysis, String namespace) {
        ObjectNode manifest =
                Json.object().put("apiVersion", "argoproj.io/v1alpha1").put("kind", "AnalysisRun");
        manifest.putObject("metadata").put("name", analysis.name()).put("namespace", namespace);
        ObjectNode status = manifest.putObject("status").put("phase", analysis.phase());
        if (!analysis.message().isEmpty()) {
            status.put("message", analysis.message());
        }
        ObjectNode metric = status.putArray("metricResults")
                .addObject()
                .put("name", "success-rate")
                .put("phase", analysis.phase());
        if (!analysis.value().isEmpty()) {
            metric.putArray("measurements")
                    .addObject()
                    .put("phase", analysis.phase())
                    .put("value", analysis.value());
        }
        return manifest;
    }
}
