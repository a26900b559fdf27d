package io.jenkins.plugins.argoimageupdate.engine.application;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Parses YAML of unknown origin: nesting is limited, as the parser would run out of stack otherwise. */
public final class YamlNodes {

    private static final int MAX_DEPTH = 200;

    private YamlNodes() {}

    /**
     * The roots of all documents.
     *
     * @throws YamlEngineException if it is not YAML, or nested deeper than anybody writes
     */
    public static List<Node> compose(LoadSettings settings, String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd) {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                throw new YamlEngineException("it is nested deeper than " + MAX_DEPTH + " levels");
            }
        }
        List<Node> nodes = new ArrayList<>();
        new Compose(settings).composeAllFromString(text).forEach(nodes::add);
        return nodes;
    }
}
