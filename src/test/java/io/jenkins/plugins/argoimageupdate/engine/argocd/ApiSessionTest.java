package io.jenkins.plugins.argoimageupdate.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.StatusJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.Test;

public class ApiSessionTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @Test
    public void anEndThatCannotBeIsNone() throws Exception {
        for (String end : List.of(
                "9223372036854775807",
                "-9223372036854775808",
                "31556889864403199",
                "9223372036854775808",
                "1e999999999",
                "1.5",
                "-1",
                "\"soon\"",
                "9".repeat(99),
                "9".repeat(9_999),
                "null",
                "{}")) {
            ApiSession session = new ApiSession(new ArgoCdCredentials.UserPassword("admin", "secret"), CLOCK);

            assertThat(session.token(login ->
                            JsonAnswers.MAPPER.createObjectNode().put("token", token("{\"exp\":" + end + "}"))))
                    .as(end)
                    .startsWith("e30.");
        }
    }

    @Test
    public void datesOfApplicationsThatCannotBeAreNotKnown() throws Exception {
        for (String date : List.of(
                "+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "soon", "1")) {
            var health = JsonAnswers.MAPPER.createObjectNode().put("lastTransitionTime", date);

            assertThat(JsonAnswers.instant(health, "lastTransitionTime"))
                    .as(date)
                    .isNull();
        }
    }

    @Test
    public void countsThatCannotBeAreNone() throws Exception {
        for (String count : List.of("9223372036854775808", "1e999999999", "-1e999999999", "\"many\"", "{}", "null")) {
            var json = JsonAnswers.MAPPER.readTree(
                    "{\"status\":{\"operationState\":{\"phase\":\"Running\",\"retryCount\":" + count + "}}}");

            assertThat(StatusJson.status(json).operation().retries()).as(count).isZero();
        }
    }

    private static String token(String claims) {
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".e30";
    }
}
