package io.jenkins.plugins.argoimageupdate.engine.golang;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON as Go's {@code encoding/json} reads it into a struct: names match in any case; of members of one name the last counts,
 * null for nothing and objects for what they add; bytes that are no UTF-8 become U+FFFD. The parser limits nesting.
 */
public final class GoJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private GoJson() {}

    /** The value that the whole text is ({@code json.Unmarshal}); empty where it is no JSON. */
    public static Optional<JsonNode> whole(byte[] text) {
        return read(text, true);
    }

    /** The value that the text starts with, whatever follows it ({@code json.Decoder}); empty where there is none. */
    public static Optional<JsonNode> first(byte[] text) {
        return read(text, false);
    }

    /** What the members of that name in any case come to, else a missing node. */
    public static JsonNode member(JsonNode object, String name) {
        JsonNode found = MissingNode.getInstance();
        boolean own = false;
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            if (property.getKey().equalsIgnoreCase(name)) {
                if (found.isMissingNode()) {
                    found = property.getValue();
                } else {
                    found = merged(
                            own ? found : found.deepCopy(), property.getValue().deepCopy());
                    own = true;
                }
            }
        }
        return found;
    }

    private static Optional<JsonNode> read(byte[] text, boolean whole) {
        try (JsonParser parser = MAPPER.createParser(new String(text, StandardCharsets.UTF_8))) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            JsonNode value = value(parser);
            return whole && parser.nextToken() != null ? Optional.empty() : Optional.of(value);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static JsonNode value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            default -> MAPPER.readTree(parser);
        };
    }

    private static ObjectNode object(JsonParser parser) {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            JsonNode value = value(parser);
            JsonNode earlier = object.remove(name);
            object.set(name, earlier == null ? value : merged(earlier, value));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    /** Changes {@code earlier}, and takes what {@code later} has: nobody else may have them. */
    private static JsonNode merged(JsonNode earlier, JsonNode later) {
        if (later.isNull()) {
            return earlier;
        }
        if (!earlier.isObject() || !later.isObject()) {
            return later;
        }
        ObjectNode both = (ObjectNode) earlier;
        for (Map.Entry<String, JsonNode> property : later.properties()) {
            JsonNode before = both.remove(property.getKey());
            both.set(property.getKey(), before == null ? property.getValue() : merged(before, property.getValue()));
        }
        return both;
    }
}
