package io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes;

import io.jenkins.plugins.argoimageupdate.engine.golang.Timestamps;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.registry.VendorApi;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * GitLab: the API of its container registry, {@code /gitlab/v1/repositories/<repository>/tags/list/}, where the registry has
 * its metadata database. The same credentials as for pulling do.
 */
final class GitLabPushTimes implements PushTimeSource {

    private final URI base;

    GitLabPushTimes(URI base) {
        this.base = base;
    }

    @Override
    public Optional<PushedTags> tags(Query query) throws InterruptedException {
        URI first = URI.create(
                base + "/gitlab/v1/repositories/" + query.repository() + "/tags/list/?n=100&sort=-published_at");
        Optional<VendorApi.Page> page = get(query, first);
        if (page.isEmpty()) {
            return Optional.empty();
        }
        PushedTags tags = new PushedTags(query.wanted());
        for (int count = 1; page.isPresent() && count <= PushedTags.MAX_PAGES; count++) {
            Optional<Instant> last = Optional.empty();
            for (JsonNode tag : page.get().body()) {
                last = Timestamps.parse(published(tag));
                tags.add(Json.text(tag, "name"), published(tag), Json.text(tag, "digest"));
            }
            Optional<URI> next = page.get().next();
            page = next.isPresent() && !tags.isDecided(last) ? get(query, next.get()) : Optional.empty();
        }
        return Optional.of(tags);
    }

    private static Optional<VendorApi.Page> get(Query query, URI address) throws InterruptedException {
        return query.api()
                .page(
                        query.client()
                                .get(
                                        RequestKind.PUSH_TIMES,
                                        address,
                                        query.repository(),
                                        query.api().attempted()),
                        address);
    }

    private static String published(JsonNode tag) {
        for (String field : new String[] {"published_at", "updated_at", "created_at"}) {
            if (!Json.text(tag, field).isEmpty()) {
                return Json.text(tag, field);
            }
        }
        return "";
    }
}
