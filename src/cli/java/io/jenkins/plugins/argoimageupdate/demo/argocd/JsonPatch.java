package io.jenkins.plugins.argoimageupdate.demo.argocd;

import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of JSON Patch (RFC 6902) and JSON Merge Patch (RFC 7396) that an Application's update needs. */
public final class JsonPatch {

    private JsonPatch() {}

    /** @throws IllegalStateException when a test fails or a place does not exist */
    static JsonNode apply(JsonNode document, JsonNode patch) {
        JsonNode result = document.deepCopy();
        for (JsonNode operation : patch) {
            JsonPointer path = JsonPointer.compile(Json.text(operation, "path"));
            switch (Json.text(operation, "op")) {
                case "test" -> test(result, path, operation.path("value"));
                case "add", "replace" -> set(result, path, operation);
                case "remove" -> remove(result, path);
                default -> throw new IllegalStateException("unsupported operation");
            }
        }
        return result;
    }

    public static JsonNode merge(JsonNode document, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = document.isObject() ? (ObjectNode) document.deepCopy() : Json.object();
        patch.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                result.remove(entry.getKey());
            } else {
                result.set(entry.getKey(), merge(result.path(entry.getKey()), entry.getValue()));
            }
        });
        return result;
    }

    private static void test(JsonNode document, JsonPointer path, JsonNode value) {
        if (!document.at(path).equals(value)) {
            throw new IllegalStateException("testing path " + path + " failed: test failed");
        }
    }

    private static void set(JsonNode document, JsonPointer path, JsonNode operation) {
        boolean replace = Json.text(operation, "op").equals("replace");
        if (replace && document.at(path).isMissingNode()) {
            throw new IllegalStateException("replace operation does not apply: doc is missing key: " + path);
        }
        JsonNode parent = document.at(path.head());
        String last = path.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            object.set(last, operation.path("value"));
        } else if (parent instanceof ArrayNode array && replace) {
            array.set(Integer.parseInt(last), operation.path("value"));
        } else if (parent instanceof ArrayNode array) {
            array.insert(last.equals("-") ? array.size() : Integer.parseInt(last), operation.path("value"));
        } else {
            throw new IllegalStateException("add operation does not apply: doc is missing path: " + path);
        }
    }

    private static void remove(JsonNode document, JsonPointer path) {
        JsonNode parent = document.at(path.head());
        if (!(parent instanceof ObjectNode object) || object.remove(path.last().getMatchingProperty()) == null) {
            throw new IllegalStateException("remove operation does not apply: doc is missing path: " + path);
        }
    }
}
