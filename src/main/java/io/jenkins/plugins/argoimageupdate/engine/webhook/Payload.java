package io.jenkins.plugins.argoimageupdate.engine.webhook;

import io.jenkins.plugins.argoimageupdate.engine.golang.GoJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the JSON of a request: bounded, and strict about the types of the fields that are used. */
final class Payload {

    private static final int BAD_REQUEST = 400;

    private Payload() {}

    static JsonNode parse(WebhookRequest request) {
        byte[] json = request.payload();
        if (json.length == 0) {
            throw new WebhookRefusedException(
                    BAD_REQUEST,
                    request.isForm()
                            ? "the form has no field payload; set the webhook's content type to application/json"
                            : "the payload is empty");
        }
        return parse(json, "the payload");
    }

    /** @param what it is, in words */
    static JsonNode parse(byte[] json, String what) {
        JsonNode payload =
                GoJson.whole(json).orElseThrow(() -> new WebhookRefusedException(BAD_REQUEST, what + " is no JSON"));
        if (payload.isObject()) {
            return payload;
        }
        throw new WebhookRefusedException(BAD_REQUEST, what + " is no JSON object");
    }

    /** The value of a field; a missing node where there is none. */
    static JsonNode member(JsonNode object, String field) {
        return GoJson.member(object, field);
    }

    /** The text at a path of field names; empty when missing or null. */
    static String text(JsonNode object, String... path) {
        JsonNode value = object;
        for (String field : path) {
            value = member(value, field);
        }
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            throw new WebhookRefusedException(BAD_REQUEST, "in the payload, " + String.join(".", path) + " is no text");
        }
        return value.asString();
    }

    /** The list at a field; empty when missing or null. */
    static JsonNode list(JsonNode object, String field) {
        JsonNode value = member(object, field);
        if (value.isMissingNode() || value.isNull()) {
            return JsonNodeFactory.instance.arrayNode();
        }
        if (!value.isArray()) {
            throw new WebhookRefusedException(BAD_REQUEST, "in the payload, " + field + " is no list");
        }
        return value;
    }

    /** The text, or a refusal that names what is missing. */
    static String needed(String text, String what) {
        if (text.isEmpty()) {
            throw new WebhookRefusedException(BAD_REQUEST, "the payload has no " + what);
        }
        return text;
    }

    /** {@code full} if it is there, else namespace and name. */
    static String repository(String full, String namespace, String name) {
        if (!full.isEmpty()) {
            return full;
        }
        String joined = namespace.isEmpty() || name.isEmpty() ? name : namespace + "/" + name;
        return needed(joined, "repository name");
    }

    /** Host and port of an address with or without scheme, credentials and path. */
    static String host(String address) {
        String rest = address.replaceFirst("^https?://", "");
        String authority = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /**
     * The registry as images name it: what {@code registry_url} in the webhook's address says, which may have a path, else what the
     * payload says.
     */
    static String registry(WebhookRequest request, String told) {
        String given =
                request.query("registry_url").replaceFirst("^https?://", "").replaceFirst("(?<!/)/+$", "");
        if (given.isEmpty() && told.isEmpty()) {
            throw new WebhookRefusedException(
                    BAD_REQUEST,
                    "the payload does not say which registry it is from; add ?registry_url= to the webhook's address, with the"
                            + " registry as images name it, such as registry.example.com:5000");
        }
        return given.isEmpty() ? told : given;
    }
}
