package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        return Math.min(afterProperties(start(node)), scalarEnd(node));
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
            return aliasEnd(after);
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
        return new BlockScalarText(
                text, afterProperties(start(node)), offset(node.getEndMark().orElseThrow()));
    }

    /** Where a node goes on after the anchor and the tag that may stand there. */
    private int afterProperties(int start) {
        int at = start;
        while (isAt(at, "&!")) {
            while (at < text.length() && !isSpace(at)) {
                at++;
            }
            at = skip(at, "", true);
        }
        return at;
    }

    /** The end of the alias that comes next after an offset; that offset where there is none. */
    private int aliasEnd(int after) {
        int star = skip(after, ":,?-", false);
        if (!isAt(star, "*")) {
            return after;
        }
        int end = star + 1;
        while (end < text.length() && !isSpace(end) && !isAt(end, ",]}")) {
            end++;
        }
        return end > star + 1 ? end : after;
    }

    /**
     * Skips space, comments and some characters.
     *
     * @param closed whether a comment at the end of the text stays
     */
    private int skip(int start, String signs, boolean closed) {
        int at = start;
        while (at < text.length()) {
            if (isSpace(at) || isAt(at, signs)) {
                at++;
            } else if (text.charAt(at) == '#' && (!closed || text.indexOf('\n', at) >= 0)) {
                int lineEnd = text.indexOf('\n', at);
                at = lineEnd < 0 ? text.length() : lineEnd;
            } else {
                break;
            }
        }
        return at;
    }

    private boolean isAt(int offset, String characters) {
        return offset < text.length() && characters.indexOf(text.charAt(offset)) >= 0;
    }

    private boolean isSpace(int offset) {
        return " \t\n\u000b\f\r".indexOf(text.charAt(offset)) >= 0;
    }

    private static int offset(Mark mark) {
        return mark.getIndex();
    }
}
