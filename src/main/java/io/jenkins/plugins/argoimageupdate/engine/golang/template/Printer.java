package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints values without a format. */
final class Printer {

    private static final String NO_VALUE = "<no value>";

    private Printer() {}

    /** What an action prints. */
    static String printed(@Nullable Value value) {
        return value instanceof Value.None ? NO_VALUE : Formatter.plain(value);
    }

    /** Prints with a space between two values of which neither is a string. */
    static String print(List<Value> values) {
        StringBuilder printed = new StringBuilder();
        boolean afterText = true;
        for (Value value : values) {
            boolean text = value instanceof Value.Text;
            printed.append(text || afterText ? "" : " ").append(Formatter.plain(value));
            afterText = text;
        }
        return printed.toString();
    }

    /** Prints with a space between any two values, and a line end. */
    static String println(List<Value> values) {
        return String.join(" ", values.stream().map(Formatter::plain).toList()) + "\n";
    }

    /** What the escaping functions work on. */
    static String joined(List<Value> values) {
        return print(values.stream()
                .map(value -> value instanceof Value.None ? new Value.Text(NO_VALUE) : value)
                .toList());
    }
}
