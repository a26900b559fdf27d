package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Finds Go templates without quotes in a file that is read as YAML. {@code {{ .x }}} alone is a mapping whose key is a mapping: YAML,
 * but nothing that Helm, Kustomize or Argo CD take.
 */
final class GoTemplates {

    private static final Pattern STARTS_LINE =
            Pattern.compile("(?m)^[ \\t-]*+(?:[^\\s:#'\"{]++:[ \\t]++)?+(\\{\\{.*?(?:}}|$))");

    private static final int SHOWN = 100;

    private final String text;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    GoTemplates(String text) {
        this.text = text;
    }

    /** The first template in a text that is no YAML from some line on. */
    Optional<Found> upTo(int line) {
        Matcher matcher = STARTS_LINE.matcher(text);
        return matcher.find()
                ? Optional.of(at(matcher.start(1))).filter(found -> found.line <= line)
                : Optional.empty();
    }

    /** The first template that stands for a value or key. */
    Optional<Found> in(Node node) {
        if (!seen.add(node)) {
            return Optional.empty();
        }
        int start = node.getStartMark().orElseThrow().getIndex();
        if (node instanceof MappingNode && text.startsWith("{{", start)) {
            return Optional.of(at(start));
        }
        for (Node child : DocumentModel.children(node)) {
            Optional<Found> found = in(child);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Found at(int offset) {
        int line = 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
        int close = text.indexOf("}}", offset);
        int lineEnd = text.indexOf('\n', offset) < 0 ? text.length() : text.indexOf('\n', offset);
        int end = close < 0 || close > lineEnd ? lineEnd : close + 2;
        String template = text.substring(offset, Math.min(end, offset + SHOWN)).strip();
        return new Found(line, end > offset + SHOWN ? template + "…" : template);
    }

    /** A template, cut where it is long, and the line where it stands, the first line being 1. */
    record Found(int line, String template) {}
}
