package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.yaml.YamlDocuments;
import io.jenkins.plugins.argoimageupdate.engine.yaml.YamlSyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value of a YAML (or JSON) configuration that knows its place, so that every complaint names file and line. */
public final class ConfigNode {

    private final String file;
    private final String key;
    private final Node node;

    private ConfigNode(String file, String key, Node node) {
        this.file = file;
        this.key = key;
        this.node = node;
    }

    /** The first document of a text. */
    public static ConfigNode parse(String file, String text) {
        try {
            for (Node document : YamlDocuments.all(text)) {
                return new ConfigNode(file, "the file", document);
            }
        } catch (YamlSyntaxException e) {
            throw unusable(file + ":" + e.line(), "it is not valid YAML: " + e.getMessage(), e.advice(), e);
        }
        throw unusable(file, "it is empty", "Say what to watch", null);
    }

    /** The value of a key; empty where it is missing or null. */
    public Optional<ConfigNode> get(String name) {
        return Optional.ofNullable(entries().get(name)).filter(value -> !value.isNull());
    }

    /** A missing list is an empty one. */
    public List<ConfigNode> list(String name) {
        return get(name).map(ConfigNode::items).orElse(List.of());
    }

    /** Null where it is missing. */
    public String text(String name) {
        return get(name).map(ConfigNode::text).orElse(null);
    }

    /** Null where it is missing. */
    public Boolean flag(String name) {
        return get(name).map(ConfigNode::flag).orElse(null);
    }

    /** Null where it is missing. */
    public List<String> texts(String name) {
        return get(name)
                .map(list -> list.items().stream().map(ConfigNode::text).toList())
                .orElse(null);
    }

    public Map<String, ConfigNode> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw unusable("it is no mapping", "Write key: value lines below it");
        }
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            ConfigNode value = new ConfigNode(file, name, tuple.getValueNode());
            if (entries.put(name, value) != null) {
                throw new ConfigNode(file, name, tuple.getKeyNode())
                        .unusable("the key occurs twice", "Remove one of them");
            }
        }
        return entries;
    }

    public List<ConfigNode> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw unusable("it is no list", "Start each item with a dash");
        }
        List<ConfigNode> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(new ConfigNode(file, key, item)));
        return items;
    }

    public String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw unusable("it is no plain value", "Write a string");
    }

    public boolean isText() {
        return node instanceof ScalarNode;
    }

    public boolean flag() {
        if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.BOOL)) {
            return Boolean.parseBoolean(scalar.getValue());
        }
        throw unusable("it is neither true nor false", "Write true or false");
    }

    public Map<String, String> textMap() {
        Map<String, String> texts = new LinkedHashMap<>();
        entries().forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    /** @throws ConfigurationException if there is a key that is not among these */
    public ConfigNode allow(Collection<String> known) {
        entries().forEach((name, value) -> {
            if (!known.contains(name)) {
                throw value.unusable(
                        "there is no such key",
                        "Did you mean '" + NearestWord.to(name, known) + "'? Known are " + known);
            }
        });
        return this;
    }

    public ConfigurationException unusable(String answer, String advice) {
        return unusable(place(), answer, advice, null);
    }

    private String place() {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        return "'" + key + "' in " + file + ":" + line;
    }

    private static ConfigurationException unusable(String place, String answer, String advice, Exception cause) {
        return new ConfigurationException(Reason.INVALID_CONFIGURATION, "read " + place, answer, advice, cause);
    }

    private boolean isNull() {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }
}
