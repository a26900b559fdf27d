package io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes;

import io.jenkins.plugins.argoimageupdate.engine.http.RequestHeaders;
import io.jenkins.plugins.argoimageupdate.engine.registry.VendorApi;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Json;
import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * GitHub's container registry: the versions of the package, by GitHub's REST API. It wants a token that may read packages
 * even for public ones; the password for the registry is such a token. All pages are read, as their order is not promised.
 */
final class GitHubPushTimes implements PushTimeSource {

    private final URI base;

    GitHubPushTimes(URI base) {
        this.base = base;
    }

    @Override
    public Optional<PushedTags> tags(Query query) throws InterruptedException {
        int slash = query.repository().indexOf('/');
        if (slash < 0 || !query.api().login().hasPassword()) {
            return Optional.empty();
        }
        String authorization = RequestHeaders.bearer(
                query.api().login().password(), query.api().attempted());
        String owner = query.repository().substring(0, slash);
        String versions = "/packages/container/"
                + query.repository().substring(slash + 1).replace("/", "%2F") + "/versions?per_page=100";
        Optional<VendorApi.Page> page = query.api().get(URI.create(base + "/orgs/" + owner + versions), authorization);
        if (page.isEmpty()) {
            page = query.api().get(URI.create(base + "/users/" + owner + versions), authorization);
        }
        if (page.isEmpty()) {
            return Optional.empty();
        }
        PushedTags tags = new PushedTags(query.wanted());
        for (int count = 1; page.isPresent() && count <= PushedTags.MAX_PAGES; count++) {
            for (JsonNode version : page.get().body()) {
                String updated = Json.text(version, "updated_at");
                for (JsonNode tag : version.path("metadata").path("container").path("tags")) {
                    tags.add(
                            tag.asString(""),
                            updated.isEmpty() ? Json.text(version, "created_at") : updated,
                            Json.text(version, "name"));
                }
            }
            Optional<URI> next = page.get().next();
            page = next.isPresent() ? query.api().get(next.get(), authorization) : Optional.empty();
        }
        return Optional.of(tags);
    }
}
