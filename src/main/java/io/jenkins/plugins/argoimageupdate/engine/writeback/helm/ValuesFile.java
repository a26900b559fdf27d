package io.jenkins.plugins.argoimageupdate.engine.writeback.helm;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.yaml.YamlFile;
import io.jenkins.plugins.argoimageupdate.engine.writeback.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Helm values by key. A key {@code a.b} means {@code b} in {@code a}, or where that does not exist a key that is written {@code
 * a.b}; else it is created.
 */
final class ValuesFile {

    private static final int SHOWN = 100;
    private static final int MOST_KEYS = 1_000;

    private final String path;
    private final YamlFile file;

    private ValuesFile(String path, YamlFile file) {
        this.path = path;
        this.file = file;
    }

    static ValuesFile parse(String path, byte[] content) {
        return new ValuesFile(path, YamlFile.parse(path, content));
    }

    byte[] bytes() {
        return file.bytes();
    }

    /** The text of a scalar that is there and not null, in a mapping that is merged in as well. */
    Optional<String> get(String key) {
        ValuesKey parsed = parse(key);
        return find(parsed)
                .or(() -> inherited(parsed))
                .filter(node -> !YamlFile.isNull(node))
                .map(ScalarNode::getValue);
    }

    /** Whether there is a scalar, null too, or one is merged in. */
    boolean has(String key) {
        ValuesKey parsed = parse(key);
        return find(parsed).or(() -> inherited(parsed)).isPresent();
    }

    /** The keys of scalars, as far as there are not more than anybody would have to look through. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        file.root().ifPresent(root -> collect(root, "", keys, 0));
        return keys;
    }

    private static void collect(Node node, String key, List<String> keys, int depth) {
        if (keys.size() >= MOST_KEYS || depth > ValuesKey.MAX_STEPS) {
            return;
        }
        if (node instanceof ScalarNode) {
            keys.add(key);
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> {
                if (entry.getKeyNode() instanceof ScalarNode name) {
                    String below = key.isEmpty() ? name.getValue() : key + "." + name.getValue();
                    collect(entry.getValueNode(), below, keys, depth + 1);
                }
            });
        } else if (node instanceof SequenceNode list) {
            for (int i = 0; i < list.getValue().size(); i++) {
                collect(list.getValue().get(i), key + "[" + i + "]", keys, depth + 1);
            }
        }
    }

    /** An edit that cannot be done, at the key's value. */
    GitException uneditable(String key, String problem, String advice) {
        return file.uneditable(find(parse(key)).orElse(null), key, problem, advice);
    }

    void set(String key, String value) {
        ValuesKey parsed = parse(key);
        YamlValue.Text text = new YamlValue.Text(value);
        Optional<ScalarNode> existing = find(parsed);
        if (existing.isEmpty()) {
            boolean merged = inherited(parsed)
                    .filter(node -> isString(node) && node.getValue().equals(value))
                    .isPresent();
            if (!merged) {
                create(parsed, text);
            }
        } else if (!existing.get().getValue().equals(value) || !isString(existing.get())) {
            file.set(existing.get(), text);
        }
    }

    private static boolean isString(ScalarNode node) {
        return node.getTag().getValue().endsWith(":str");
    }

    private Optional<ScalarNode> find(ValuesKey key) {
        if (file.root().isEmpty()) {
            return Optional.empty();
        }
        MappingNode root = root(key);
        return nested(root, key)
                .or(() -> file.child(root, key.text()))
                .filter(ScalarNode.class::isInstance)
                .map(ScalarNode.class::cast);
    }

    private Optional<Node> nested(MappingNode root, ValuesKey key) {
        Optional<Node> current = Optional.of(root);
        for (Object step : key.steps()) {
            current = current.flatMap(node -> child(node, step));
        }
        return current.filter(ScalarNode.class::isInstance);
    }

    /** What a key has from a mapping that is merged into the one around it. */
    private Optional<ScalarNode> inherited(ValuesKey key) {
        Optional<Node> current = file.root();
        for (Object step : key.steps()) {
            current = current.flatMap(node -> child(node, step)
                    .or(() -> node instanceof MappingNode mapping && step instanceof String name
                            ? file.merged(mapping, name)
                            : Optional.empty()));
        }
        return current.filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast);
    }

    private Optional<Node> child(Node node, Object step) {
        if (step instanceof String name) {
            return node instanceof MappingNode mapping ? file.child(mapping, name) : Optional.empty();
        }
        int index = (Integer) step;
        boolean inside =
                node instanceof SequenceNode list && index < list.getValue().size();
        return inside ? Optional.of(((SequenceNode) node).getValue().get(index)) : Optional.empty();
    }

    private void create(ValuesKey key, YamlValue.Text value) {
        List<Object> steps = key.steps();
        if (file.root().isEmpty()) {
            file.append((YamlValue.Mapping) wrap(key, 0, value));
            return;
        }
        Node current = root(key);
        for (int i = 0; i < steps.size(); i++) {
            Optional<Node> next = child(current, steps.get(i));
            if (next.isEmpty()) {
                add(current, key, i, value);
                return;
            }
            boolean fillable = YamlFile.isNull(next.get()) && i + 1 < steps.size();
            if (fillable && current instanceof MappingNode mapping) {
                file.fill(mapping, (String) steps.get(i), wrap(key, i + 1, value));
                return;
            }
            current = next.get();
        }
        throw file.uneditable(
                current, key.text(), "the key does not contain a plain value", "Name a key that holds a string");
    }

    private void add(Node parent, ValuesKey key, int depth, YamlValue.Text value) {
        Object step = key.steps().get(depth);
        if (step instanceof String name && parent instanceof MappingNode mapping) {
            file.put(mapping, name, wrap(key, depth + 1, value));
            return;
        }
        if (step instanceof String && parent instanceof SequenceNode) {
            throw file.uneditable(
                    parent,
                    key.text(),
                    "there is a list, and no position is given",
                    "Write the position in brackets: " + key.withPosition(depth));
        }
        String problem = step instanceof Integer index
                ? (parent instanceof SequenceNode list
                        ? "position " + index + " is outside of the list of "
                                + list.getValue().size()
                        : "there is no list")
                : "there is no mapping";
        throw file.uneditable(parent, key.text(), problem, "Correct the key or the file");
    }

    /** The value inside of what the key's steps from {@code depth} on ask for. */
    private YamlValue wrap(ValuesKey key, int depth, YamlValue value) {
        YamlValue wrapped = value;
        for (int i = key.steps().size() - 1; i >= depth; i--) {
            Object step = key.steps().get(i);
            if (step instanceof String name) {
                wrapped = YamlValue.Mapping.of(name, wrapped);
            } else if ((Integer) step == 0) {
                wrapped = new YamlValue.Sequence(List.of(wrapped));
            } else {
                throw file.uneditable(null, key.text(), "there is no list with that position", "Start at position 0");
            }
        }
        return wrapped;
    }

    private MappingNode root(ValuesKey key) {
        Node root = file.root().orElseThrow();
        if (root instanceof MappingNode mapping) {
            return mapping;
        }
        throw file.uneditable(root, key.text(), "the file is no mapping", "Name a file of Helm values");
    }

    private ValuesKey parse(String key) {
        try {
            return ValuesKey.parse(key);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "edit '" + (key.length() > SHOWN ? key.substring(0, SHOWN) + "…" : key) + "' in " + path,
                    e.getMessage(),
                    "Write a key such as image.tag, and positions in lists as [0]",
                    e);
        }
    }
}
