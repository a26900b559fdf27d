package io.jenkins.plugins.argoimageupdate.engine.webhook;

import static io.jenkins.plugins.argoimageupdate.engine.webhook.Payload.needed;
import static io.jenkins.plugins.argoimageupdate.engine.webhook.Payload.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The formats of single registries, each documented by its vendor. */
final class RegistryPayloads {

    private static final int BAD_REQUEST = 400;
    private static final Set<String> GITHUB_EVENTS = Set.of("package", "registry_package");
    private static final Set<String> HARBOR_PUSHES = Set.of("PUSH_ARTIFACT", "harbor.artifact.pushed");

    private RegistryPayloads() {}

    static List<PushEvent> dockerHub(WebhookRequest request, JsonNode payload) {
        JsonNode repository = Payload.member(payload, "repository");
        String name = Payload.repository(
                text(repository, "repo_name"), text(repository, "namespace"), text(repository, "name"));
        String tag = needed(text(payload, "push_data", "tag"), "tag");
        return List.of(new PushEvent("docker.io", name, tag, ""));
    }

    /** GitHub names the same event {@code package} or {@code registry_package}, with a field of that name. */
    static List<PushEvent> gitHub(WebhookRequest request, JsonNode payload) {
        String event = request.header("X-GitHub-Event");
        if (event.isEmpty()) {
            throw new WebhookRefusedException(BAD_REQUEST, "the X-GitHub-Event header is missing");
        }
        if (!GITHUB_EVENTS.contains(event)) {
            throw WebhookRefusedException.ignored("ignored: only package events are of interest");
        }
        if (!text(payload, "action").equals("published")) {
            throw WebhookRefusedException.ignored("ignored: only published packages are of interest");
        }
        JsonNode published = payload.path(event);
        if (!text(published, "package_type").equalsIgnoreCase("container")) {
            throw WebhookRefusedException.ignored("ignored: only container packages are of interest");
        }
        String name = needed(text(published, "name"), "package name");
        String owner = needed(text(published, "owner", "login"), "package owner");
        JsonNode version = Payload.member(published, "package_version");
        String tag = text(version, "container_metadata", "tag", "name");
        tag = tag.isEmpty() ? text(version, "name") : tag;
        tag = needed(tag.isEmpty() ? text(version, "version") : tag, "tag");
        return List.of(new PushEvent("ghcr.io", (owner + "/" + name).toLowerCase(Locale.ROOT), tag, ""));
    }

    /** One event for each tag of the push. */
    static List<PushEvent> quay(WebhookRequest request, JsonNode payload) {
        String url = text(payload, "docker_url");
        String registry = Payload.host(url);
        List<PushEvent> events = new ArrayList<>();
        for (JsonNode tag : Payload.list(payload, "updated_tags")) {
            if (!tag.isString()) {
                throw new WebhookRefusedException(BAD_REQUEST, "in the payload, a tag is no text");
            }
            events.add(new PushEvent(
                    registry.isEmpty() ? "quay.io" : registry, text(payload, "repository"), tag.asString(), ""));
        }
        needed(events.isEmpty() ? "" : "tags", "tags");
        return List.copyOf(events);
    }

    /** Harbor's own format, and its CloudEvents format, which wraps the same data. One event for each tagged artifact. */
    static List<PushEvent> harbor(WebhookRequest request, JsonNode payload) {
        if (!HARBOR_PUSHES.contains(text(payload, "type"))) {
            throw WebhookRefusedException.ignored("ignored: only pushed artifacts are of interest");
        }
        JsonNode data = payload.path(payload.has("event_data") ? "event_data" : "data");
        JsonNode repository = Payload.member(data, "repository");
        List<PushEvent> events = new ArrayList<>();
        for (JsonNode resource : Payload.list(data, "resources")) {
            String host = Payload.host(text(resource, "resource_url"));
            if (!text(resource, "tag").isEmpty()) {
                String name = Payload.repository(
                        text(repository, "repo_full_name"), text(repository, "namespace"), text(repository, "name"));
                events.add(new PushEvent(
                        host.isEmpty() ? "harbor" : host, name, text(resource, "tag"), text(resource, "digest")));
            }
        }
        needed(events.isEmpty() ? "" : "tags", "tagged artifact");
        return List.copyOf(events);
    }

    /** Alibaba Cloud tells neither the host of an enterprise instance nor whether it is reached inside a VPC. */
    static List<PushEvent> aliyun(WebhookRequest request, JsonNode payload) {
        JsonNode repository = Payload.member(payload, "repository");
        String name = Payload.repository(
                text(repository, "repo_full_name"), text(repository, "namespace"), text(repository, "name"));
        String tag = needed(text(payload, "push_data", "tag"), "tag");
        String region = text(repository, "region");
        String registry = request.query("registry_url");
        if (registry.isEmpty() && !region.isEmpty()) {
            registry = "registry." + region + ".aliyuncs.com";
        }
        return List.of(new PushEvent(registry, name, tag, text(payload, "push_data", "digest")));
    }

    /** Azure: a push of a digest alone has no tag. */
    static List<PushEvent> azure(WebhookRequest request, JsonNode payload) {
        if (!text(payload, "action").equals("push")) {
            throw WebhookRefusedException.ignored("ignored: only pushes are of interest");
        }
        JsonNode target = Payload.member(payload, "target");
        String name = needed(text(target, "repository"), "repository name");
        return List.of(
                new PushEvent(text(payload, "request", "host"), name, text(target, "tag"), text(target, "digest")));
    }
}
