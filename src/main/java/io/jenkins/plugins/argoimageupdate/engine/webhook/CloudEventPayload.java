package io.jenkins.plugins.argoimageupdate.engine.webhook;

import static io.jenkins.plugins.argoimageupdate.engine.webhook.Payload.needed;
import static io.jenkins.plugins.argoimageupdate.engine.webhook.Payload.text;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** CloudEvents in structured mode: those that Amazon EventBridge makes of ECR's, and others about images or containers. */
final class CloudEventPayload {

    private static final String ECR = "com.amazon.ecr.";

    private CloudEventPayload() {}

    static List<PushEvent> read(WebhookRequest request, JsonNode payload) {
        if (EventBridgePayload.isOne(payload)) {
            return EventBridgePayload.read(request, payload);
        }
        needed(text(payload, "specversion"), "specversion");
        String type = needed(text(payload, "type"), "type");
        boolean ecr = type.startsWith(ECR);
        if (!ecr && !type.contains("container") && !type.contains("image")) {
            throw WebhookRefusedException.ignored("ignored: only events of images or containers are of interest");
        }
        JsonNode data = Payload.member(payload, "data");
        if (!data.isObject() && !data.isNull() && !data.isMissingNode()) {
            throw new WebhookRefusedException(400, "in the payload, data is no object");
        }
        String[] subject = text(payload, "subject").split(":", 2);
        String repository = first(data, "repositoryName", ecr ? "" : "repository");
        String tag = first(data, "imageTag", ecr ? "" : "tag");
        if (subject.length == 2) {
            repository = repository.isEmpty() ? subject[0] : repository;
            tag = tag.isEmpty() ? subject[1] : tag;
        }
        String source = text(payload, "source");
        String registry = ecr ? ecrRegistry(source, loose(data, "registryId")) : registry(source, data);
        return List.of(new PushEvent(
                needed(registry, "registry"),
                needed(repository, "repository name"),
                needed(tag, "tag"),
                Payload.member(data, "imageDigest").isString() || ecr
                        ? loose(data, "imageDigest")
                        : loose(data, "digest")));
    }

    /** The data of other people's events is not ours to be strict about: what is no text counts as missing. */
    private static String loose(JsonNode data, String field) {
        return data.path(field).isString() ? data.path(field).asString() : "";
    }

    private static String first(JsonNode data, String one, String other) {
        String value = loose(data, one);
        return value.isEmpty() && !other.isEmpty() ? loose(data, other) : value;
    }

    /** From {@code urn:aws:ecr:<region>:<account>:repository/<name>}; the registry's own ID is surer than the account. */
    private static String ecrRegistry(String source, String registryId) {
        String[] parts = source.split(":", -1);
        boolean arn = source.startsWith("urn:aws:ecr:") || source.startsWith("arn:aws:ecr:");
        if (!arn || parts.length < 5) {
            return "";
        }
        return EventBridgePayload.registry(registryId.isEmpty() ? parts[4] : registryId, parts[3]);
    }

    private static String registry(String source, JsonNode data) {
        for (String field : List.of("registryUrl", "registry")) {
            if (data.path(field).isString()) {
                return data.path(field).asString();
            }
        }
        boolean url = source.startsWith("http://") || source.startsWith("https://");
        String host = Payload.host(source);
        return url || host.contains(".") ? host : "";
    }
}
