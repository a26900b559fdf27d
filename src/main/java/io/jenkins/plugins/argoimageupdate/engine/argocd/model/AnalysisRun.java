package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An {@code AnalysisRun} of Argo Rollouts: measurements that decide whether a {@link ProgressiveRollout} goes on.
 *
 * @param phase {@code Pending}, {@code Running}, {@code Successful}, {@code Failed}, {@code Error} or {@code Inconclusive}
 * @param message why; empty for none
 * @param metrics what it measures; empty where it was not asked for
 */
public record AnalysisRun(String name, String phase, String message, List<Metric> metrics) {

    /** As many as a page or a message has use for. */
    private static final int MOST_METRICS = 50;

    public AnalysisRun {
        name = CleanText.line(name);
        phase = CleanText.line(phase);
        message = ArgoCdMessages.quoted(message);
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
    }

    /**
     * One thing that is measured.
     *
     * @param phase as of the run
     * @param message why; empty for none
     * @param value measured last; empty for none
     */
    public record Metric(String name, String phase, String message, String value) {

        public Metric {
            name = CleanText.line(name);
            phase = CleanText.line(phase);
            message = ArgoCdMessages.quoted(message);
            value = ArgoCdMessages.quoted(value);
        }

        /** Whether it decides against the new version. */
        public boolean hasFailed() {
            return AnalysisRun.isFailure(phase);
        }

        /** {@code metric success-rate is Failed: why (last value 0.82)}. */
        @Override
        public String toString() {
            return "metric " + name + " is " + phase + (message.isEmpty() ? "" : ": " + message)
                    + (value.isEmpty() ? "" : " (last value " + value + ")");
        }
    }

    /** Reads a manifest with its {@code status}, as of {@code pkg/apis/rollouts/v1alpha1/analysis_types.go} of Argo Rollouts. */
    public static AnalysisRun of(JsonNode manifest) {
        JsonNode status = manifest.path("status");
        return new AnalysisRun(
                JsonAnswers.text(manifest.path("metadata"), "name"),
                JsonAnswers.text(status, "phase"),
                JsonAnswers.text(status, "message"),
                status.path("metricResults")
                        .valueStream()
                        .filter(metric -> !metric.path("dryRun").asBoolean(false))
                        .limit(MOST_METRICS)
                        .map(AnalysisRun::metric)
                        .toList());
    }

    private static Metric metric(JsonNode result) {
        JsonNode measurements = result.path("measurements");
        JsonNode last = measurements.path(measurements.size() - 1);
        String message = JsonAnswers.text(result, "message");
        return new Metric(
                JsonAnswers.text(result, "name"),
                JsonAnswers.text(result, "phase"),
                message.isEmpty() ? JsonAnswers.text(last, "message") : message,
                JsonAnswers.text(last, "value"));
    }

    /** Whether it decided against the new version. */
    public boolean hasFailed() {
        return isFailure(phase);
    }

    private static boolean isFailure(String phase) {
        return phase.equals("Failed") || phase.equals("Error");
    }

    /** Why it failed: of its metrics where they are known, else its message; {@code AnalysisRun/web-2-1 is Failed: …}. */
    public String describe() {
        String why = metrics.stream()
                .filter(Metric::hasFailed)
                .findFirst()
                .map(Metric::toString)
                .orElse("");
        String rest = why.isEmpty() ? message : message.isEmpty() ? why : why + "; " + message;
        return "AnalysisRun/" + name + " is " + phase + (rest.isEmpty() ? "" : ": " + rest);
    }
}
