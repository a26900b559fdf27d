package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import io.jenkins.plugins.argoimageupdate.engine.webhook.PushEvent;
import io.jenkins.plugins.argoimageupdate.engine.webhook.RegistryWebhook;
import io.jenkins.plugins.argoimageupdate.engine.webhook.WebhookRefusedException;
import io.jenkins.plugins.argoimageupdate.engine.webhook.WebhookRequest;
import io.jenkins.plugins.argoimageupdate.engine.webhook.WebhookType;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.WebhookSource;
import io.jenkins.plugins.argoimageupdate.jenkins.credentials.CredentialResolver;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kohsuke.stapler.StaplerRequest2;

/** Finds out which configured source a message comes from: by its address, or without one by its type. */
final class WebhookSources {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final List<WebhookSource> candidates;
    private final boolean named;

    private WebhookSources(List<WebhookSource> candidates, boolean named) {
        this.candidates = candidates;
        this.named = named;
    }

    /**
     * A message whose sender is who it says.
     *
     * @param source its configured ID
     */
    record Message(String source, List<PushEvent> events) {}

    /**
     * Those that may have sent a request, as far as its address and its headers tell.
     *
     * @param id of the source; empty to go by the message's type, where each source of that type may have sent it
     */
    static WebhookSources of(String id, StaplerRequest2 request) {
        Stream<WebhookSource> all = ArgoImageUpdateConfiguration.get().getWebhookSources().stream();
        if (!id.isEmpty()) {
            return new WebhookSources(
                    all.filter(source -> source.getId().equals(id)).toList(), true);
        }
        String named = new WebhookRequest("POST", request.getQueryString(), Map.of(), new byte[0]).query("type");
        String type = named.isEmpty() ? request.getHeader("X-Registry-Type") : named;
        return new WebhookSources(
                all.filter(source -> source.getType().equals(type)).toList(), false);
    }

    /** The ID of the source that was named, if there is one; else empty. Never anything that only the caller knows. */
    String id() {
        return named && !candidates.isEmpty() ? candidates.get(0).getId() : "";
    }

    /** @throws WebhookRefusedException if no source can have sent the request, whatever it says */
    void requireAny() {
        if (candidates.isEmpty()) {
            throw new WebhookRefusedException(
                    NOT_FOUND, "no sender with this ID is configured; the address ends with the ID");
        }
    }

    /** @throws WebhookRefusedException if no source takes it */
    Message receive(StaplerRequest2 request, byte[] body) {
        requireAny();
        WebhookRefusedException refusal = null;
        for (WebhookSource source : candidates) {
            try {
                return new Message(
                        source.getId(),
                        webhook(source)
                                .receive(new WebhookRequest("POST", query(source, request), headers(request), body)));
            } catch (WebhookRefusedException e) {
                refusal = e;
            }
        }
        throw refusal;
    }

    private static RegistryWebhook webhook(WebhookSource source) {
        if (source.getSecretCredentialsId().isEmpty()) {
            throw new WebhookRefusedException(FORBIDDEN, "no webhook secret is configured, and one is required");
        }
        String secret = CredentialResolver.ofJenkins()
                .secretText(source.getSecretCredentialsId(), Messages.WebhookSources_purpose(source.getId()));
        WebhookType type = Stream.of(WebhookType.values())
                .filter(known -> known.id().equals(source.getType()))
                .findFirst()
                .orElseThrow();
        return new RegistryWebhook(Map.of(type, secret), true);
    }

    /** The configured type comes first, so that it counts. */
    private static String query(WebhookSource source, StaplerRequest2 request) {
        String query = request.getQueryString();
        return "type=" + source.getType() + (query == null ? "" : "&" + query);
    }

    private static Map<String, String> headers(StaplerRequest2 request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, request.getHeader(name));
        }
        return headers;
    }
}
