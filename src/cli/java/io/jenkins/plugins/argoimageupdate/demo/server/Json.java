package io.jenkins.plugins.argoimageupdate.demo.server;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds and reads the JSON of Argo CD's API. */
public final class Json {

    public static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }

    /** One source has a {@code revision}, several have {@code revisions}. */
    public static void putRevisions(ObjectNode owner, List<String> revisions, boolean single) {
        if (single) {
            owner.put("revision", revisions.isEmpty() ? "" : revisions.get(0));
        } else {
            ArrayNode array = owner.putArray("revisions");
            revisions.forEach(array::add);
        }
    }

    public static List<String> revisions(JsonNode owner) {
        List<String> revisions = new ArrayList<>();
        owner.path("revisions").forEach(r -> revisions.add(r.asString("")));
        return revisions.isEmpty() ? List.of(text(owner, "revision")) : revisions;
    }
}
