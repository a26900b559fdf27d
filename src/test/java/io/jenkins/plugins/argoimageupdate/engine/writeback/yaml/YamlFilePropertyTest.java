package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Random files with every layout that people use, of which one value changes. */
public class YamlFilePropertyTest {

    private static final String[] VALUES = {
        "1.1.0", "1.20", "no", "v2", "-", "a: b", "x#y", "it's", "\"q\"", "2024-01-02", "[", "é😀"
    };

    private final Random random = new Random(20260801);
    private final List<List<Object>> leaves = new ArrayList<>();

    @Test
    public void changesOneScalarAndNoOtherByte() {
        for (int i = 0; i < 1_500; i++) {
            leaves.clear();
            String text = document();
            List<Object> path = leaves.get(random.nextInt(leaves.size()));
            String value = VALUES[random.nextInt(VALUES.length)];
            YamlFile file = YamlFile.parse("f", text.getBytes(StandardCharsets.UTF_8));

            file.set((ScalarNode) find(file, path), new YamlValue.Text(value));

            String edited = new String(file.bytes(), StandardCharsets.UTF_8);
            assertThat(load(edited)).as(text).isEqualTo(with(load(text), path, value));
            assertThat(linesThatDiffer(text, edited))
                    .as(text + "\n---\n" + edited)
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    public void addsOneEntryAndChangesNoOtherByte() {
        for (int i = 0; i < 1_500; i++) {
            leaves.clear();
            String text = document();
            List<Object> leaf = leaves.get(random.nextInt(leaves.size()));
            List<Object> path = leaf.subList(0, leaf.size() - 1);
            YamlFile file = YamlFile.parse("f", text.getBytes(StandardCharsets.UTF_8));
            if (!(find(file, path) instanceof MappingNode mapping)) {
                continue;
            }

            file.put(mapping, "added", new YamlValue.Text("value"));

            String edited = new String(file.bytes(), StandardCharsets.UTF_8);
            List<Object> added = new ArrayList<>(path);
            added.add("added");
            assertThat(load(edited)).as(text).isEqualTo(with(load(text), added, "value"));
            assertThat(edited.replaceFirst("(, )?(\r?\n)? *added: value(\r?\n)?", "")
                            .replaceAll("\\s", ""))
                    .isEqualTo(text.replaceAll("\\s", ""));
        }
    }

    private String document() {
        String eol = random.nextInt(4) == 0 ? "\r\n" : "\n";
        StringBuilder out = new StringBuilder(random.nextBoolean() ? "" : "# head 😀\n\n---\n");
        mapping(out, 0, List.of());
        if (random.nextInt(5) == 0) {
            out.append("---\nsecond: document\n");
        }
        String text = out.toString();
        return (random.nextInt(5) == 0 ? text.stripTrailing() : text).replace("\n", eol);
    }

    private void mapping(StringBuilder out, int indent, List<Object> path) {
        int entries = 1 + random.nextInt(3);
        for (int i = 0; i < entries; i++) {
            noise(out, indent);
            String key = "k" + i;
            out.append(" ".repeat(indent))
                    .append(random.nextInt(6) == 0 ? "\"" + key + "\"" : key)
                    .append(':');
            value(out, indent, append(path, key));
        }
    }

    private void value(StringBuilder out, int indent, List<Object> path) {
        switch (indent > 8 ? 0 : random.nextInt(5)) {
            case 1 -> {
                out.append(comment()).append('\n');
                mapping(out, indent + (random.nextBoolean() ? 2 : 4), path);
            }
            case 2 -> {
                out.append(comment()).append('\n');
                int dash = indent + (random.nextBoolean() ? 0 : 2);
                for (int i = 0; i < 1 + random.nextInt(3); i++) {
                    noise(out, dash);
                    out.append(" ".repeat(dash)).append("- ");
                    scalar(out, append(path, i), dash);
                }
            }
            case 3 -> {
                leaves.add(append(path, "a"));
                out.append(" {a: 1.0, b: [x, 'y']}").append(comment()).append('\n');
            }
            default -> {
                out.append(' ');
                scalar(out, path, indent);
            }
        }
    }

    private void scalar(StringBuilder out, List<Object> path, int indent) {
        leaves.add(path);
        String text = new String[] {
                    "1.0.0",
                    "\"1.0.0\"",
                    "'x'",
                    "true",
                    "text with spaces",
                    "~",
                    "|-\n" + " ".repeat(indent + 3) + "block"
                }
                [random.nextInt(7)];
        out.append(text).append(text.startsWith("|") ? "" : comment()).append('\n');
    }

    private String comment() {
        return random.nextInt(3) == 0 ? "   # comment é😀: x" : "";
    }

    private void noise(StringBuilder out, int indent) {
        switch (random.nextInt(5)) {
            case 0 -> out.append('\n');
            case 1 -> out.append(" ".repeat(indent)).append("# note: y\n");
            default -> {}
        }
    }

    private static List<Object> append(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static Node find(YamlFile file, List<Object> path) {
        Node node = file.root().orElseThrow();
        for (Object step : path) {
            node = step instanceof String key
                    ? file.child((MappingNode) node, key).orElseThrow()
                    : ((SequenceNode) node).getValue().get((Integer) step);
        }
        return node;
    }

    private static List<Object> load(String text) {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(documents::add);
        return documents;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> with(List<Object> documents, List<Object> path, String value) {
        Object parent = documents.get(0);
        for (Object step : path.subList(0, path.size() - 1)) {
            parent = step instanceof String key
                    ? ((Map<Object, Object>) parent).get(key)
                    : ((List<Object>) parent).get((Integer) step);
        }
        Object last = path.get(path.size() - 1);
        if (last instanceof String key) {
            ((Map<Object, Object>) parent).put(key, value);
        } else {
            ((List<Object>) parent).set((Integer) last, value);
        }
        return documents;
    }

    private static int linesThatDiffer(String one, String other) {
        String[] left = one.split("\n", -1);
        String[] right = other.split("\n", -1);
        Map<Integer, Boolean> differ = new LinkedHashMap<>();
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            if (i >= left.length || i >= right.length || !left[i].equals(right[i])) {
                differ.put(i, true);
            }
        }
        return left.length == right.length ? differ.size() : Integer.MAX_VALUE;
    }
}
