package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The way to a node as people write it, such as {@code images[0].tag}. */
final class NodePath {

    private final Node wanted;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private NodePath(Node wanted) {
        this.wanted = wanted;
    }

    /** Empty where the node is the root or is not below it. */
    static String of(Node root, Node wanted) {
        return new NodePath(wanted).find(root, "").orElse("");
    }

    private Optional<String> find(Node node, String path) {
        if (node == wanted) {
            return Optional.of(path);
        }
        if (!seen.add(node)) {
            return Optional.empty();
        }
        return node instanceof MappingNode mapping
                ? find(mapping, path)
                : node instanceof SequenceNode list ? find(list.getValue(), path) : Optional.empty();
    }

    private Optional<String> find(MappingNode mapping, String path) {
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            Optional<String> found = find(tuple.getValueNode(), path.isEmpty() ? key : path + "." + key);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> find(List<Node> items, String path) {
        for (int i = 0; i < items.size(); i++) {
            Optional<String> found = find(items.get(i), path + "[" + i + "]");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
