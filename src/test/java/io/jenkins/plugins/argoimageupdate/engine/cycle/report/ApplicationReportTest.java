package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

public class ApplicationReportTest {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String URL = "https://argocd.example.com/applications/argocd/web";

    @Test
    public void itsJsonHasTheMembersOfItsSubjectBesideTheOthers() {
        ApplicationReport report = new ApplicationReport(
                new ApplicationSubject("web", "argocd", "default", "production", URL),
                List.of(),
                null,
                null,
                null,
                "Healthy",
                true,
                List.of("said once"));

        String json = MAPPER.writeValueAsString(report);

        assertThat(json).isEqualTo("""
                {"name":"web","namespace":"argocd","project":"default","argocd":"production","url":"%s","images":[],\
                "writeBack":null,"rollout":null,"failure":null,"health":"Healthy","rollsOut":true,"warnings":["said once"],\
                "written":false}""".replace("%s", URL));
        assertThat(read(json)).isEqualTo(report);
    }

    @Test
    public void readsMembersInAnyOrderAndWithoutThoseThatOlderVersionsDidNotWrite() {
        ApplicationReport report =
                read("{\"written\":true,\"rollsOut\":true,\"other\":{\"name\":\"x\"},\"images\":[],\"name\":\"web\"}");

        assertThat(report.about()).isEqualTo(new ApplicationSubject("web", "", "", "", ""));
        assertThat(report.health()).isNull();
        assertThat(report.rollsOut()).isTrue();
    }

    private static ApplicationReport read(String json) {
        return MAPPER.readValue(json, ApplicationReport.class);
    }
}
