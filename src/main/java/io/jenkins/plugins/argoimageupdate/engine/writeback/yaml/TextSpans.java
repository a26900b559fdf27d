package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Where in a text its YAML nodes stand. */
final class TextSpans {

    private static final Pattern PROPERTIES = Pattern.compile("\\G(?:[&!][^\\s]*(?:\\s|#[^\\n]*\\n)*)*");
    private static final Pattern ALIAS = Pattern.compile("\\G(?:[\\s:,?-]|#[^\\n]*)*\\*[^\\s,\\]}]+");

    private final String text;

    TextSpans(String text) {
        this.text = text;
    }

    /** Where the node starts, its anchor and tag included. */
    int start(Node node) {
        return offset(node.getStartMark().orElseThrow());
    }

    /** Where the node's own text starts, after anchor and tag. */
    int contentStart(ScalarNode node) {
        int start = start(node);
        Matcher properties = PROPERTIES.matcher(text);
        return properties.find(start) ? Math.min(properties.end(), scalarEnd(node)) : start;
    }

    /** The tag that is written before a scalar. */
    Optional<String> tag(ScalarNode node) {
        return Arrays.stream(text.substring(start(node), contentStart(node)).split("\\s+"))
                .filter(property -> property.length() > 1 && property.startsWith("!"))
                .findFirst();
    }

    int column(Node node) {
        return node.getStartMark().orElseThrow().getColumn();
    }

    /** The column where an entry of a block mapping starts: that of its key, or of the {@code ?} before it. */
    int entryColumn(NodeTuple tuple) {
        Node key = tuple.getKeyNode();
        String before = text.substring(lineStart(start(key)), start(key));
        int indent = before.length() - before.stripLeading().length();
        return before.stripLeading().startsWith("?") ? indent : column(key);
    }

    static int line(Node node) {
        return node.getStartMark().orElseThrow().getLine() + 1;
    }

    /**
     * Where the last character of a node is followed by something else, comments and blank lines being something else.
     *
     * @param after an offset between whatever comes before the node and the node; tells an alias from what it stands for
     */
    int end(Node node, int after) {
        if (start(node) < after) {
            Matcher alias = ALIAS.matcher(text);
            return alias.find(after) ? alias.end() : after;
        }
        if (node instanceof ScalarNode scalar) {
            return scalarEnd(scalar);
        }
        if (isFlow(node)) {
            return offset(node.getEndMark().orElseThrow());
        }
        int end = start(node);
        for (Node child : DocumentModel.children(node)) {
            end = end(child, end);
        }
        return end;
    }

    /** The end of a mapping's value; see {@link #end}. */
    int valueEnd(NodeTuple tuple, int after) {
        return end(tuple.getValueNode(), end(tuple.getKeyNode(), after));
    }

    /** Where the next line starts, or the end of the text. */
    int nextLine(int offset) {
        if (offset > 0 && text.charAt(offset - 1) == '\n') {
            return offset;
        }
        int newline = text.indexOf('\n', offset);
        return newline < 0 ? text.length() : newline + 1;
    }

    int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    static boolean isFlow(Node node) {
        return node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.FLOW;
    }

    static boolean isBlock(ScalarNode node) {
        return node.getScalarStyle() == ScalarStyle.LITERAL || node.getScalarStyle() == ScalarStyle.FOLDED;
    }

    /** Columns that nested mappings and lists are indented by in this text, as far as it has some. */
    YamlWriter habits(Node root) {
        int[] habits = {YamlWriter.DEFAULT.step(), -1};
        boolean[] found = new boolean[1];
        observe(root, habits, found);
        return new YamlWriter(habits[0], Math.max(habits[1], 0));
    }

    private void observe(Node node, int[] habits, boolean[] found) {
        if (node instanceof MappingNode mapping && !isFlow(node)) {
            for (NodeTuple tuple : mapping.getValue()) {
                Node value = tuple.getValueNode();
                int indent = column(value) - column(tuple.getKeyNode());
                boolean nested = value instanceof CollectionNode && !isFlow(value) && start(value) > start(mapping);
                if (nested && value instanceof SequenceNode && habits[1] < 0 && indent >= 0) {
                    habits[1] = indent;
                } else if (nested && value instanceof MappingNode && !found[0] && indent > 0) {
                    habits[0] = indent;
                    found[0] = true;
                }
                if (nested) {
                    observe(value, habits, found);
                }
            }
        } else if (node instanceof SequenceNode sequence && !isFlow(node)) {
            List<Node> items = sequence.getValue();
            items.stream().filter(item -> start(item) > start(node)).forEach(item -> observe(item, habits, found));
        }
    }

    private int scalarEnd(ScalarNode node) {
        return isBlock(node) ? block(node).end() : offset(node.getEndMark().orElseThrow());
    }

    /** The text of a block scalar. */
    BlockScalarText block(ScalarNode node) {
        Matcher properties = PROPERTIES.matcher(text);
        int start = properties.find(start(node)) ? properties.end() : start(node);
        return new BlockScalarText(text, start, offset(node.getEndMark().orElseThrow()));
    }

    private static int offset(Mark mark) {
        return mark.getIndex();
    }
}
