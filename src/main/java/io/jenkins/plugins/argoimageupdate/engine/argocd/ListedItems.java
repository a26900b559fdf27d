package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.budget.BoundedJson;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.io.InputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.util.JsonParserDelegate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads the {@code items} of a list one after the other: as a tree, a list of all Applications would take many times its size. */
final class ListedItems {

    private static final JsonMapper LIST =
            BoundedJson.mapper(Budget.ARGO_CD_LIST_NODES).build();
    private static final ObjectReader ITEM = LIST.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ListedItems() {}

    /**
     * Reads them; {@code null} stands for none.
     *
     * @return whether that is a list at all
     * @throws tools.jackson.core.JacksonException if that is no JSON, or more than allowed; some items may have been read then
     */
    static boolean read(InputStream json, Consumer<JsonNode> item) {
        boolean found = false;
        int count = 0;
        try (Counting parser = new Counting(LIST.createParser(json))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean items = parser.currentName().equals("items");
                found |= items;
                if (items && parser.nextToken() == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        failIfMore(Budget.ARGO_CD_APPLICATIONS, ++count);
                        parser.begin();
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

    private static void failIfMore(Budget most, long count) {
        if (count > most.value()) {
            throw new StreamConstraintsException("more than " + most.value() + " "
                    + (most == Budget.ARGO_CD_APPLICATIONS ? "items" : "values in one item"));
        }
    }

    /** Gives up an item that is too large to be one. */
    private static final class Counting extends JsonParserDelegate {

        private long first;

        Counting(JsonParser parser) {
            super(parser);
        }

        void begin() {
            first = currentTokenCount();
        }

        @Override
        public JsonToken nextToken() {
            failIfMore(Budget.ARGO_CD_APPLICATION_NODES, currentTokenCount() - first);
            return super.nextToken();
        }
    }
}
