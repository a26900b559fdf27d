package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes new YAML text.
 *
 * @param step columns that a nested mapping is indented
 * @param sequenceOffset columns that a list's dashes are indented below its key
 */
record YamlWriter(int step, int sequenceOffset) {

    /** Two columns, dashes right below their key: what goyaml.v3 writes with compact sequences. */
    static final YamlWriter DEFAULT = new YamlWriter(2, 0);

    /** A value between brackets or braces. */
    static String flow(YamlValue value) {
        if (value instanceof YamlValue.Text text) {
            return ScalarText.render(text.value(), true);
        }
        if (value instanceof YamlValue.Flag flag) {
            return Boolean.toString(flag.value());
        }
        if (value instanceof YamlValue.Sequence sequence) {
            return sequence.items().stream().map(YamlWriter::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((YamlValue.Mapping) value)
                .entries().entrySet().stream()
                        .map(entry -> flowEntry(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    static String flowEntry(String key, YamlValue value) {
        return ScalarText.render(key, true) + ": " + flow(value);
    }

    /** A scalar as it stands in block style. */
    static String scalar(YamlValue value) {
        return value instanceof YamlValue.Text text ? ScalarText.render(text.value(), false) : flow(value);
    }

    /** Lines, without line ends, of a mapping's entries whose keys start at column {@code indent}. */
    List<String> entries(Map<String, YamlValue> entries, int indent) {
        List<String> lines = new ArrayList<>();
        entries.forEach((key, value) -> lines.addAll(entry(key, value, indent)));
        return lines;
    }

    List<String> entry(String key, YamlValue value, int indent) {
        String head = " ".repeat(indent) + ScalarText.render(key, false) + ":";
        List<String> lines = new ArrayList<>();
        if (value.isScalar() || isEmpty(value)) {
            lines.add(head + " " + scalar(value));
        } else {
            lines.add(head);
            lines.addAll(children(value, indent));
        }
        return lines;
    }

    /** Lines of a mapping or list that belongs to a key at column {@code keyColumn}. */
    List<String> children(YamlValue value, int keyColumn) {
        if (value instanceof YamlValue.Mapping mapping) {
            return entries(mapping.entries(), keyColumn + step);
        }
        List<String> lines = new ArrayList<>();
        for (YamlValue item : ((YamlValue.Sequence) value).items()) {
            lines.addAll(item(item, keyColumn + sequenceOffset));
        }
        return lines;
    }

    /** Lines of a list's item whose dash is at column {@code indent}. */
    List<String> item(YamlValue value, int indent) {
        String dash = " ".repeat(indent) + "- ";
        if (!(value instanceof YamlValue.Mapping mapping) || isEmpty(value)) {
            return List.of(dash + scalar(value));
        }
        List<String> lines = entries(mapping.entries(), indent + 2);
        lines.set(0, dash + lines.get(0).substring(indent + 2));
        return lines;
    }

    private static boolean isEmpty(YamlValue value) {
        return (value instanceof YamlValue.Mapping mapping && mapping.entries().isEmpty())
                || (value instanceof YamlValue.Sequence sequence
                        && sequence.items().isEmpty());
    }
}
