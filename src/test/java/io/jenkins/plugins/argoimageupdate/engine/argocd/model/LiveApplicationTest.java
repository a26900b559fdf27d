package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;
import tools.jackson.databind.json.JsonMapper;

/** What an Application's resource says of itself. */
public class LiveApplicationTest {

    @Test
    public void isComparedOnceArgoCdSaysWhenOrFoundAType() {
        assertThat(isCompared("{}")).isFalse();
        assertThat(isCompared("{\"status\": {\"sourceType\": null, \"summary\": null}}"))
                .isFalse();
        assertThat(isCompared("{\"status\": {\"reconciledAt\": \"2026-11-24T12:00:00Z\"}}"))
                .isTrue();
        assertThat(isCompared("{\"status\": {\"sourceType\": \"Helm\"}}")).isTrue();
    }

    private static boolean isCompared(String json) {
        return ApplicationJson.live(new JsonMapper().readTree(json)).isCompared();
    }
}
