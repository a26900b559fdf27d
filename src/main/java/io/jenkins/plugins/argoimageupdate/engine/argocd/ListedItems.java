package io.jenkins.plugins.argoimageupdate.engine.argocd;

import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** Reads the {@code items} of a list one after the other: as a tree, a list of all Applications would take many times its size. */
final class ListedItems {

    private static final ObjectReader ITEM =
            JsonAnswers.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ListedItems() {}

    /**
     * Reads them; {@code null} stands for none.
     *
     * @return whether that is a list at all
     * @throws tools.jackson.core.JacksonException if that is no JSON; some items may have been read then
     */
    static boolean read(byte[] json, Consumer<JsonNode> item) {
        boolean found = false;
        try (JsonParser parser = JsonAnswers.MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean items = parser.currentName().equals("items");
                found |= items;
                if (items && parser.nextToken() == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        item.accept(ITEM.readTree(parser));
                    }
                } else {
                    if (!items) {
                        parser.nextToken();
                    }
                    parser.skipChildren();
                }
            }
        }
        return found;
    }
}
