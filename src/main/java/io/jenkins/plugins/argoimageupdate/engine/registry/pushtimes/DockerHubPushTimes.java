package io.jenkins.plugins.argoimageupdate.engine.registry.pushtimes;

import io.jenkins.plugins.argoimageupdate.engine.golang.Timestamps;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestHeaders;
import io.jenkins.plugins.argoimageupdate.engine.registry.VendorApi;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Docker Hub: {@code /v2/repositories/<repository>/tags}, which lists the tag pushed last first. */
final class DockerHubPushTimes implements PushTimeSource {

    private final URI base;

    DockerHubPushTimes(URI base) {
        this.base = base;
    }

    @Override
    public Optional<PushedTags> tags(Query query) throws InterruptedException {
        String first = base + "/v2/repositories/" + query.repository() + "/tags?page_size=100&ordering=last_updated";
        Optional<VendorApi.Page> page = query.api().get(URI.create(first), "");
        String authorization = "";
        if (page.isEmpty() && query.api().login().hasPassword()) {
            authorization = authorization(query.api());
            page = query.api().get(URI.create(first), authorization);
        }
        if (page.isEmpty()) {
            return Optional.empty();
        }
        PushedTags tags = new PushedTags(query.wanted());
        for (int count = 1; page.isPresent() && count <= PushedTags.MAX_PAGES; count++) {
            Optional<Instant> last = Optional.empty();
            for (JsonNode tag : page.get().body().path("results")) {
                last = Timestamps.parse(Json.text(tag, "last_updated"));
                String pushed = Json.text(tag, "tag_last_pushed");
                tags.add(
                        Json.text(tag, "name"),
                        pushed.isEmpty() ? Json.text(tag, "last_updated") : pushed,
                        Json.text(tag, "digest"));
            }
            boolean more = !Json.text(page.get().body(), "next").isEmpty();
            page = more && !tags.isDecided(last)
                    ? query.api().get(URI.create(first + "&page=" + (count + 1)), authorization)
                    : Optional.empty();
        }
        return Optional.of(tags);
    }

    private String authorization(VendorApi api) throws InterruptedException {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("identifier", api.login().username())
                .put("secret", api.login().password())
                .toString();
        return api.post(URI.create(base + "/v2/auth/token"), "", body)
                .map(page -> Json.text(page.body(), "access_token"))
                .filter(RequestHeaders::isToken)
                .map(token -> "Bearer " + token)
                .orElse("");
    }
}
