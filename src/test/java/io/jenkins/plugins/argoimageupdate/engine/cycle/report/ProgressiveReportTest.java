package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutManifests;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.AnalysisRun;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRolloutJson;
import java.time.Instant;
import java.util.List;
import org.junit.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rollouts of Argo Rollouts in reports that are kept as JSON. */
public class ProgressiveReportTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    public void aReportComesBackAsItWasKept() {
        ProgressiveRollout rollout = ProgressiveRolloutJson.read(RolloutManifests.named("suspended_v1.0_pausedRollout"))
                .with(AnalysisRun.of(RolloutManifests.named("failedAnalysisRunWithStatusMessage")));
        RolloutReport report = report(List.of(rollout));
        JsonNode json = MAPPER.readTree(MAPPER.writeValueAsString(report));
        assertThat(json.path("progressive").path(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "group",
                        "kind",
                        "namespace",
                        "name",
                        "strategy",
                        "phase",
                        "message",
                        "steps",
                        "pause",
                        "aborted",
                        "promoted",
                        "analyses");
        assertThat(json.path("progressive").path(0).path("analyses").path(0).propertyNames())
                .containsExactlyInAnyOrder("name", "phase", "message", "metrics");
        assertThat(MAPPER.readValue(json.toString(), RolloutReport.class)).isEqualTo(report);
    }

    @Test
    public void aReportWithoutRolloutsIsAsItAlwaysWas() {
        String json = MAPPER.writeValueAsString(report(List.of()));
        assertThat(json).doesNotContain("progressive");
        assertThat(MAPPER.readValue(json, RolloutReport.class).progressive()).isEmpty();
    }

    private static RolloutReport report(List<ProgressiveRollout> progressive) {
        return new RolloutReport("1", "Synced", "Suspended", NOW, NOW, NOW, List.of(), List.of(), progressive, null);
    }
}
