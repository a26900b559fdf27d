package io.jenkins.plugins.argoimageupdate.engine.registry.config;

import io.jenkins.plugins.argoimageupdate.engine.golang.GoDuration;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The fields of one mapping of {@code registries.conf}, typed as yaml.v2 does: YAML 1.1 booleans, any scalar as text. */
final class ConfFields {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");

    private final MappingNode mapping;
    private final Map<String, Node> values = new HashMap<>();

    ConfFields(MappingNode mapping, List<String> known) {
        this.mapping = mapping;
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!known.contains(key)) {
                throw RegistriesConf.invalid(
                        line(tuple.getKeyNode()) + "unknown key '" + key + "'", SpellingSuggestion.advice(key, known));
            }
            if (values.put(key, tuple.getValueNode()) != null) {
                throw RegistriesConf.invalid(line(tuple.getKeyNode()) + "key '" + key + "' is there twice");
            }
        }
    }

    static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && NULLS.contains(scalar.getValue());
    }

    static String line(@Nullable Node node) {
        return node.getStartMark()
                .map(mark -> "line " + (mark.getLine() + 1) + ": ")
                .orElse("");
    }

    String line() {
        return line(mapping);
    }

    /** Null if the key is missing. */
    @Nullable Node node(String key) {
        return values.get(key);
    }

    String text(String key) {
        return has(key) ? scalar(key).getValue() : "";
    }

    boolean flag(String key) {
        if (!has(key)) {
            return false;
        }
        boolean plain = scalar(key).getScalarStyle() == ScalarStyle.PLAIN;
        if (plain && TRUE.contains(scalar(key).getValue())) {
            return true;
        }
        if (plain && FALSE.contains(scalar(key).getValue())) {
            return false;
        }
        throw wrongType(key, "true or false");
    }

    int number(String key) {
        if (!has(key)) {
            return 0;
        }
        String text = scalar(key).getValue().replace("_", "");
        try {
            if (scalar(key).getScalarStyle() == ScalarStyle.PLAIN) {
                return Integer.decode(text);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrongType(key, "a whole number");
    }

    Duration duration(String key) {
        if (!has(key)) {
            return Duration.ZERO;
        }
        String text = scalar(key).getValue();
        boolean plain = scalar(key).getScalarStyle() == ScalarStyle.PLAIN;
        if (plain && text.matches("[0-9]{1,18}")) {
            return Duration.ofNanos(Long.parseLong(text));
        }
        return GoDuration.parse(text).orElseThrow(() -> wrongType(key, "a duration such as 5h or 1h30m"));
    }

    private boolean has(String key) {
        return values.containsKey(key) && !isNull(values.get(key));
    }

    private ScalarNode scalar(String key) {
        if (values.get(key) instanceof ScalarNode scalar) {
            return scalar;
        }
        throw wrongType(key, "a single value");
    }

    private RuntimeException wrongType(String key, String wanted) {
        return RegistriesConf.invalid(line(values.get(key)) + "'" + key + "' is not " + wanted);
    }
}
