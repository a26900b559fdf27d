package io.jenkins.plugins.argoimageupdate.engine.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What gopkg.in/yaml.v3 v3.0.1 and sigs.k8s.io/yaml v1.6.0 (Helm, Argo CD, Kustomize) answered to texts that were written by hand.
 *
 * @param documents those that yaml.v3 read, as {@link #show} shows them
 * @param broken whether something after them is no YAML
 * @param helm whether sigs.k8s.io/yaml takes the text as one value; it reads the first document only
 */
public record GoYaml(String yaml, List<String> documents, boolean broken, boolean helm) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static List<GoYaml> answers() {
        try (InputStream in = GoYaml.class.getResourceAsStream("go-yaml.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(GoYaml::answer)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoYaml answer(String line) {
        JsonNode answer = JSON.readTree(line);
        List<String> documents = new ArrayList<>();
        answer.get("documents").forEach(document -> documents.add(document.asString()));
        return new GoYaml(
                answer.get("yaml").asString(),
                documents,
                answer.get("broken").asBoolean(),
                answer.get("helm").asBoolean());
    }

    /** Whether some reader takes at least the first document. */
    public boolean isAccepted() {
        return !documents.isEmpty() || !broken || helm;
    }

    /** Documents, every scalar as a string, a node that was there before as an asterisk. */
    static List<String> show(List<Node> roots) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return roots.stream().map(root -> show(root, seen)).toList();
    }

    private static String show(Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return "*";
        }
        if (node instanceof ScalarNode scalar) {
            return JSON.writeValueAsString(scalar.getValue())
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(item -> show(item, seen)).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((MappingNode) node)
                .getValue().stream()
                        .map(tuple -> show(tuple.getKeyNode(), seen) + ": " + show(tuple.getValueNode(), seen))
                        .collect(Collectors.joining(", ", "{", "}"));
    }
}
