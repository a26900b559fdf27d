package io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes;

import io.jenkins.plugins.argoimageupdate.engine.registry.VendorApi;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Json;
import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Harbor: the artifacts of its API 2.0. They come in the order in which they were pushed, but a tag may have been put on an
 * old one later, so that all pages are read.
 */
final class HarborPushTimes implements PushTimeSource {

    private final URI base;

    HarborPushTimes(URI base) {
        this.base = base;
    }

    @Override
    public Optional<PushedTags> tags(Query query) throws InterruptedException {
        int slash = query.repository().indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String name = query.repository().substring(slash + 1).replace("/", "%252F");
        URI first = URI.create(base + "/api/v2.0/projects/" + query.repository().substring(0, slash) + "/repositories/"
                + name + "/artifacts?page_size=100&with_tag=true&sort=-push_time");
        String authorization =
                query.api().login().hasPassword() ? query.api().login().basic() : "";
        Optional<VendorApi.Page> page = query.api().get(first, authorization);
        if (page.isEmpty()) {
            return Optional.empty();
        }
        PushedTags tags = new PushedTags(query.wanted());
        for (int count = 1; page.isPresent() && count <= PushedTags.MAX_PAGES; count++) {
            for (JsonNode artifact : page.get().body()) {
                for (JsonNode tag : artifact.path("tags")) {
                    String pushed = Json.text(tag, "push_time");
                    tags.add(
                            Json.text(tag, "name"),
                            pushed.isEmpty() ? Json.text(artifact, "push_time") : pushed,
                            Json.text(artifact, "digest"));
                }
            }
            Optional<URI> next = page.get().next();
            page = next.isPresent() ? query.api().get(next.get(), authorization) : Optional.empty();
        }
        return Optional.of(tags);
    }
}
