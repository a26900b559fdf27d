package io.jenkins.plugins.argoimageupdate.cli.conformance;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jenkins.plugins.argoimageupdate.cli.files.TextFile;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The list of deliberate deviations: a YAML list of rules with {@code id}, {@code kind} (layout or behaviour), {@code mode},
 * {@code reason}, {@code test}, and what limits them: {@code cases} (patterns on ids) and conditions on the input ({@code
 * when}), the Image Updater's answer ({@code expected}) and ours ({@code answer}). A condition has a {@code path} and either
 * {@code matches} or {@code lacks}, a regular expression. See {@link Condition} for paths.
 */
final class DeviationFile {

    private static final Set<String> KEYS =
            Set.of("id", "kind", "mode", "cases", "when", "expected", "answer", "reason", "test");
    private static final Set<String> CONDITION_KEYS = Set.of("path", "matches", "lacks");

    private final Path file;

    private DeviationFile(Path file) {
        this.file = file;
    }

    /** @throws ConfigurationException if the file cannot be read or a rule is incomplete or has unknown keys */
    static List<DeviationRule> read(Path file) {
        return new DeviationFile(file).rules();
    }

    private List<DeviationRule> rules() {
        List<DeviationRule> rules = new ArrayList<>();
        try {
            String text = TextFile.read(file);
            Object content = load(text);
            for (Object entry : list(content, "the file")) {
                rules.add(rule(map(entry, "a rule")));
            }
        } catch (PatternSyntaxException failure) {
            throw unusable(failure.getMessage());
        }
        return rules;
    }

    private Object load(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setBufferSize(text.length() + 1) // at the end of a shorter one half a surrogate pair is an error
                .build();
        try {
            return new Load(settings).loadFromString(text);
        } catch (RuntimeException e) {
            throw unusable(e.getMessage());
        }
    }

    private DeviationRule rule(Map<?, ?> entry) {
        String id = text(entry, "id");
        onlyKeys(entry, KEYS, id);
        DeviationRule rule = new DeviationRule(
                id,
                kind(text(entry, "kind")),
                text(entry, "mode"),
                optional(entry, "cases").stream()
                        .map(pattern -> IdPattern.of(String.valueOf(pattern)))
                        .toList(),
                conditions(entry, "when"),
                conditions(entry, "expected"),
                conditions(entry, "answer"),
                text(entry, "reason"),
                text(entry, "test"));
        if (rule.kind() == DeviationRule.Kind.BEHAVIOUR
                && rule.cases().isEmpty()
                && rule.when().isEmpty()
                && rule.expected().isEmpty()) {
            throw unusable("rule " + id + " would cover every case; it needs cases, when or expected");
        }
        return rule;
    }

    private List<Condition> conditions(Map<?, ?> rule, String key) {
        List<Condition> conditions = new ArrayList<>();
        for (Object item : optional(rule, key)) {
            Map<?, ?> entry = map(item, key);
            onlyKeys(entry, CONDITION_KEYS, key);
            boolean wanted = entry.containsKey("matches");
            if (wanted == entry.containsKey("lacks")) {
                throw unusable("a condition of " + key + " needs either matches or lacks");
            }
            String path = text(entry, "path");
            if (!path.startsWith("/")) {
                throw unusable("path " + path + " does not start with a slash");
            }
            conditions.add(new Condition(path, Pattern.compile(text(entry, wanted ? "matches" : "lacks")), wanted));
        }
        return conditions;
    }

    private DeviationRule.Kind kind(String text) {
        try {
            return DeviationRule.Kind.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw unusable("kind " + text + " is neither layout nor behaviour");
        }
    }

    private List<?> optional(Map<?, ?> entry, String key) {
        return entry.containsKey(key) ? list(entry.get(key), key) : List.of();
    }

    private String text(Map<?, ?> entry, String key) {
        if (entry.get(key) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw unusable("a rule has no text at " + key);
    }

    private List<?> list(Object value, String what) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw unusable(what + " is no list");
    }

    private Map<?, ?> map(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw unusable(what + " is no mapping");
    }

    private void onlyKeys(Map<?, ?> entry, Set<String> known, String where) {
        for (Object key : entry.keySet()) {
            if (!known.contains(key)) {
                throw unusable("unknown key " + key + " in " + where);
            }
        }
    }

    private ConfigurationException unusable(@Nullable String answer) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION, "read the deviations in " + file, answer, "Correct that file");
    }
}
