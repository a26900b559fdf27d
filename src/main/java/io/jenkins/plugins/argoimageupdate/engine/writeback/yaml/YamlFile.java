package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.yaml.YamlDocuments;
import io.jenkins.plugins.argoimageupdate.engine.yaml.YamlSyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML file that is edited by replacing only the characters of each change: comments, order, quotes, indentation, line ends
 * and later documents stay as they are.
 *
 * <p>Edits apply to the first document. Each one is checked: the file is parsed again and must mean exactly what it meant
 * before with that change, else the edit fails and nothing is lost. An edit makes earlier nodes stale: look them up again.
 * Not thread-safe. Failures are {@link GitException}s with {@link Reason#UNEDITABLE_FILE} that name file, line and key.
 */
public final class YamlFile {

    /** Far above any file that people edit. */
    private static final int MAX_BYTES = Budget.YAML.intValue();

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final String path;
    private final boolean byteOrderMark;
    private String text;
    private YamlDocuments documents;

    private YamlFile(String path, String content) {
        this.path = path;
        this.byteOrderMark = content.startsWith(BYTE_ORDER_MARK);
        this.text = byteOrderMark ? content.substring(1) : content;
        this.documents = read(text);
    }

    /** @param path for messages */
    public static YamlFile parse(String path, byte[] content) {
        if (content.length > MAX_BYTES) {
            throw new GitException(
                    Reason.UNEDITABLE_FILE,
                    "read " + path,
                    "it has more than 10 MiB",
                    "Keep the image in a file of its own");
        }
        try {
            return new YamlFile(
                    path,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new GitException(
                    Reason.UNEDITABLE_FILE, "read " + path, "it is not UTF-8", "Save the file as UTF-8", e);
        }
    }

    /** The file with all edits so far, in UTF-8, with a byte order mark where it had one. */
    public byte[] bytes() {
        return ((byteOrderMark ? BYTE_ORDER_MARK : "") + text).getBytes(StandardCharsets.UTF_8);
    }

    /** How many documents it has; one that cannot be read counts, and those after it do not. */
    public int documentCount() {
        return documents.roots().size() + (documents.broken().isPresent() ? 1 : 0);
    }

    /** The first document's root; empty where the file has no content but perhaps comments. */
    public Optional<Node> root() {
        return documents.roots().stream().findFirst().filter(node -> !isNull(node));
    }

    /** The value of a key, if there is one; an alias is followed. A key that occurs twice is an error. */
    public Optional<Node> child(MappingNode mapping, String key) {
        Node found = null;
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode scalar
                    && scalar.getValue().equals(key)) {
                if (found != null) {
                    throw uneditable(scalar, key, "the key occurs a second time here", "Remove one of the two");
                }
                found = tuple.getValueNode();
            }
        }
        return Optional.ofNullable(found);
    }

    /** The value of a key that a mapping does not have itself but takes from others with {@code <<}, the first of them first. */
    public Optional<Node> merged(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals("<<"))
                .map(NodeTuple::getValueNode)
                .flatMap(merged -> merged instanceof SequenceNode list ? list.getValue().stream() : Stream.of(merged))
                .filter(other -> other instanceof MappingNode && other != mapping)
                .map(MappingNode.class::cast)
                .flatMap(other -> child(other, key).stream())
                .findFirst();
    }

    /** Whether a value is missing, {@code null} or {@code ~}. */
    public static boolean isNull(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    /** Replaces a scalar, keeping its quotes where it has some. */
    public void set(ScalarNode node, YamlValue value) {
        edit(node, value, new YamlEdit(text, documents.roots()).set(node, value));
    }

    /** Adds an entry at the end of a mapping. */
    public void put(MappingNode node, String key, YamlValue value) {
        DocumentModel expected = new DocumentModel(documents.roots());
        expected.put(node, key, value);
        apply(new YamlEdit(text, documents.roots()).put(node, key, value), expected, node, key);
    }

    /** Adds an item to a list, in front of the one that has that index now, or at the end. */
    public void insert(SequenceNode node, int index, YamlValue item) {
        DocumentModel expected = new DocumentModel(documents.roots());
        expected.insert(node, index, item);
        apply(new YamlEdit(text, documents.roots()).insert(node, index, item), expected, node, "[" + index + "]");
    }

    /** Puts a mapping or list in the place of a null or empty value of a mapping. */
    public void fill(MappingNode parent, String key, YamlValue value) {
        Node node = child(parent, key).orElseThrow();
        DocumentModel expected = new DocumentModel(documents.roots());
        expected.replace(parent, node, value);
        apply(new YamlEdit(text, documents.roots()).fill(parent, key, value), expected, node, key);
    }

    /** Removes an entry that is not the only one of its mapping, with the comment at the end of its line. */
    public void remove(MappingNode node, String key) {
        DocumentModel expected = new DocumentModel(documents.roots());
        YamlEdit edit = new YamlEdit(text, documents.roots());
        expected.remove(node, YamlEdit.indexOf(node, key));
        apply(edit.remove(node, key), expected, node, key);
    }

    /** Gives content to a file that has none but perhaps comments. */
    public void append(YamlValue.Mapping content) {
        DocumentModel expected = new DocumentModel(documents.roots());
        expected.replaceDocument(content);
        apply(new YamlEdit(text, documents.roots()).append(content), expected, null, "");
    }

    /** An edit that cannot be done. */
    public GitException uneditable(@Nullable Node node, String key, String problem, String advice) {
        String place = path + (node == null ? "" : ":" + TextSpans.line(node));
        return new GitException(Reason.UNEDITABLE_FILE, "edit '" + key + "' in " + place, problem, advice);
    }

    private void edit(ScalarNode node, YamlValue value, String edited) {
        String key = root().map(root -> NodePath.of(root, node)).orElse("");
        if (SopsEncryption.isEncrypted(node)) {
            throw uneditable(
                    node,
                    key,
                    "sops encrypted this value",
                    "Leave it in the clear, with unencrypted_regex and mac_only_encrypted in .sops.yaml");
        }
        Optional<String> tag = new TextSpans(text).tag(node).filter(shown -> !Tag.STR.equals(node.getTag()));
        if (tag.isPresent() && !YamlFile.isNull(node)) {
            throw uneditable(node, key, "the tag " + tag.get() + " says that it is no string", "Remove the tag");
        }
        DocumentModel expected = new DocumentModel(documents.roots());
        expected.set(node, value);
        apply(edited, expected, node, key);
    }

    private void apply(String edited, DocumentModel expected, @Nullable Node node, String key) {
        SopsEncryption.refusal(root()).ifPresent(problem -> {
            throw uneditable(
                    node,
                    key,
                    problem,
                    "Set mac_only_encrypted: true in .sops.yaml and encrypt it again, or keep the image in a file without sops");
        });
        YamlDocuments parsed;
        try {
            parsed = YamlDocuments.read(edited);
        } catch (YamlSyntaxException e) {
            parsed = new YamlDocuments(List.of(), Optional.of(e));
        }
        boolean complete = parsed.broken().isPresent() == documents.broken().isPresent();
        if (!complete || !new DocumentModel(parsed.roots()).equals(expected)) {
            throw uneditable(
                    node,
                    key,
                    "the change cannot be made without changing something else",
                    text.endsWith("\n")
                            ? "Write this part of the file in plain block style"
                            : "End the file's last line, or write this part in plain block style");
        }
        text = edited;
        documents = parsed;
    }

    private YamlDocuments read(String content) {
        GoTemplates templates = new GoTemplates(content);
        try {
            YamlDocuments read = YamlDocuments.read(content);
            read.roots().stream().findFirst().flatMap(templates::in).ifPresent(found -> {
                throw template(found, null);
            });
            return read;
        } catch (YamlSyntaxException e) {
            throw templates.upTo(e.line()).map(found -> template(found, e)).orElseGet(() -> unreadable(e));
        }
    }

    private GitException unreadable(YamlSyntaxException e) {
        return new GitException(Reason.UNEDITABLE_FILE, "read " + path + ":" + e.line(), e.answer(), e.advice(), e);
    }

    private GitException template(GoTemplates.Found found, @Nullable YamlSyntaxException cause) {
        return new GitException(
                Reason.UNEDITABLE_FILE,
                "read " + path + ":" + found.line(),
                "it is not YAML as Helm and Kustomize read it: the Go template " + found.template()
                        + " stands there without quotes",
                "Name the file that Argo CD reads as write-back target, or quote the template",
                cause);
    }
}
