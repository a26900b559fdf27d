package io.jenkins.plugins.argoimageupdate.engine.yaml;

import java.util.HashMap;
import java.util.Map;

/** What the handles of tags stand for in a document. */
final class TagHandles {

    private final Map<String, String> declared = new HashMap<>();

    /** Forgets what a document before this one declared. */
    void reset() {
        declared.clear();
    }

    void declare(Token directive) {
        if (declared.put(directive.value(), directive.suffix()) != null) {
            throw YamlText.problemAt(directive.start(), "%TAG declares " + directive.value() + " a second time");
        }
    }

    /** The whole tag. */
    String resolve(Token tag) {
        if (tag.value().isEmpty()) {
            return tag.suffix();
        }
        String prefix = declared.get(tag.value());
        if (prefix == null) {
            prefix = switch (tag.value()) {
                case "!" -> "!";
                case "!!" -> "tag:yaml.org,2002:";
                default -> throw YamlText.problemAt(tag.start(), "no %TAG line declares the tag handle " + tag.value());
            };
        }
        return prefix + tag.suffix();
    }
}
