package io.jenkins.plugins.argoimageupdate.engine.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value that is only read, with its place. Each question about its kind is answered by empty where it is of another kind. */
public final class YamlNode {

    private final Node node;

    /** @param node a root of {@link YamlDocuments}, or what is below one */
    public YamlNode(Node node) {
        this.node = node;
    }

    /**
     * An entry of a mapping.
     *
     * @param key empty if it is no scalar
     */
    public record Entry(Optional<String> key, YamlNode keyNode, YamlNode value) {}

    /** The line where it starts; the first one is 1. */
    public int line() {
        return node.getStartMark().orElseThrow().getLine() + 1;
    }

    /** A mapping's entries in their order, repeated keys among them. */
    public Optional<List<Entry>> entries() {
        return node instanceof MappingNode mapping
                ? Optional.of(mapping.getValue().stream()
                        .map(entry -> {
                            YamlNode key = new YamlNode(entry.getKeyNode());
                            return new Entry(key.text(), key, new YamlNode(entry.getValueNode()));
                        })
                        .toList())
                : Optional.empty();
    }

    /** A list's items. */
    public Optional<List<YamlNode>> items() {
        return node instanceof SequenceNode sequence
                ? Optional.of(sequence.getValue().stream().map(YamlNode::new).toList())
                : Optional.empty();
    }

    /** A scalar's value, whatever its type. */
    public Optional<String> text() {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** A scalar's value if it is written without quotes and not as a block. */
    public Optional<String> plainText() {
        return node instanceof ScalarNode scalar && scalar.isPlain() ? text() : Optional.empty();
    }

    /** A boolean by YAML 1.2. */
    public Optional<Boolean> flag() {
        return node.getTag().equals(Tag.BOOL) ? text().map(Boolean::parseBoolean) : Optional.empty();
    }

    /** Whether it is {@code null}, {@code ~} or nothing at all. */
    public boolean isNull() {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }
}
