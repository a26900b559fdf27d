package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Google Artifact Registry and Container Registry: their tag list itself tells when each manifest was uploaded. */
final class GooglePushTimes implements PushTimeSource {

    @Override
    public Optional<PushedTags> tags(Query query) throws InterruptedException {
        PushedTags tags = new PushedTags(query.wanted());
        query.client().tags(query.repository(), page -> {
            for (Map.Entry<String, JsonNode> manifest : page.path("manifest").properties()) {
                long uploaded = milliseconds(manifest.getValue().path("timeUploadedMs"));
                for (JsonNode tag : manifest.getValue().path("tag")) {
                    if (uploaded > 0) {
                        tags.add(tag.asString(), Instant.ofEpochMilli(uploaded), manifest.getKey());
                    }
                }
            }
        });
        return tags.list().isEmpty() ? Optional.empty() : Optional.of(tags);
    }

    private static long milliseconds(JsonNode value) {
        return value.isString() && value.stringValue().matches("[0-9]{1,15}")
                ? Long.parseLong(value.stringValue())
                : value.asLong(0);
    }
}
