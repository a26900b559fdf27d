package io.jenkins.plugins.argoimageupdate.demo.argocd;

import io.jenkins.plugins.argoimageupdate.demo.server.Json;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code fields} parameter of a list. Only these fields of an Application can be chosen, as a whole; others are left out without a
 * word (argocd-server: {@code pkg/apiclient/application/forwarder_overwrite.go}, {@code appFields}).
 */
final class ListFields {

    private static final Set<String> KNOWN = Set.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.annotations",
            "metadata.labels",
            "metadata.creationTimestamp",
            "metadata.deletionTimestamp",
            "spec",
            "spec.destination",
            "spec.project",
            "spec.source",
            "spec.sources",
            "spec.sourceHydrator",
            "spec.syncPolicy",
            "status.sourceHydrator",
            "status.summary",
            "status.sync.status",
            "status.sync.revision",
            "status.health",
            "status.operationState.startedAt",
            "status.operationState.finishedAt",
            "status.operationState.phase",
            "status.resources",
            "operation.sync");

    private ListFields() {}

    /** The answer to a list with these fields; empty for all of them. */
    static ApiAnswer answer(ObjectNode list, String fields) {
        if (fields.isEmpty()) {
            return ApiAnswer.json(list);
        }
        if (fields.startsWith("-")) {
            return new ApiAnswer(500, "application/json", "{\"error\": \"failed to marshal error message\"}");
        }
        Set<String> wanted = new HashSet<>(Arrays.asList(fields.split(",")));
        ObjectNode kept = Json.object();
        kept.set("metadata", list.path("metadata"));
        if (list.path("items").isNull()) {
            kept.set("items", list.path("items"));
            return ApiAnswer.json(kept);
        }
        ArrayNode items = kept.putArray("items");
        for (JsonNode application : list.path("items")) {
            ObjectNode item = items.addObject();
            KNOWN.stream()
                    .filter(field -> wanted.contains("items." + field))
                    .forEach(field -> copy(application, item, field));
        }
        return ApiAnswer.json(kept);
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        int dot = field.indexOf('.');
        String name = dot < 0 ? field : field.substring(0, dot);
        JsonNode value = from.path(name);
        if (value.isMissingNode()) {
            return;
        }
        if (dot < 0) {
            to.set(name, value);
        } else {
            copy(
                    value,
                    to.path(name).isObject() ? (ObjectNode) to.path(name) : to.putObject(name),
                    field.substring(dot + 1));
        }
    }
}
