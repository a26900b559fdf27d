package io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes;

import io.jenkins.plugins.argoimageupdate.engine.golang.Timestamps;
import io.jenkins.plugins.argoimageupdate.engine.registry.VendorApi;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Quay: {@code /api/v1/repository/<repository>/tag/}, which lists the tag that changed last first. */
public final class QuayPushTimes implements PushTimeSource {

    private final URI base;

    public QuayPushTimes(URI base) {
        this.base = base;
    }

    @Override
    public Optional<PushedTags> tags(Query query) throws InterruptedException {
        String address =
                base + "/api/v1/repository/" + query.repository() + "/tag/?onlyActiveTags=true&limit=100&page=";
        Optional<VendorApi.Page> page = query.api().get(URI.create(address + 1), "");
        if (page.isEmpty()) {
            return Optional.empty();
        }
        PushedTags tags = new PushedTags(query.wanted());
        for (int count = 1; page.isPresent() && count <= PushedTags.MAX_PAGES; count++) {
            Optional<Instant> last = Optional.empty();
            for (JsonNode tag : page.get().body().path("tags")) {
                long start = tag.path("start_ts").asLong(0);
                Optional<Instant> pushed = start > 0 ? Timestamps.ofEpochSecond(start) : Optional.empty();
                last = pushed.isPresent() ? pushed : last;
                tags.add(Json.text(tag, "name"), pushed, Json.text(tag, "manifest_digest"));
            }
            boolean more = page.get().body().path("has_additional").asBoolean(false);
            page = more && !tags.isDecided(last)
                    ? query.api().get(URI.create(address + (count + 1)), "")
                    : Optional.empty();
        }
        return Optional.of(tags);
    }
}
