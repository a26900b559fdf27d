package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import io.jenkins.plugins.argoimageupdate.engine.yaml.YamlDocuments;
import io.jenkins.plugins.argoimageupdate.engine.yaml.YamlNode;
import io.jenkins.plugins.argoimageupdate.engine.yaml.YamlSyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A value of a YAML (or JSON) configuration that knows its place, so that every complaint names file and line. */
public final class ConfigNode {

    /** A line with a value that begins with a character which means something else in YAML, as in a version constraint. */
    private static final Pattern QUOTES_NEEDED = Pattern.compile(".*:\\s+[>!*%@].*");

    private final String file;
    private final String key;
    private final YamlNode node;

    private ConfigNode(String file, String key, YamlNode node) {
        this.file = file;
        this.key = key;
        this.node = node;
    }

    /**
     * The only document of a text; empty ones beside it do not count.
     *
     * @throws ConfigurationException if it is no YAML, or has no document or several
     */
    public static ConfigNode parse(String file, String text) {
        List<ConfigNode> documents = new ArrayList<>();
        try {
            YamlDocuments.all(text).forEach(root -> documents.add(new ConfigNode(file, "", new YamlNode(root))));
        } catch (YamlSyntaxException e) {
            String advice = QUOTES_NEEDED.matcher(line(text, e)).matches()
                    ? "Put a value that begins with such a character in quotes"
                    : e.advice();
            throw unusable(file + ":" + e.line(), e.answer(), advice, e);
        }
        documents.removeIf(ConfigNode::isNull);
        if (documents.size() > 1) {
            throw new ConfigNode(file, "the second document", documents.get(1).node)
                    .unusable("only one document is read", "Put each into a file of its own");
        }
        if (documents.isEmpty()) {
            throw unusable(file, "it is empty", "Add what to watch", null);
        }
        return documents.get(0);
    }

    private static String line(String text, YamlSyntaxException e) {
        return text.lines().skip(Math.max(0, e.line() - 1L)).findFirst().orElse("");
    }

    /** The value of a key; empty where it is missing or null. */
    public Optional<ConfigNode> get(String name) {
        return Optional.ofNullable(entries().get(name)).filter(value -> !value.isNull());
    }

    /** A missing list is an empty one. */
    public List<ConfigNode> list(String name) {
        return get(name).map(ConfigNode::items).orElse(List.of());
    }

    /** Null where it is missing. */
    public @Nullable String text(String name) {
        return get(name).map(ConfigNode::text).orElse(null);
    }

    /** Null where it is missing. */
    public @Nullable Boolean flag(String name) {
        return get(name).map(ConfigNode::flag).orElse(null);
    }

    /** Null where it is missing. */
    @Nullable
    List<String> texts(String name) {
        return get(name)
                .map(list -> list.items().stream().map(ConfigNode::text).toList())
                .orElse(null);
    }

    /**
     * By key, in the order of the file.
     *
     * @throws ConfigurationException if it is not a mapping, or a key is there twice
     */
    public Map<String, ConfigNode> entries() {
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        List<YamlNode.Entry> written =
                node.entries().orElseThrow(() -> unusable("it is not a mapping", "Write key: value lines below it"));
        for (YamlNode.Entry entry : written) {
            String name = entry.key().orElse("");
            if (entries.put(name, new ConfigNode(file, name, entry.value())) != null) {
                throw new ConfigNode(file, name, entry.keyNode())
                        .unusable("the key occurs twice", "Remove one of them");
            }
        }
        return entries;
    }

    List<ConfigNode> items() {
        return node.items().orElseThrow(() -> unusable("it is not a list", "Start each item with a dash")).stream()
                .map(item -> new ConfigNode(file, key, item))
                .toList();
    }

    /** @throws ConfigurationException if it is a list or a mapping */
    public String text() {
        return node.text().orElseThrow(() -> unusable("it is not a plain value", "Write a string"));
    }

    /** Whether it is one value of any type, and neither a list nor a mapping. */
    public boolean isText() {
        return node.text().isPresent();
    }

    boolean flag() {
        return node.flag().orElseThrow(() -> unusable("it is neither true nor false", "Write true or false"));
    }

    Map<String, String> textMap() {
        Map<String, String> texts = new LinkedHashMap<>();
        entries().forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    /** @throws ConfigurationException if there is a key that is not among these */
    public ConfigNode allow(Collection<String> known) {
        entries().forEach((name, value) -> {
            if (!known.contains(name)) {
                throw value.unusable("there is no such key", adviceFor(name, known));
            }
        });
        return this;
    }

    /**
     * The same for a format of others, whose newer versions may have more keys.
     *
     * @param warnings takes a sentence about each key that is not among these
     * @throws ConfigurationException if such a key is probably one of these with a typing error, so that what it says is lost
     */
    ConfigNode expect(Collection<String> known, Consumer<String> warnings) {
        entries().forEach((name, value) -> {
            if (known.contains(name)) {
                return;
            }
            if (SpellingSuggestion.near(name, known).isPresent()) {
                throw value.unusable("there is no such key", adviceFor(name, known));
            }
            warnings.accept(value.place() + " is not read: unknown key");
        });
        return this;
    }

    private static String adviceFor(String name, Collection<String> known) {
        if (name.equals("<<")) {
            return "Write out what is to be merged in";
        }
        return CutConstraint.isRest(name)
                ? "Put a value that has a comma in quotes"
                : SpellingSuggestion.advice(name, known);
    }

    /**
     * An error about this very place in the file.
     *
     * @param answer what is wrong with it
     * @param advice what to write instead, one sentence without a full stop
     */
    public ConfigurationException unusable(String answer, String advice) {
        return unusable(place(), answer, advice, null);
    }

    /** Such as {@code 'strategy' in watch.yaml:7}, and {@code watch.yaml:1} for the whole document. */
    String place() {
        return (key.isEmpty() ? "" : "'" + key + "' in ") + file + ":" + node.line();
    }

    private static ConfigurationException unusable(
            String place, @Nullable String answer, String advice, @Nullable Exception cause) {
        return new ConfigurationException(Reason.INVALID_CONFIGURATION, "read " + place, answer, advice, cause);
    }

    private boolean isNull() {
        return node.isNull();
    }
}
