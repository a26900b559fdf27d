package io.jenkins.plugins.argoimageupdate.engine.webhook;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads what a registry sends to the webhook: who it is ({@code ?type=} or the {@code X-Registry-Type} header), whether it knows
 * the secret, and which tags were pushed. Immutable.
 */
public final class RegistryWebhook {

    /** Bytes a body may have at most; whoever reads the request has to stop there. */
    public static final int MAX_BODY = Budget.WEBHOOK_BODY.intValue();

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED_TYPE = 415;

    private final Map<WebhookType, String> secrets;
    private final boolean secretRequired;

    /**
     * @param secrets by sender; a sender without one, or with an empty one, is not asked for any
     * @param secretRequired whether senders without a secret are turned away
     */
    public RegistryWebhook(Map<WebhookType, String> secrets, boolean secretRequired) {
        this.secrets = new EnumMap<>(WebhookType.class);
        secrets.forEach((type, secret) -> {
            if (!secret.isEmpty()) {
                this.secrets.put(type, secret);
            }
        });
        this.secretRequired = secretRequired;
    }

    /**
     * The pushes that a request tells of; none where there is nothing to do and the sender did nothing wrong.
     *
     * @throws WebhookRefusedException with the status to answer with
     */
    public List<PushEvent> receive(WebhookRequest request) {
        WebhookType type = type(request);
        if (!request.method().equals("POST")) {
            throw new WebhookRefusedException(METHOD_NOT_ALLOWED, "only POST is allowed");
        }
        if (request.length() > MAX_BODY) {
            throw new WebhookRefusedException(TOO_LARGE, "the payload is longer than " + MAX_BODY + " bytes");
        }
        if (!type.takes(request.header("Content-Type"))) {
            throw new WebhookRefusedException(
                    UNSUPPORTED_TYPE, "set the webhook's content type to application/json where it is sent from");
        }
        String secret = secrets.get(type);
        if (secret != null) {
            type.secretCheck().check(request, secret);
        }
        return type.reader().read(request, Payload.parse(request));
    }

    private WebhookType type(WebhookRequest request) {
        if (secretRequired && secrets.isEmpty()) {
            throw new WebhookRefusedException(FORBIDDEN, "no webhook secret is configured, and one is required");
        }
        String named = request.query("type");
        String id = named.isEmpty() ? request.header("X-Registry-Type") : named;
        Optional<WebhookType> type = WebhookType.of(id).filter(t -> !secretRequired || secrets.containsKey(t));
        return type.orElseThrow(() -> new WebhookRefusedException(
                BAD_REQUEST,
                (id.isEmpty()
                                ? "the type of the sender is missing"
                                : "the type of the sender is unknown or has no secret")
                        + "; add ?type= with one of " + accepted()));
    }

    private String accepted() {
        return Arrays.stream(WebhookType.values())
                .filter(t -> !secretRequired || secrets.containsKey(t))
                .map(WebhookType::id)
                .collect(Collectors.joining(", "));
    }
}
