package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value to be written. */
public sealed interface YamlValue {

    /** A string, quoted where it would otherwise be read as something else. */
    record Text(String value) implements YamlValue {}

    /** A boolean. */
    record Flag(boolean value) implements YamlValue {}

    /** A mapping, in the order of the entries. */
    record Mapping(Map<String, YamlValue> entries) implements YamlValue {

        /** A mapping of one key. */
        public static Mapping of(String key, YamlValue value) {
            Map<String, YamlValue> entries = new LinkedHashMap<>();
            entries.put(key, value);
            return new Mapping(entries);
        }
    }

    /** A list. */
    record Sequence(List<YamlValue> items) implements YamlValue {}

    /** Whether it is written on one line even in block style. */
    default boolean isScalar() {
        return this instanceof Text || this instanceof Flag;
    }
}
