package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.budget.BoundedJson;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.golang.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON that a server sent: bounded, and lenient about what is missing or null, as Go servers leave out empty values. */
public final class JsonAnswers {

    public static final JsonMapper MAPPER =
            BoundedJson.mapper(Budget.ARGO_CD_NODES).build();

    private JsonAnswers() {}

    /** Empty if the field is missing, null or no plain value. */
    public static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }

    /** The elements of an array, those that are no plain values as empty texts; none where it is missing. */
    public static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array) {
            texts.add(element.asString(""));
        }
        return List.copyOf(texts);
    }

    static Map<String, String> textMap(JsonNode object) {
        Map<String, String> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            map.put(entry.getKey(), entry.getValue().asString(""));
        }
        return Map.copyOf(map);
    }

    /** Null when the field is missing or no time of the years 1 to 9999, which arithmetic with it could fail for. */
    public static @Nullable Instant instant(JsonNode object, String field) {
        String text = text(object, field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return Timestamps.isPlausible(instant) ? instant : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    static Health health(JsonNode owner) {
        JsonNode health = owner.path("health");
        return new Health(HealthStatus.of(text(health, "status")), text(health, "message"));
    }

    /** What many resources have in common is in memory once, as there may be a hundred thousand of them. */
    static ResourceKey key(JsonNode resource) {
        return new ResourceKey(
                text(resource, "group").intern(),
                text(resource, "kind").intern(),
                text(resource, "namespace").intern(),
                text(resource, "name"));
    }
}
