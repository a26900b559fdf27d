package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.image.Timestamps;
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
                    tags.add(
                            tag.asString(""),
                            uploaded > 0 ? Timestamps.ofEpochMilli(uploaded) : Optional.empty(),
                            manifest.getKey());
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
