package io.jenkins.plugins.argoimageupdate.engine.webhook;

import static io.jenkins.plugins.argoimageupdate.engine.webhook.Payload.needed;
import static io.jenkins.plugins.argoimageupdate.engine.webhook.Payload.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The formats of servers that hold more than images. How images name such a server is often only known where it is set up: {@code
 * registry_url} in the webhook's address says it.
 */
final class RepositoryManagerPayloads {

    private static final Set<String> NEXUS_PUSHES = Set.of("CREATED", "UPDATED");

    private RepositoryManagerPayloads() {}

    /** Artifactory's repository is part of the image's path, or of the host's name, whichever way its proxy is set up. */
    static List<PushEvent> artifactory(WebhookRequest request, JsonNode payload) {
        if (!text(payload, "domain").equals("docker")
                || !text(payload, "event_type").equals("pushed")) {
            throw WebhookRefusedException.ignored("ignored: only pushed Docker tags are of interest");
        }
        JsonNode data = payload.path("data");
        String image = needed(text(data, "image_name"), "data.image_name");
        String tag = needed(text(data, "tag"), "data.tag");
        String host = Payload.host(text(payload, "jpd_origin"));
        String registry = Payload.registry(request, host);
        String repository = text(data, "repo_key");
        if (!registry.equals(host) || repository.isEmpty()) {
            return List.of(new PushEvent(registry, image, tag, ""));
        }
        return List.of(
                new PushEvent(host, repository + "/" + image, tag, ""),
                new PushEvent(repository + "." + host, image, tag, ""));
    }

    /** Nexus says neither its host nor the port of the repository's connector. */
    static List<PushEvent> nexus(WebhookRequest request, JsonNode payload) {
        JsonNode component = payload.path("component");
        if (!text(component, "format").equals("docker") || !NEXUS_PUSHES.contains(text(payload, "action"))) {
            throw WebhookRefusedException.ignored("ignored: only new Docker components are of interest");
        }
        return List.of(new PushEvent(
                Payload.registry(request, ""),
                needed(text(component, "name"), "component.name"),
                needed(text(component, "version"), "component.version"),
                ""));
    }

    /** Gitea and Forgejo. The version of a push without a tag is its digest. */
    static List<PushEvent> gitea(WebhookRequest request, JsonNode payload) {
        JsonNode pushed = payload.path("package");
        if (!text(pushed, "type").equals("container")
                || !text(payload, "action").equals("created")) {
            throw WebhookRefusedException.ignored("ignored: only new container packages are of interest");
        }
        String owner = text(pushed, "owner", "login");
        String name = needed(text(pushed, "name"), "package.name");
        String version = needed(text(pushed, "version"), "package.version");
        boolean tagged = !version.startsWith("sha256:");
        return List.of(new PushEvent(
                Payload.registry(request, Payload.host(text(pushed, "html_url"))),
                (owner.isEmpty() ? name : owner + "/" + name).toLowerCase(Locale.ROOT),
                tagged ? version : "",
                tagged ? "" : version));
    }
}
