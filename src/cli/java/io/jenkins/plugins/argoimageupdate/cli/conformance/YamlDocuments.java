package io.jenkins.plugins.argoimageupdate.cli.conformance;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The documents of a YAML text as values: mappings without order, scalars with their type. A plain scalar that YAML 1.1 reads
 * as another type than YAML 1.2, such as {@code yes}, equals only the same plain scalar.
 */
final class YamlDocuments {

    private static final int MAX_DEPTH = 200;
    private static final String MERGE = "tag:yaml.org,2002:merge";
    private static final Pattern YAML_1_1 = Pattern.compile("(?i)(y|n|yes|no|on|off|=|[-+]?0b[01_]+|[-+]?0o?[0-7_]+"
            + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|[-+]?[0-9][0-9_]*(\\.[0-9_]*)?(e[-+]?[0-9]+)?|\\.[0-9_]+"
            + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(.*)?)");

    private YamlDocuments() {}

    /** Whether both texts have equal documents in the same order; false if one of them is no YAML or repeats a key. */
    static boolean equal(String left, String right) {
        if (left.equals(right)) {
            return true;
        }
        try {
            return parse(left).equals(parse(right));
        } catch (RuntimeException notComparable) {
            return false;
        }
    }

    private static List<Object> parse(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setBufferSize(text.length() + 1) // at the end of a shorter one half a surrogate pair is an error
                .build();
        List<Object> documents = new ArrayList<>();
        for (Node root : new Compose(settings).composeAllFromString(text)) {
            documents.add(value(root, 0));
        }
        return documents;
    }

    private static Object value(Node node, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("too deep");
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> values = new ArrayList<>();
            sequence.getValue().forEach(item -> values.add(value(item, depth + 1)));
            return new Typed(node.getTag().getValue(), values);
        }
        return scalar((ScalarNode) node);
    }

    private static Object mapping(MappingNode mapping, int depth) {
        Map<Object, Object> values = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            Object earlier = values.put(value(entry.getKeyNode(), depth + 1), value(entry.getValueNode(), depth + 1));
            if (earlier != null) {
                throw new IllegalArgumentException("repeated key");
            }
        }
        return new Typed(mapping.getTag().getValue(), values);
    }

    private static Object scalar(ScalarNode node) {
        String text = node.getValue();
        if (node.getTag().equals(Tag.NULL)) {
            return new Typed(Tag.NULL.getValue(), "");
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return new Typed(Tag.BOOL.getValue(), text.toLowerCase(Locale.ROOT));
        }
        if (node.isPlain() && text.equals("<<")) {
            return new Typed(MERGE, text);
        }
        if (node.isPlain() && node.getTag().equals(Tag.STR) && YAML_1_1.matches(text)) {
            return new Typed("ambiguous", text);
        }
        return new Typed(node.getTag().getValue(), text);
    }

    private record Typed(String tag, Object value) {}
}
