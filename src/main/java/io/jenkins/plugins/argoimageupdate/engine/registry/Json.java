package io.jenkins.plugins.argoimageupdate.engine.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads JSON as Go's encoding/json does where that matters: names of members match in any case. */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** The object that the text is, or empty if it is no JSON object. */
    static Optional<JsonNode> object(byte[] text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The last member of that name in any case, else a missing node. */
    static JsonNode member(JsonNode object, String name) {
        JsonNode found = MissingNode.getInstance();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            if (property.getKey().equalsIgnoreCase(name)) {
                found = property.getValue();
            }
        }
        return found;
    }

    /** The text of a member, or the empty string if it is missing or no text. */
    static String text(JsonNode object, String name) {
        JsonNode member = member(object, name);
        return member.isString() ? member.stringValue() : "";
    }

    /** Whether a member may stand where Go wants a text: it is one, or null, or missing. */
    static boolean isTextOrNone(JsonNode node) {
        return node.isString() || isNone(node);
    }

    static boolean isNone(JsonNode node) {
        return node.isNull() || node.isMissingNode();
    }

    /** The members of an object whose values are texts. */
    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (object.isObject()) {
            for (Map.Entry<String, JsonNode> property : object.properties()) {
                if (property.getValue().isString()) {
                    texts.put(property.getKey(), property.getValue().stringValue());
                }
            }
        }
        return texts;
    }
}
