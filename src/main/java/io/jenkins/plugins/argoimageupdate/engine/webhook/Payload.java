package io.jenkins.plugins.argoimageupdate.engine.webhook;

import io.jenkins.plugins.argoimageupdate.engine.golang.GoJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the JSON of a request: bounded, and strict about the types of the fields that are used. */
final class Payload {

    private static final int BAD_REQUEST = 400;

    private Payload() {}

    static JsonNode parse(WebhookRequest request) {
        JsonNode payload = GoJson.whole(request.body())
                .orElseThrow(() -> new WebhookRefusedException(BAD_REQUEST, "the payload is no JSON"));
        if (payload.isObject()) {
            return payload;
        }
        throw new WebhookRefusedException(BAD_REQUEST, "the payload is no JSON object");
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
}
