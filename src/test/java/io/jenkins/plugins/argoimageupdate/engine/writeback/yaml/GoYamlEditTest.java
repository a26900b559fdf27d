package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.yaml.GoYaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.Test;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Whatever Go reads can be edited here: a value replaced, an entry added. */
public class GoYamlEditTest {

    /** Tags that say that the value is no string, and keys without a colon. */
    private static final Set<String> VALUES_THAT_STAY = Set.of(
            "a: !!int 1\n",
            "a: !own x\n",
            "a: !!null\n",
            "a: !!binary aGk=\n",
            "%TAG !e! tag:example.com,2026:\n---\na: !e!x y\n",
            "a: !!str, b\n",
            "{a, b: c}\n",
            "{a:b}\n",
            "[? a]\n",
            "{? a}\n",
            "? a\n");

    /** Mappings without braces in a list, and a value that another line would lengthen by a line break. */
    private static final Set<String> MAPPINGS_THAT_STAY =
            Set.of("[a: b]\n", "[a: b, c]\n", "[? a : b]\n", "[? a]\n", "a: |\n  x");

    @Test
    public void replacesEveryValueOfWhatGoReads() {
        List<String> refused = new ArrayList<>();
        for (GoYaml go : accepted()) {
            for (List<Integer> path : paths(parse(go.yaml()), ScalarNode.class)) {
                attempt(go, refused, file -> file.set((ScalarNode) at(file, path), new YamlValue.Text("v9.9.9")));
            }
        }
        assertThat(refused).containsExactlyInAnyOrderElementsOf(VALUES_THAT_STAY);
    }

    @Test
    public void addsToEveryMappingOfWhatGoReads() {
        List<String> refused = new ArrayList<>();
        for (GoYaml go : accepted()) {
            for (List<Integer> path : paths(parse(go.yaml()), MappingNode.class)) {
                attempt(
                        go,
                        refused,
                        file -> file.put((MappingNode) at(file, path), "added", new YamlValue.Text("v9.9.9")));
            }
        }
        assertThat(refused).containsExactlyInAnyOrderElementsOf(MAPPINGS_THAT_STAY);
    }

    private static List<GoYaml> accepted() {
        return GoYaml.answers().stream()
                .filter(GoYaml::isAccepted)
                .filter(go -> !go.yaml().contains("{{"))
                .toList();
    }

    private static void attempt(GoYaml go, List<String> refused, Consumer<YamlFile> edit) {
        try {
            edit.accept(parse(go.yaml()));
        } catch (GitException e) {
            if (!refused.contains(go.yaml())) {
                refused.add(go.yaml());
            }
        }
    }

    /** The ways to the nodes of a kind, none of them through a key or an alias. */
    private static List<List<Integer>> paths(YamlFile file, Class<? extends Node> kind) {
        List<List<Integer>> paths = new ArrayList<>();
        file.root().ifPresent(root -> collect(root, List.of(), kind, paths, new ArrayList<>()));
        return paths;
    }

    private static void collect(
            Node node, List<Integer> path, Class<? extends Node> kind, List<List<Integer>> paths, List<Node> seen) {
        if (seen.stream().anyMatch(other -> other == node)) {
            return;
        }
        seen.add(node);
        if (kind.isInstance(node)) {
            paths.add(path);
        }
        List<Node> children = children(node);
        for (int i = 0; i < children.size(); i++) {
            List<Integer> longer = new ArrayList<>(path);
            longer.add(i);
            collect(children.get(i), longer, kind, paths, seen);
        }
    }

    private static Node at(YamlFile file, List<Integer> path) {
        Node node = file.root().orElseThrow();
        for (int step : path) {
            node = children(node).get(step);
        }
        return node;
    }

    private static List<Node> children(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .map(tuple -> tuple.getValueNode())
                    .collect(Collectors.toList());
        }
        return node instanceof SequenceNode list ? list.getValue() : List.of();
    }

    private static YamlFile parse(String text) {
        return YamlFile.parse("file.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
