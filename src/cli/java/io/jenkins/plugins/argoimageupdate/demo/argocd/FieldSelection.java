package io.jenkins.plugins.argoimageupdate.demo.argocd;

import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code fields} parameter of a watch stream: keeps only the named paths, which go through lists. A list has {@link ListFields}. */
final class FieldSelection {

    private FieldSelection() {}

    static JsonNode keep(JsonNode document, String fields) {
        if (fields.isEmpty()) {
            return document;
        }
        ObjectNode kept = Json.object();
        for (String field : fields.split(",")) {
            copy(document, kept, List.of(field.split("\\.")));
        }
        return kept;
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> path) {
        String name = path.get(0);
        JsonNode value = from.path(name);
        List<String> rest = path.subList(1, path.size());
        if (value.isMissingNode()) {
            return;
        }
        if (rest.isEmpty()) {
            to.set(name, value);
        } else if (value.isObject()) {
            copy(value, to.path(name).isObject() ? (ObjectNode) to.path(name) : to.putObject(name), rest);
        } else if (value.isArray()) {
            ArrayNode kept = to.path(name).isArray() ? (ArrayNode) to.path(name) : to.putArray(name);
            for (int i = 0; i < value.size(); i++) {
                copy(value.get(i), i < kept.size() ? (ObjectNode) kept.get(i) : kept.addObject(), rest);
            }
        }
    }
}
