package io.jenkins.plugins.argoimageupdate.engine.registry.taglist;

import io.jenkins.plugins.argoimageupdate.engine.budget.BoundedJson;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.golang.Timestamps;
import io.jenkins.plugins.argoimageupdate.engine.http.BodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Reads a page of a tag list as it comes, keeping the names alone: a page may be as long as the memory is. */
public final class TagListReader implements BodyReader<TagList> {

    private static final JsonFactory JSON = BoundedJson.factory(Budget.TAG_LIST_NODES);
    private static final long MOST_MILLISECONDS = 999_999_999_999_999L;
    private static final String INCOMPLETE = "is no complete JSON object";

    private final boolean withUploads;

    /** @param withUploads whether to read what Google's registries tell of manifests */
    public TagListReader(boolean withUploads) {
        this.withUploads = withUploads;
    }

    @Override
    public TagList read(InputStream body) throws IOException {
        Page page = new Page();
        try (JsonParser parser = JSON.createParser(
                ObjectReadContext.empty(), new ShortStrings(new InputStreamReader(body, StandardCharsets.UTF_8)))) {
            return page.read(parser);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private final class Page {

        private List<String> tags = new ArrayList<>();
        private final List<TagList.Upload> uploads = new ArrayList<>();
        private int tooLong;

        TagList read(JsonParser parser) {
            try {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return result(INCOMPLETE);
                }
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    member(parser, parser.currentName());
                    if (tags.size() > Budget.TAG_LIST_TAGS.value()) {
                        return result("has more than " + Budget.TAG_LIST_TAGS.value() + " tags");
                    }
                }
                return result(parser.nextToken() == null ? "" : INCOMPLETE);
            } catch (JacksonIOException e) {
                throw e;
            } catch (JacksonException e) {
                boolean tooMany = parser.currentTokenCount() > Budget.TAG_LIST_NODES.value();
                return result(tooMany ? "has more than " + Budget.TAG_LIST_NODES.value() + " values" : INCOMPLETE);
            }
        }

        private TagList result(String problem) {
            return new TagList(tags, uploads, tooLong, problem);
        }

        /** As Go reads it: names match in any case, the last one counts, null does not. */
        private void member(JsonParser parser, String name) {
            JsonToken value = parser.nextToken();
            if (name.equalsIgnoreCase("tags") && value != JsonToken.VALUE_NULL) {
                tags = new ArrayList<>();
                tooLong = 0;
                addAll(parser, tags);
            } else if (withUploads && name.equals("manifest") && value == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    upload(parser, parser.currentName());
                }
            } else {
                parser.skipChildren();
            }
        }

        /** The texts of an array; none of anything else. */
        private void addAll(JsonParser parser, List<String> names) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token != JsonToken.VALUE_STRING) {
                    parser.skipChildren();
                } else if (parser.getStringLength() > Budget.TAG_NAME.value()) {
                    tooLong++;
                } else if (names.size() <= Budget.TAG_LIST_TAGS.value()) {
                    names.add(parser.getString());
                }
            }
        }

        private void upload(JsonParser parser, String digest) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            List<String> names = new ArrayList<>();
            long milliseconds = 0;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("tag")) {
                    addAll(parser, names);
                } else if (name.equals("timeUploadedMs") && value.isScalarValue()) {
                    milliseconds = milliseconds(parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
            if (uploads.size() + names.size() <= Budget.TAG_LIST_TAGS.value()) {
                Instant when =
                        milliseconds > 0 ? Timestamps.ofEpochMilli(milliseconds).orElse(null) : null;
                names.forEach(tag -> uploads.add(new TagList.Upload(tag, when, digest)));
            }
        }

        private static long milliseconds(String text) {
            try {
                long value = Long.parseLong(text);
                return value > MOST_MILLISECONDS ? 0 : value;
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }
}
