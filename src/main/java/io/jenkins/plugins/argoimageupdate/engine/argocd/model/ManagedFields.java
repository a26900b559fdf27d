package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.model.JsonAnswers.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who wrote which field of a resource last (Kubernetes: {@code metadata.managedFields}, the format {@code FieldsV1}). */
record ManagedFields(JsonNode entries) {

    /** @param since null where it is not told */
    record Owner(String manager, @Nullable Instant since) {}

    private static final Owner UNKNOWN = new Owner("", null);

    /** A path that goes on. */
    static List<String> with(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }

    /** The element of a list with that name. */
    static String named(String name) {
        return "k:" + JsonAnswers.MAPPER.createObjectNode().put("name", name);
    }

    /** Of a field, or of the nearest one around it that is owned as a whole; of several the one that wrote last. */
    Owner of(List<String> path) {
        List<Owner> owners = new ArrayList<>();
        for (JsonNode entry : entries) {
            if (text(entry, "subresource").isEmpty() && owns(entry.path("fieldsV1"), path)) {
                owners.add(new Owner(text(entry, "manager"), JsonAnswers.instant(entry, "time")));
            }
        }
        return owners.stream()
                .max(Comparator.comparing(Owner::since, Comparator.nullsFirst(Comparator.naturalOrder())))
                .orElse(UNKNOWN);
    }

    private static boolean owns(JsonNode fields, List<String> path) {
        JsonNode node = fields;
        for (String key : path) {
            if (!node.has(key)) {
                return false;
            }
            node = node.path(key);
            if (node.isEmpty()) {
                return true;
            }
        }
        return true;
    }
}
