package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What a file's documents mean, free of layout: tells whether an edit of the text did what it should and nothing else.
 *
 * <p>An alias stays a reference, so that comparing never expands one.
 */
final class DocumentModel {

    private final Map<Node, Object> built = new IdentityHashMap<>();
    private final Map<Node, Integer> anchors = new IdentityHashMap<>();
    private final List<Object> documents = new ArrayList<>();

    DocumentModel(List<Node> nodes) {
        Set<Node> seen = new HashSet<>();
        nodes.forEach(node -> number(node, seen));
        nodes.forEach(node -> documents.add(build(node)));
    }

    void set(ScalarNode node, YamlValue value) {
        ((Leaf) built.get(node)).become(leaf(value));
    }

    void put(MappingNode node, String key, YamlValue value) {
        ((Branch) built.get(node)).children.add(new Pair(text(key), valueOf(value)));
    }

    void insert(SequenceNode node, int index, YamlValue value) {
        ((Branch) built.get(node)).children.add(index, valueOf(value));
    }

    void remove(MappingNode node, int index) {
        ((Branch) built.get(node)).children.remove(index);
    }

    /** Puts a collection in the place of a null or an empty collection that {@code parent} holds. */
    void replace(Node parent, Node node, YamlValue value) {
        List<Object> children = ((Branch) built.get(parent)).children;
        Object old = built.get(node);
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i) == old) {
                children.set(i, valueOf(value));
            } else if (children.get(i) instanceof Pair pair && pair.value == old) {
                children.set(i, new Pair(pair.key, valueOf(value)));
            }
        }
    }

    void replaceDocument(YamlValue value) {
        documents.clear();
        documents.add(valueOf(value));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DocumentModel model && documents.equals(model.documents);
    }

    @Override
    public int hashCode() {
        return documents.hashCode();
    }

    private void number(Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            anchors.putIfAbsent(node, anchors.size());
            return;
        }
        children(node).forEach(child -> number(child, seen));
    }

    private Object build(Node node) {
        if (built.containsKey(node)) {
            return new Reference(anchors.get(node));
        }
        if (node instanceof ScalarNode scalar) {
            Leaf leaf = new Leaf(scalar.getTag().getValue(), scalar.getValue());
            built.put(node, leaf);
            return leaf;
        }
        Branch branch = new Branch(node.getTag().getValue(), new ArrayList<>());
        built.put(node, branch);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                branch.children.add(new Pair(build(tuple.getKeyNode()), build(tuple.getValueNode())));
            }
        } else {
            children(node).forEach(child -> branch.children.add(build(child)));
        }
        return branch;
    }

    static List<Node> children(Node node) {
        List<Node> children = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> {
                children.add(tuple.getKeyNode());
                children.add(tuple.getValueNode());
            });
        } else if (node instanceof SequenceNode sequence) {
            children.addAll(sequence.getValue());
        }
        return children;
    }

    private static Object valueOf(YamlValue value) {
        if (value.isScalar()) {
            return leaf(value);
        }
        List<Object> children = new ArrayList<>();
        if (value instanceof YamlValue.Mapping mapping) {
            mapping.entries().forEach((key, child) -> children.add(new Pair(text(key), valueOf(child))));
            return new Branch(Tag.MAP.getValue(), children);
        }
        ((YamlValue.Sequence) value).items().forEach(item -> children.add(valueOf(item)));
        return new Branch(Tag.SEQ.getValue(), children);
    }

    private static Leaf leaf(YamlValue value) {
        return value instanceof YamlValue.Flag flag
                ? new Leaf(Tag.BOOL.getValue(), Boolean.toString(flag.value()))
                : text(((YamlValue.Text) value).value());
    }

    private static Leaf text(String value) {
        return new Leaf(Tag.STR.getValue(), value);
    }

    /** Its own {@code equals}, as that of a branch, goes less deep than a record's. */
    private record Pair(Object key, Object value) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Pair pair && key.equals(pair.key) && value.equals(pair.value);
        }

        @Override
        public int hashCode() {
            return key.hashCode() * 31 + value.hashCode();
        }
    }

    private record Reference(int anchor) {}

    private record Branch(String tag, List<Object> children) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Branch branch && tag.equals(branch.tag) && children.equals(branch.children);
        }

        @Override
        public int hashCode() {
            return tag.hashCode() * 31 + children.hashCode();
        }
    }

    private static final class Leaf {

        private String tag;
        private String value;

        Leaf(String tag, String value) {
            become(tag, value);
        }

        void become(Leaf other) {
            become(other.tag, other.value);
        }

        private void become(String newTag, String newValue) {
            tag = newTag;
            value = newValue;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Leaf leaf && tag.equals(leaf.tag) && value.equals(leaf.value);
        }

        @Override
        public int hashCode() {
            return tag.hashCode() * 31 + value.hashCode();
        }
    }
}
