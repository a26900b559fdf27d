package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.fuzz.FuzzInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Changes of one scalar. The file in front and behind it stays, byte by byte, and snakeyaml-engine, which has no part in it, sees that
 * scalar change and no other, wherever it takes the file; where a tab or a line break of YAML 1.1 stands, which Go reads in other ways, it is
 * not asked.
 */
public final class YamlPatchFuzz {

    /** Of what is longer, one scalar is changed, and snakeyaml-engine does not look at it. */
    private static final int LONG = 100_000;

    private static final String[] VALUES = {
        "1.1.0", "1.20", "no", "a: b", "x#y", "it's \"q\"", "é😀", "[", "line\nbreak", "~"
    };

    /** Go's readers end an anchor or alias there; in snakeyaml-engine, by YAML 1.2, the colon is part of its name. */
    private static final Pattern NAME_BEFORE_A_COLON = Pattern.compile("[&*][A-Za-z0-9_-]*+:");

    private YamlPatchFuzz() {}

    /** The value in the first line, one of a few or the line itself; then the file. Refused by a {@link GitException}. */
    public static void patch(byte[] input) {
        String[] lines = FuzzInput.lines(FuzzInput.text(input), 2);
        String value = lines[0].length() == 1 ? VALUES[lines[0].charAt(0) % VALUES.length] : lines[0];
        byte[] file = lines[1].getBytes(StandardCharsets.UTF_8);
        try {
            List<ScalarNode> scalars = new ArrayList<>();
            YamlFile.parse("f", file).root().ifPresent(root -> collect(root, scalars, identitySet()));
            int step = file.length > LONG ? scalars.size() : Math.max(1, scalars.size() / 3);
            for (int i = 0; i < scalars.size(); i += step) {
                patch(file, i, value);
            }
        } catch (GitException e) {
            // told as such
        }
    }

    private static void patch(byte[] content, int index, String value) {
        YamlFile file = YamlFile.parse("f", content);
        List<ScalarNode> scalars = new ArrayList<>();
        collect(file.root().orElseThrow(), scalars, identitySet());
        ScalarNode node = scalars.get(index);
        try {
            file.set(node, new YamlValue.Text(value));
        } catch (GitException e) {
            return;
        }
        String before = text(content);
        String after = text(file.bytes());
        String head = before.substring(0, node.getStartMark().orElseThrow().getIndex());
        String tail = before.substring(node.getEndMark().orElseThrow().getIndex());
        if (!after.startsWith(head) || !after.endsWith(tail)) {
            throw new AssertionError("another byte changed:\n" + before + "\n---\n" + after);
        }
        boolean ofYaml11 = before.chars().anyMatch(c -> c == '\t' || c == 0x85 || c == 0x2028 || c == 0x2029);
        boolean otherNames = NAME_BEFORE_A_COLON.matcher(before).find();
        if (content.length <= LONG && !ofYaml11 && !otherNames) {
            compare(before, after, node, value);
        }
    }

    private static void compare(String before, String after, ScalarNode node, String value) {
        Optional<List<Node>> old = compose(before);
        if (old.isEmpty()) {
            return;
        }
        List<Node> now = compose(after)
                .orElseThrow(() -> new AssertionError("it is no YAML any more:\n" + before + "\n---\n" + after));
        Set<Node> changed = identitySet();
        Set<Node> seen = identitySet();
        boolean same = old.get().size() == now.size();
        for (int i = 0; same && i < now.size(); i++) {
            same = compare(old.get().get(i), now.get(i), value, changed, seen);
        }
        if (!same || changed.size() > 1) {
            throw new AssertionError(
                    "not that scalar alone changed at " + node.getStartMark() + ":\n" + before + "\n---\n" + after);
        }
    }

    private static boolean compare(Node old, Node now, String value, Set<Node> changed, Set<Node> seen) {
        if (!seen.add(old)) {
            return true;
        }
        if (old instanceof ScalarNode scalar) {
            if (!(now instanceof ScalarNode other)) {
                return false;
            }
            if (scalar.getValue().equals(other.getValue()) && scalar.getTag().equals(other.getTag())) {
                return true;
            }
            changed.add(old);
            return other.getValue().equals(value);
        }
        List<Node> children = DocumentModel.children(old);
        List<Node> others = DocumentModel.children(now);
        boolean same = old.getClass() == now.getClass() && children.size() == others.size();
        for (int i = 0; same && i < children.size(); i++) {
            same = compare(children.get(i), others.get(i), value, changed, seen);
        }
        return same;
    }

    private static Optional<List<Node>> compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setBufferSize(text.length() + 1)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            List<Node> roots = new ArrayList<>();
            new Compose(settings).composeAllFromString(text).forEach(roots::add);
            return Optional.of(roots);
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    private static void collect(Node node, List<ScalarNode> scalars, Set<Node> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof ScalarNode scalar) {
            scalars.add(scalar);
        }
        DocumentModel.children(node).forEach(child -> collect(child, scalars, seen));
    }

    private static Set<Node> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static String text(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
