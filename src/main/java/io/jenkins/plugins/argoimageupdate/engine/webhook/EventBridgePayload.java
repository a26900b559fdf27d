package io.jenkins.plugins.argoimageupdate.engine.webhook;

import static io.jenkins.plugins.argoimageupdate.engine.webhook.Payload.needed;
import static io.jenkins.plugins.argoimageupdate.engine.webhook.Payload.text;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Events of Amazon ECR as EventBridge hands them to an API destination, without an input transformer. */
final class EventBridgePayload {

    private EventBridgePayload() {}

    static boolean isOne(JsonNode payload) {
        return payload.has("detail-type") && payload.path("detail").isObject();
    }

    /** A push without a tag has its digest alone. */
    static List<PushEvent> read(WebhookRequest request, JsonNode payload) {
        JsonNode detail = payload.path("detail");
        boolean pushed = text(detail, "action-type").equals("PUSH")
                && !text(detail, "result").equals("FAILURE");
        if (!text(payload, "source").equals("aws.ecr") || !pushed) {
            throw WebhookRefusedException.ignored("ignored: only pushes to Amazon ECR are of interest");
        }
        String registry =
                registry(needed(text(payload, "account"), "account"), needed(text(payload, "region"), "region"));
        return List.of(new PushEvent(
                registry,
                needed(text(detail, "repository-name"), "repository name"),
                text(detail, "image-tag"),
                text(detail, "image-digest")));
    }

    /** The host of a private registry; those in China are below a domain of their own. */
    static String registry(String account, String region) {
        return account + ".dkr.ecr." + region + ".amazonaws.com" + (region.startsWith("cn-") ? ".cn" : "");
    }
}
