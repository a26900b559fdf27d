package io.jenkins.plugins.argoimageupdate.engine.webhook;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Tells senders by the fields that nobody else has. */
final class KnownShape {

    private KnownShape() {}

    /** The reader of such a payload. */
    static Optional<PayloadReader> of(JsonNode payload) {
        if (payload.has("event_type") && payload.path("data").has("image_name")) {
            return Optional.of(RepositoryManagerPayloads::artifactory);
        }
        if (payload.path("component").has("format")) {
            return Optional.of(RepositoryManagerPayloads::nexus);
        }
        if (payload.path("package").has("version")) {
            return Optional.of(RepositoryManagerPayloads::gitea);
        }
        if (payload.path("message").has("data")) {
            return Optional.of(PubSubPayload::read);
        }
        return EventBridgePayload.isOne(payload) ? Optional.of(EventBridgePayload::read) : Optional.empty();
    }
}
