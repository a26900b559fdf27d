package io.jenkins.plugins.argoimageupdate.cli.conformance;

import com.google.re2j.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Something that has to be found in a JSON value.
 *
 * @param path names of fields and positions in lists, each after a {@code /}; {@code *} stands for each of them. Between slashes,
 *     {@code ~1} is a slash and {@code ~0} a tilde
 * @param pattern to be found in the text there; of what is no text, in its JSON
 * @param wanted true if at least one place has to match, false if none may
 */
record Condition(String path, Pattern pattern, boolean wanted) {

    boolean holds(JsonNode value) {
        return places(value).anyMatch(this::matches) == wanted;
    }

    private boolean matches(JsonNode place) {
        return pattern.matcher(place.isString() ? place.asString() : place.toString())
                .find();
    }

    private Stream<JsonNode> places(JsonNode value) {
        Stream<JsonNode> places = Stream.of(value);
        for (String step : path.isEmpty() ? new String[0] : path.substring(1).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            places = places.flatMap(place -> step.equals("*") ? place.valueStream() : child(place, name));
        }
        return places;
    }

    private static Stream<JsonNode> child(JsonNode place, String name) {
        JsonNode child =
                place.isArray() && name.matches("[0-9]{1,9}") ? place.get(Integer.parseInt(name)) : place.get(name);
        return Stream.ofNullable(child);
    }
}
