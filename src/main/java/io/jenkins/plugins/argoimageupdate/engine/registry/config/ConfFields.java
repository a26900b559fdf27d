package io.jenkins.plugins.argoimageupdate.engine.registry.config;

import io.jenkins.plugins.argoimageupdate.engine.golang.GoDuration;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import io.jenkins.plugins.argoimageupdate.engine.yaml.YamlNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of one mapping of {@code registries.conf}, typed as yaml.v2 does: YAML 1.1 booleans, any scalar as text. */
final class ConfFields {

    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");

    private final YamlNode mapping;
    private final Map<String, YamlNode> values = new HashMap<>();

    private ConfFields(YamlNode mapping) {
        this.mapping = mapping;
    }

    /** Empty if it is no mapping. */
    static Optional<ConfFields> of(YamlNode mapping, List<String> known) {
        return mapping.entries().map(entries -> {
            ConfFields fields = new ConfFields(mapping);
            entries.forEach(entry -> fields.add(entry, known));
            return fields;
        });
    }

    private void add(YamlNode.Entry entry, List<String> known) {
        String key = entry.key().orElse("?");
        if (!known.contains(key)) {
            throw RegistriesConf.invalid(
                    line(entry.keyNode()) + "unknown key '" + key + "'", SpellingSuggestion.advice(key, known));
        }
        if (values.put(key, entry.value()) != null) {
            throw RegistriesConf.invalid(line(entry.keyNode()) + "key '" + key + "' is there twice");
        }
    }

    static String line(YamlNode node) {
        return "line " + node.line() + ": ";
    }

    String line() {
        return line(mapping);
    }

    /** Empty if the key is missing or null. */
    Optional<YamlNode> node(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isNull());
    }

    String text(String key) {
        return node(key).map(value -> scalar(key, value)).orElse("");
    }

    boolean flag(String key) {
        if (node(key).isEmpty()) {
            return false;
        }
        String plain = plain(key);
        if (TRUE.contains(plain)) {
            return true;
        }
        if (FALSE.contains(plain)) {
            return false;
        }
        throw wrongType(key, "true or false");
    }

    int number(String key) {
        if (node(key).isEmpty()) {
            return 0;
        }
        try {
            return Integer.decode(plain(key).replace("_", ""));
        } catch (NumberFormatException e) {
            throw wrongType(key, "a whole number");
        }
    }

    Duration duration(String key) {
        if (node(key).isEmpty()) {
            return Duration.ZERO;
        }
        String plain = plain(key);
        if (plain.matches("[0-9]{1,18}")) {
            return Duration.ofNanos(Long.parseLong(plain));
        }
        return GoDuration.parse(text(key)).orElseThrow(() -> wrongType(key, "a duration such as 5h or 1h30m"));
    }

    /** Empty if it is a scalar in quotes. */
    private String plain(String key) {
        YamlNode value = values.get(key);
        scalar(key, value);
        return value.plainText().orElse("");
    }

    private String scalar(String key, YamlNode value) {
        return value.text().orElseThrow(() -> wrongType(key, "a single value"));
    }

    private RuntimeException wrongType(String key, String wanted) {
        return RegistriesConf.invalid(line(values.get(key)) + "'" + key + "' is not " + wanted);
    }
}
