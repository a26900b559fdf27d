package io.jenkins.plugins.argoimageupdate.engine.writeback.override;

import io.jenkins.plugins.argoimageupdate.engine.writeback.yaml.YamlFile;
import io.jenkins.plugins.argoimageupdate.engine.writeback.yaml.YamlValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The list of an override file, such as {@code helm.parameters}, whose entries have names. */
final class OverrideList {

    private final YamlFile file;
    private final String block;
    private final String list;

    private OverrideList(YamlFile file, String block, String list) {
        this.file = file;
        this.block = block;
        this.list = list;
    }

    static OverrideList open(String path, Optional<byte[]> existing, String block, String list) {
        byte[] content = existing.filter(bytes -> !isBlank(bytes)).orElse(new byte[0]);
        return new OverrideList(YamlFile.parse(path, content), block, list);
    }

    YamlFile file() {
        return file;
    }

    /** Sets the entries by name and returns the file. New ones go where they belong by name, or for variables at the end. */
    byte[] merge(List<Entry> entries) {
        if (items().isEmpty()) {
            create(entries.stream().map(Entry::value).toList());
            return file.bytes();
        }
        entries.forEach(this::merge);
        return file.bytes();
    }

    /** Whether there is an entry of that name. */
    boolean has(String name) {
        return items().map(SequenceNode::getValue).orElse(List.of()).stream()
                .anyMatch(item -> name(item).equals(name));
    }

    /** The plain entries; empty if there is no list. */
    Optional<List<String>> texts() {
        return items().map(items ->
                items.getValue().stream().map(OverrideList::text).toList());
    }

    /** These fields of each entry; empty if there is no list. */
    Optional<List<List<String>>> texts(String... fields) {
        return items().map(items -> items.getValue().stream()
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast)
                .map(item -> Arrays.stream(fields)
                        .map(field ->
                                file.child(item, field).map(OverrideList::text).orElse(""))
                        .toList())
                .toList());
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The list; empty if it is missing, null or empty. */
    Optional<SequenceNode> items() {
        Optional<Node> root = file.root();
        if (root.isEmpty()) {
            return Optional.empty();
        }
        Optional<Node> parent = file.child(mapping(root.get(), "the document"), block);
        if (parent.isEmpty() || YamlFile.isNull(parent.get())) {
            return Optional.empty();
        }
        Optional<Node> node = file.child(mapping(parent.get(), block), list).filter(found -> !YamlFile.isNull(found));
        if (node.isPresent() && !(node.get() instanceof SequenceNode)) {
            throw file.uneditable(node.get(), block + "." + list, "it is no list", "Make it a list or remove it");
        }
        return node.map(SequenceNode.class::cast)
                .filter(sequence -> !sequence.getValue().isEmpty());
    }

    /** Makes the list where it is missing, null or empty. */
    void create(List<YamlValue> items) {
        YamlValue sequence = new YamlValue.Sequence(items);
        YamlValue.Mapping wrapped = YamlValue.Mapping.of(list, sequence);
        if (file.root().isEmpty()) {
            file.append(YamlValue.Mapping.of(block, wrapped));
            return;
        }
        MappingNode root = (MappingNode) file.root().get();
        Optional<Node> parent = file.child(root, block);
        if (parent.isEmpty()) {
            file.put(root, block, wrapped);
        } else if (isEmptyCollection(parent.get())) {
            file.fill(root, block, wrapped);
        } else if (file.child((MappingNode) parent.get(), list).isEmpty()) {
            file.put((MappingNode) parent.get(), list, sequence);
        } else if (!items.isEmpty()) {
            file.fill((MappingNode) parent.get(), list, sequence);
        }
    }

    private void merge(Entry entry) {
        List<Node> items = items().orElseThrow().getValue();
        List<Integer> same = IntStream.range(0, items.size())
                .filter(i -> entry.name.equals(name(items.get(i))))
                .boxed()
                .toList();
        if (!same.isEmpty()) {
            same.forEach(i -> update(i, entry));
            return;
        }
        int index = items.size();
        for (int i = items.size() - 1; entry.sorted && i >= 0; i--) {
            if (name(items.get(i)).compareTo(entry.name) > 0) {
                index = i;
            }
        }
        file.insert(items().orElseThrow(), index, entry.value());
    }

    private void update(int index, Entry entry) {
        setField(index, "value", new YamlValue.Text(entry.text));
        if (!entry.sorted) {
            return;
        }
        MappingNode item = (MappingNode) items().orElseThrow().getValue().get(index);
        String key = item.getValue().stream()
                .map(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "")
                .filter("forcestring"::equalsIgnoreCase)
                .findFirst()
                .orElse("");
        if (!key.isEmpty() || entry.forceString) {
            setField(index, key.isEmpty() ? "forcestring" : key, new YamlValue.Flag(entry.forceString));
        }
    }

    private void setField(int index, String key, YamlValue value) {
        MappingNode item = (MappingNode) items().orElseThrow().getValue().get(index);
        Optional<Node> field = file.child(item, key);
        if (field.isEmpty()) {
            file.put(item, key, value);
        } else if (field.get() instanceof ScalarNode scalar) {
            file.set(scalar, value);
        } else {
            throw file.uneditable(field.get(), key, "it is no plain value", "Make it a string");
        }
    }

    private String name(Node item) {
        if (!(item instanceof MappingNode mapping)) {
            throw file.uneditable(item, block + "." + list, "an item has no name", "Give each item a name and a value");
        }
        return file.child(mapping, "name")
                .filter(ScalarNode.class::isInstance)
                .map(node -> ((ScalarNode) node).getValue())
                .orElse("");
    }

    private MappingNode mapping(Node node, String what) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw file.uneditable(
                node, what, "it is no mapping, so this is no override file", "Correct or delete the file");
    }

    private static boolean isEmptyCollection(Node node) {
        return YamlFile.isNull(node)
                || (node instanceof MappingNode mapping && mapping.getValue().isEmpty());
    }

    private static boolean isBlank(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).isBlank();
    }

    /**
     * An entry to be set.
     *
     * @param sorted whether it is a Helm parameter: those are in the order of their names and have {@code forcestring}
     */
    record Entry(String name, String text, boolean forceString, boolean sorted) {

        static Entry parameter(String name, String value, boolean forceString) {
            return new Entry(name, value, forceString, true);
        }

        static Entry variable(String name, String value) {
            return new Entry(name, value, false, false);
        }

        YamlValue value() {
            Map<String, YamlValue> fields = new LinkedHashMap<>();
            fields.put("name", new YamlValue.Text(name));
            fields.put("value", new YamlValue.Text(text));
            if (sorted) {
                fields.put("forcestring", new YamlValue.Flag(forceString));
            }
            return new YamlValue.Mapping(fields);
        }
    }
}
