package io.jenkins.plugins.argoimageupdate.engine.webhook;

import io.jenkins.plugins.argoimageupdate.engine.fuzz.FuzzInput;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** What registries send. */
public final class WebhookFuzz {

    private WebhookFuzz() {}

    /**
     * The query in the first line, the content type in the second, then the body, for each sender with its secret and without; refused by a
     * {@link WebhookRefusedException}.
     */
    public static void request(byte[] input) {
        String[] lines = FuzzInput.lines(FuzzInput.text(input), 3);
        byte[] body = lines[2].getBytes(StandardCharsets.UTF_8);
        Map<WebhookType, String> secrets = new EnumMap<>(WebhookType.class);
        for (WebhookType type : WebhookType.values()) {
            secrets.put(type, "secret");
            receive(new RegistryWebhook(Map.of(), false), "type=" + type.id() + "&" + lines[0], lines[1], body);
        }
        receive(new RegistryWebhook(secrets, true), lines[0], lines[1], body);
    }

    private static void receive(RegistryWebhook webhook, String query, String contentType, byte[] body) {
        Map<String, String> headers = Map.of(
                "Content-Type", contentType.isEmpty() ? "application/json" : contentType, "Authorization", contentType);
        try {
            webhook.receive(new WebhookRequest("POST", query, headers, body));
        } catch (WebhookRefusedException e) {
            // told as such
        }
    }
}
