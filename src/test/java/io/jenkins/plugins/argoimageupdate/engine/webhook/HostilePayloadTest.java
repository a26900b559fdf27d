package io.jenkins.plugins.argoimageupdate.engine.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.text.HostileStrings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Senders which put text that forges or hides something into each field. */
public class HostilePayloadTest {

    private static final String FIELD = "§";

    /** Each with a place for text in every field that is read. */
    private static final Map<String, String> PAYLOADS = Map.of(
            "docker.io",
            "{\"push_data\":{\"tag\":\"§\"},\"repository\":{\"repo_name\":\"§\"}}",
            "quay.io",
            "{\"repository\":\"§\",\"docker_url\":\"§/§\",\"updated_tags\":[\"§\"]}",
            "harbor",
            "{\"type\":\"PUSH_ARTIFACT\",\"event_data\":{\"resources\":[{\"tag\":\"§\",\"digest\":\"§\",\"resource_url\":\"§/§:§\"}],"
                    + "\"repository\":{\"repo_full_name\":\"§\",\"name\":\"§\",\"namespace\":\"§\"}}}",
            "ghcr.io",
            "{\"action\":\"published\",\"package\":{\"name\":\"§\",\"package_type\":\"CONTAINER\",\"owner\":{\"login\":\"§\"},"
                    + "\"package_version\":{\"container_metadata\":{\"tag\":{\"name\":\"§\"}}}}}",
            "generic",
            "{\"registry\":\"§\",\"repository\":\"§\",\"tag\":\"§\",\"digest\":\"§\",\"images\":[\"§/§:§\"]}",
            "distribution",
            "{\"events\":[{\"action\":\"push\",\"target\":{\"repository\":\"§\",\"tag\":\"§\",\"digest\":\"§\",\"url\":\"§\"},"
                    + "\"request\":{\"host\":\"§\"}}]}");

    @Test
    public void whatASenderWritesIsOneCleanLine() {
        Map<String, Integer> understood = new HashMap<>();
        PAYLOADS.forEach((type, payload) -> {
            for (long seed = 0; seed < 50; seed++) {
                String hostile = escaped(new HostileStrings(seed).next());
                try {
                    for (PushEvent event : receive(type, payload.replace(FIELD, hostile))) {
                        assertThat(List.of(event.registry(), event.repository(), event.tag(), event.digest()))
                                .allMatch(HostileStrings::isFit);
                        understood.merge(type, 1, Integer::sum);
                    }
                } catch (WebhookRefusedException e) {
                    assertThat(HostileStrings.isFit(e.getMessage())).isTrue();
                }
            }
        });
        assertThat(understood).containsKeys("docker.io", "generic", "distribution");
    }

    private static List<PushEvent> receive(String type, String payload) {
        return new RegistryWebhook(Map.of(), false)
                .receive(new WebhookRequest(
                        "POST",
                        "type=" + type,
                        Map.of("Content-Type", "application/json", "X-GitHub-Event", "package"),
                        payload.getBytes(StandardCharsets.UTF_8)));
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean plain = c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
            json.append(
                    plain
                            ? String.valueOf(c)
                            : "\\u" + Integer.toHexString(0x10000 | c).substring(1));
        }
        return json.toString();
    }
}
