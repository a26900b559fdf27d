package io.jenkins.plugins.argoimageupdate.engine.registry.manifest;

import io.jenkins.plugins.argoimageupdate.engine.golang.GoJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what registries answer in JSON. */
public final class Json {

    private Json() {}

    /** The object that the whole text is, or empty if it is no JSON object. */
    public static Optional<JsonNode> object(byte[] text) {
        return GoJson.whole(text).filter(JsonNode::isObject);
    }

    /**
     * The object that the text starts with, or empty if there is none: configuration blobs (Image Updater: {@code argoproj/pkg/json})
     * and tokens (distribution: {@code auth/session.go}) may go on after it.
     */
    public static Optional<JsonNode> firstObject(byte[] text) {
        return GoJson.first(text).filter(JsonNode::isObject);
    }

    /** The last member of that name in any case, else a missing node. */
    public static JsonNode member(JsonNode object, String name) {
        return GoJson.member(object, name);
    }

    /** The text of a member, or the empty string if it is missing or no text. */
    public static String text(JsonNode object, String name) {
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
