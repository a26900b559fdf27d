package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code printf}: Go's {@code fmt} verbs for the values that templates know. */
final class Formatter {

    private static final int MAX_WIDTH = 10_000;

    private final String format;
    private final List<Value> arguments;
    private final StringBuilder output = new StringBuilder();
    private int position;
    private int argument;
    private boolean reordered;
    private boolean badIndex;

    /** @param format a byte string */
    Formatter(String format, List<Value> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    /** How {@code %v} prints a value. */
    static String plain(@Nullable Value value) {
        return new FormattedValue(new Directive()).format(value);
    }

    /** @throws ExecutionError if it grows too long, such as by many wide numbers */
    String format() throws ExecutionError {
        while (position < format.length()) {
            ExecutionCost.requireShort(output.length());
            int percent = format.indexOf('%', position);
            if (percent < 0) {
                output.append(format, position, format.length());
                break;
            }
            output.append(format, position, percent);
            position = percent + 1;
            directive();
        }
        if (!reordered && argument < arguments.size()) {
            extra();
        }
        return output.toString();
    }

    private void directive() {
        Directive directive = new Directive();
        badIndex = false;
        while (position < format.length() && directive.flag(format.charAt(position))) {
            position++;
        }
        boolean afterIndex = argumentIndex();
        afterIndex = width(directive, afterIndex);
        afterIndex = precision(directive, afterIndex);
        if (!afterIndex) {
            argumentIndex();
        }
        if (position >= format.length()) {
            output.append("%!(NOVERB)");
            return;
        }
        int length = Bytes.characterLength(format, position);
        String verb = format.substring(position, position + length);
        position += length;
        directive.verb = Bytes.text(verb).codePointAt(0);
        if (directive.verb == '%') {
            output.append('%');
        } else if (badIndex) {
            output.append("%!").append(verb).append("(BADINDEX)");
        } else if (argument >= arguments.size()) {
            output.append("%!").append(verb).append("(MISSING)");
        } else {
            output.append(new FormattedValue(directive).format(arguments.get(argument++)));
        }
    }

    /** Reads {@code [n]}, which chooses the next argument; returns whether there is one. */
    private boolean argumentIndex() {
        if (position >= format.length() || format.charAt(position) != '[') {
            return false;
        }
        reordered = true;
        int close = format.indexOf(']', position);
        if (close < 0) {
            badIndex = true;
            position++;
            return false;
        }
        String digits = format.substring(position + 1, close);
        position = close + 1;
        int index = digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : 0;
        if (index < 1 || index > arguments.size()) {
            badIndex = true;
        } else {
            argument = index - 1;
        }
        return true;
    }

    private boolean width(Directive directive, boolean afterIndex) {
        if (at('*')) {
            int width = starred("%!(BADWIDTH)");
            directive.width = Math.abs(width);
            if (width < -1) {
                directive.minus = true;
                directive.zero = false;
            } else if (width == -1) {
                directive.width = -1;
            }
            return false;
        }
        int start = position;
        directive.width = number();
        if (afterIndex && position > start) {
            badIndex = true;
        }
        return afterIndex;
    }

    private boolean precision(Directive directive, boolean afterIndex) {
        if (!at('.')) {
            return afterIndex;
        }
        position++;
        if (afterIndex) {
            badIndex = true;
        }
        boolean indexed = argumentIndex();
        if (at('*')) {
            int precision = starred("%!(BADPREC)");
            directive.precision = precision;
            return false;
        }
        directive.precision = Math.max(0, number());
        return indexed;
    }

    /** The argument that a {@code *} takes; -1 if it is no number fit for it. */
    private int starred(String complaint) {
        position++;
        Value value = argument < arguments.size() ? arguments.get(argument++) : Value.NONE;
        boolean fits = value instanceof Value.Int number && Math.abs(number.value()) <= MAX_WIDTH;
        if (!fits) {
            output.append(complaint);
            return -1;
        }
        return (int) ((Value.Int) value).value();
    }

    private boolean at(char c) {
        return position < format.length() && format.charAt(position) == c;
    }

    private int number() {
        int start = position;
        int number = 0;
        while (position < format.length() && Character.isDigit(format.charAt(position))) {
            number = Math.min(MAX_WIDTH, number * 10 + format.charAt(position++) - '0');
        }
        return position > start ? number : -1;
    }

    private void extra() {
        List<String> printed = arguments.subList(argument, arguments.size()).stream()
                .map(value -> value instanceof Value.None ? "<nil>" : value.typeName() + "=" + plain(value))
                .toList();
        output.append("%!(EXTRA ").append(String.join(", ", printed)).append(')');
    }
}
