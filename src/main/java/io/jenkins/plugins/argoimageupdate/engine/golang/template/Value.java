package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.util.List;
import java.util.SortedMap;

/** What a template can see. The tree is closed: no template reaches anything but these values. */
public sealed interface Value {

    /** The type's name as Go prints it. */
    String typeName();

    /**
     * A string.
     *
     * @param bytes its UTF-8 form, one char a byte, because Go counts, compares and cuts strings by bytes; see {@link Bytes}
     */
    record Text(String bytes) implements Value {

        /** The string of a Java text; half a surrogate pair, which UTF-8 cannot say, becomes a question mark. */
        public static Text of(String text) {
            return new Text(Bytes.of(text));
        }

        @Override
        public String typeName() {
            return "string";
        }
    }

    record Int(long value) implements Value {
        @Override
        public String typeName() {
            return "int";
        }
    }

    /** One byte of a string. */
    record Octet(int value) implements Value {
        @Override
        public String typeName() {
            return "uint8";
        }
    }

    record Real(double value) implements Value {
        @Override
        public String typeName() {
            return "float64";
        }
    }

    record Bool(boolean value) implements Value {
        @Override
        public String typeName() {
            return "bool";
        }
    }

    /** A list of values of one type. */
    record Items(String elementType, List<Value> values) implements Value {
        @Override
        public String typeName() {
            return "[]" + elementType;
        }
    }

    /** Strings by string; printed and iterated in the order of their keys. Empty is the same as not there. */
    record Labels(SortedMap<String, Text> entries) implements Value {
        @Override
        public String typeName() {
            return "map[string]string";
        }
    }

    /**
     * Named fields in the order of their declaration.
     *
     * @param comparable whether two of them can be compared with {@code eq}
     */
    record Fields(String typeName, boolean comparable, List<Field> fields) implements Value {}

    /** One field of {@link Fields}. */
    record Field(String name, Value value) {}

    /** The absence of a value, such as that of a label which is not there. */
    record None() implements Value {
        @Override
        public String typeName() {
            return "<nil>";
        }
    }

    Value NONE = new None();

    /** Whether {@code if} takes the value for true: everything but false, zero, the empty and the absent. */
    default boolean truth() {
        if (this instanceof Text text) {
            return !text.bytes().isEmpty();
        }
        if (this instanceof Int number) {
            return number.value() != 0;
        }
        if (this instanceof Octet number) {
            return number.value() != 0;
        }
        if (this instanceof Real number) {
            return number.value() != 0;
        }
        if (this instanceof Bool bool) {
            return bool.value();
        }
        if (this instanceof Items items) {
            return !items.values().isEmpty();
        }
        if (this instanceof Labels labels) {
            return !labels.entries().isEmpty();
        }
        return this instanceof Fields;
    }
}
