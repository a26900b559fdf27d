package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Makes the text of one edit; whether it means what it should is for {@link YamlFile} to check. */
final class YamlEdit {

    private final String text;
    private final TextSpans spans;
    private final List<Node> documents;

    YamlEdit(String text, List<Node> documents) {
        this.text = text;
        this.spans = new TextSpans(text);
        this.documents = documents;
    }

    String set(ScalarNode node, YamlValue value) {
        int start = spans.contentStart(node);
        int end = spans.end(node, 0);
        if (start == end) {
            boolean spaced = start > 0 && Character.isWhitespace(text.charAt(start - 1));
            return splice(start, end, (spaced ? "" : " ") + YamlWriter.scalar(value));
        }
        if (value instanceof YamlValue.Text words && TextSpans.isBlock(node)) {
            BlockScalarText block = spans.block(node);
            boolean fits =
                    !words.value().isEmpty() && words.value().strip().lines().count() == 1;
            String edited = fits ? block.withValue(words.value(), eol()) : null;
            return splice(start, block.contentEnd(), edited == null ? ScalarText.doubleQuoted(words.value()) : edited);
        }
        return splice(start, end, sameStyle(node, value));
    }

    String put(MappingNode node, String key, YamlValue value) {
        List<NodeTuple> tuples = node.getValue();
        if (TextSpans.isFlow(node)) {
            String entry = YamlWriter.flowEntry(key, value);
            if (tuples.isEmpty()) {
                return splice(spans.start(node), spans.end(node, 0), "{" + entry + "}");
            }
            int end = lastEnd(node);
            return splice(end, end, ", " + entry);
        }
        int column = spans.entryColumn(tuples.get(0));
        return insertLines(spans.nextLine(lastEnd(node)), writer().entry(key, value, column));
    }

    String insert(SequenceNode node, int index, YamlValue item) {
        List<Node> items = node.getValue();
        if (TextSpans.isFlow(node)) {
            return insertInFlow(node, index, YamlWriter.flow(item));
        }
        List<String> lines = writer().item(item, spans.column(node));
        if (index == 0) {
            int start = spans.lineStart(spans.start(node));
            boolean ownLine = text.substring(start, spans.start(node)).isBlank();
            return ownLine
                    ? insertLines(start, lines)
                    : splice(spans.start(node), spans.start(node), inline(node, lines));
        }
        int end = spans.start(node);
        for (Node earlier : items.subList(0, index)) {
            end = spans.end(earlier, end);
        }
        return insertLines(spans.nextLine(end), lines);
    }

    String fill(MappingNode parent, String key, YamlValue value) {
        NodeTuple tuple = parent.getValue().get(indexOf(parent, key));
        int keyEnd = spans.end(tuple.getKeyNode(), 0);
        int end = spans.end(tuple.getValueNode(), keyEnd);
        int colon = text.indexOf(':', keyEnd) + 1;
        if (TextSpans.isFlow(parent)) {
            return splice(colon, end, " " + YamlWriter.flow(value));
        }
        String emptied = splice(colon, Math.max(end, colon), "");
        int line = new TextSpans(emptied).nextLine(colon);
        List<String> lines = writer().children(value, spans.entryColumn(tuple));
        return new YamlEdit(emptied, documents).insertLines(line, lines);
    }

    String remove(MappingNode node, String key) {
        int index = indexOf(node, key);
        List<NodeTuple> tuples = node.getValue();
        int start = spans.start(tuples.get(index).getKeyNode());
        boolean first = index == 0;
        if (first) {
            return splice(start, spans.start(tuples.get(1).getKeyNode()), "");
        }
        int previousEnd = spans.valueEnd(tuples.get(index - 1), 0);
        int end = spans.valueEnd(tuples.get(index), previousEnd);
        if (TextSpans.isFlow(node)) {
            return splice(previousEnd, end, "");
        }
        int from = spans.lineStart(start);
        int to = spans.nextLine(end);
        boolean lastLine = to == text.length() && !text.endsWith("\n");
        return splice(lastLine ? from - eol().length() : from, to, "");
    }

    String append(YamlValue.Mapping content) {
        String emptied = withoutNull();
        String head = emptied.isEmpty() || emptied.endsWith("\n") ? emptied : emptied + eol();
        return head + String.join(eol(), YamlWriter.DEFAULT.entries(content.entries(), 0)) + eol();
    }

    /** The text without a {@code null} or {@code ~} that stands for the whole document. */
    private String withoutNull() {
        if (documents.isEmpty()) {
            return text;
        }
        Node root = documents.get(0);
        String emptied = splice(spans.start(root), spans.end(root, 0), "");
        return emptied.isBlank() ? "" : emptied;
    }

    static int indexOf(MappingNode node, String key) {
        for (int i = 0; i < node.getValue().size(); i++) {
            if (node.getValue().get(i).getKeyNode() instanceof ScalarNode scalar
                    && scalar.getValue().equals(key)) {
                return i;
            }
        }
        throw new IllegalArgumentException(key);
    }

    private String insertInFlow(SequenceNode node, int index, String item) {
        List<Node> items = node.getValue();
        if (items.isEmpty()) {
            return splice(spans.start(node), spans.end(node, 0), "[" + item + "]");
        }
        if (index < items.size() && spans.start(items.get(index)) >= spans.start(node)) {
            int start = spans.start(items.get(index));
            return splice(start, start, item + ", ");
        }
        int end = spans.start(node);
        for (Node earlier : items.subList(0, index)) {
            end = spans.end(earlier, end);
        }
        return splice(end, end, ", " + item);
    }

    /** A first item for a list that starts on the line of something else, such as the list in {@code - - a}. */
    private String inline(SequenceNode node, List<String> lines) {
        String indent = " ".repeat(spans.column(node));
        return String.join(eol(), lines).substring(indent.length()) + eol() + indent;
    }

    private int lastEnd(MappingNode node) {
        int end = spans.start(node);
        for (NodeTuple tuple : node.getValue()) {
            end = spans.valueEnd(tuple, end);
        }
        return end;
    }

    private String sameStyle(ScalarNode node, YamlValue value) {
        if (!(value instanceof YamlValue.Text words)) {
            return YamlWriter.scalar(value);
        }
        if (node.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED) {
            return ScalarText.doubleQuoted(words.value());
        }
        if (node.getScalarStyle() == ScalarStyle.SINGLE_QUOTED) {
            return ScalarText.singleQuoted(words.value());
        }
        String plain = YamlWriter.scalar(value);
        boolean endsFlow = plain.equals(words.value()) && words.value().chars().anyMatch(c -> ",[]{}".indexOf(c) >= 0);
        return endsFlow ? ScalarText.render(words.value(), true) : plain;
    }

    private String insertLines(int offset, List<String> lines) {
        String block = String.join(eol(), lines);
        boolean afterUnfinishedLine = offset > 0 && text.charAt(offset - 1) != '\n';
        return splice(offset, offset, afterUnfinishedLine ? eol() + block : block + eol());
    }

    private YamlWriter writer() {
        return documents.isEmpty() ? YamlWriter.DEFAULT : spans.habits(documents.get(0));
    }

    private String eol() {
        int newline = text.indexOf('\n');
        return newline > 0 && text.charAt(newline - 1) == '\r' ? "\r\n" : "\n";
    }

    private String splice(int start, int end, String replacement) {
        return text.substring(0, start) + replacement + text.substring(end);
    }
}
