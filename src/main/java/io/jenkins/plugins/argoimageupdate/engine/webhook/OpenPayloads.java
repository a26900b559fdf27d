package io.jenkins.plugins.argoimageupdate.engine.webhook;

import static io.jenkins.plugins.argoimageupdate.engine.webhook.Payload.needed;
import static io.jenkins.plugins.argoimageupdate.engine.webhook.Payload.text;

import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Formats that are no single registry's: distribution notifications, and what a pipeline can send itself. */
final class OpenPayloads {

    private static final int BAD_REQUEST = 400;

    private OpenPayloads() {}

    /**
     * The events envelope of CNCF Distribution, which GitLab's, Harbor's older and many other registries send. It also carries
     * pulls and layers; these are no fault, and the registry would repeat what is refused.
     */
    static List<PushEvent> distribution(WebhookRequest request, JsonNode payload) {
        List<PushEvent> events = new ArrayList<>();
        for (JsonNode event : Payload.list(payload, "events")) {
            JsonNode target = Payload.member(event, "target");
            if (text(event, "action").equals("push") && !text(target, "tag").isEmpty()) {
                String host = text(event, "request", "host");
                events.add(new PushEvent(
                        host.isEmpty() ? Payload.host(text(target, "url")) : host,
                        needed(text(target, "repository"), "repository name"),
                        text(target, "tag"),
                        text(target, "digest")));
            }
        }
        return List.copyOf(events);
    }

    /**
     * {@code {"image": "ghcr.io/org/app:1.2"}}, {@code {"images": [...]}} with such texts, or registry, repository, tag and
     * digest as fields; and what another sender sends that shows by its fields which one it is.
     */
    static List<PushEvent> generic(WebhookRequest request, JsonNode payload) {
        List<PushEvent> events = new ArrayList<>();
        for (JsonNode image : Payload.list(payload, "images")) {
            events.add(image(image.isString() ? image.asString() : ""));
        }
        if (payload.has("image")) {
            events.add(image(text(payload, "image")));
        }
        Optional<PayloadReader> known = events.isEmpty() ? KnownShape.of(payload) : Optional.empty();
        if (known.isPresent()) {
            return known.get().read(request, payload);
        }
        if (payload.hasNonNull("repository")) {
            events.add(new PushEvent(
                    text(payload, "registry"),
                    needed(text(payload, "repository"), "repository name"),
                    text(payload, "tag"),
                    text(payload, "digest")));
        }
        if (events.isEmpty()) {
            throw new WebhookRefusedException(
                    BAD_REQUEST,
                    "the payload has no image, images or repository; send {\"image\": \"ghcr.io/org/app:1.2\"}, or choose the type"
                            + " of the webhook that fits the sender");
        }
        return List.copyOf(events);
    }

    /** @param text with registry */
    static PushEvent image(String text) {
        try {
            ImageReference image = ImageReference.parse(needed(text, "image name"));
            ImageTag tag = image.tag();
            return new PushEvent(
                    image.registry(),
                    needed(image.name(), "image name"),
                    tag == null ? "" : tag.name(),
                    tag == null ? "" : tag.digest());
        } catch (UpdateException e) { // its message would quote the body
            throw new WebhookRefusedException(BAD_REQUEST, "in the payload, an image cannot be read");
        }
    }
}
