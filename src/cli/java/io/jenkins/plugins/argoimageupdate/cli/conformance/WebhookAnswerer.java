package io.jenkins.plugins.argoimageupdate.cli.conformance;

import io.jenkins.plugins.argoimageupdate.engine.webhook.PushEvent;
import io.jenkins.plugins.argoimageupdate.engine.webhook.RegistryWebhook;
import io.jenkins.plugins.argoimageupdate.engine.webhook.WebhookRefusedException;
import io.jenkins.plugins.argoimageupdate.engine.webhook.WebhookRequest;
import io.jenkins.plugins.argoimageupdate.engine.webhook.WebhookType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which push a request to the webhook tells of; of several the first, which is the one the Image Updater looks at. */
final class WebhookAnswerer implements Answerer {

    @Override
    public JsonNode answer(JsonNode input) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        try {
            List<PushEvent> events = webhook(input).receive(request(input));
            if (events.isEmpty()) {
                return answer.put("error", "202 accepted, nothing was pushed");
            }
            PushEvent event = events.get(0);
            return answer.put("registry", event.registry())
                    .put("repository", event.repository())
                    .put("tag", event.tag())
                    .put("digest", event.digest());
        } catch (WebhookRefusedException refused) {
            return answer.put("error", refused.status() + " " + refused.getMessage());
        }
    }

    private static RegistryWebhook webhook(JsonNode input) {
        Map<WebhookType, String> secrets = new EnumMap<>(WebhookType.class);
        Arrays.stream(WebhookType.values())
                .forEach(type ->
                        secrets.put(type, input.path("secrets").path(type.id()).asString("")));
        return new RegistryWebhook(secrets, input.path("requireSecret").asBoolean(false));
    }

    private static WebhookRequest request(JsonNode input) {
        Map<String, String> headers = new HashMap<>();
        input.path("headers")
                .properties()
                .forEach(h -> headers.put(h.getKey(), h.getValue().asString("")));
        String[] url = input.path("url").asString("").split("\\?", 2);
        byte[] body = input.path("body").asString("").getBytes(StandardCharsets.UTF_8);
        return new WebhookRequest(input.path("method").asString(""), url.length < 2 ? "" : url[1], headers, body);
    }
}
