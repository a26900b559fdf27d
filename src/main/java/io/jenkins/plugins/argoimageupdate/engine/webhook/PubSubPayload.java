package io.jenkins.plugins.argoimageupdate.engine.webhook;

import static io.jenkins.plugins.argoimageupdate.engine.webhook.Payload.text;

import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What Google's Artifact Registry publishes to the topic {@code gcr}, as a push subscription sends it: {@code action}, {@code tag} and
 * {@code digest}, with the whole names of images, as the data of a message or, with payload unwrapping, alone.
 */
final class PubSubPayload {

    private static final int BAD_REQUEST = 400;

    private PubSubPayload() {}

    static List<PushEvent> read(WebhookRequest request, JsonNode payload) {
        JsonNode data = payload.path("message").isObject() ? data(payload) : payload;
        String tag = text(data, "tag");
        String image = tag.isEmpty() ? text(data, "digest") : tag;
        if (!text(data, "action").equals("INSERT") || image.isEmpty()) {
            throw WebhookRefusedException.ignored("ignored: only inserted images are of interest");
        }
        PushEvent event = OpenPayloads.image(image);
        String digest = text(data, "digest").replaceFirst("^.*@", "");
        return List.of(new PushEvent(event.registry(), event.repository(), event.tag(), digest));
    }

    private static JsonNode data(JsonNode payload) {
        try {
            byte[] json = Base64.getDecoder().decode(text(payload, "message", "data"));
            return Payload.parse(json, "the data of the message");
        } catch (IllegalArgumentException e) {
            throw new WebhookRefusedException(BAD_REQUEST, "the data of the message is no base64");
        }
    }
}
