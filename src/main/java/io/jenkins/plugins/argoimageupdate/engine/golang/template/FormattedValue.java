package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** How one verb prints values; lists and fields are printed with the same verb for each part. */
final class FormattedValue {

    private final Directive directive;
    private final boolean goSyntax;
    private final boolean withNames;

    FormattedValue(Directive directive) {
        this(directive, directive.verb == 'v' && directive.sharp, directive.verb == 'v' && directive.plus);
    }

    private FormattedValue(Directive directive, boolean goSyntax, boolean withNames) {
        this.directive = directive;
        this.goSyntax = goSyntax;
        this.withNames = withNames;
    }

    String format(Value value) {
        if (directive.verb == 'T') {
            return new FormattedValue(directive.as('s')).any(Value.Text.of(value.typeName()));
        }
        if (value instanceof Value.None) {
            return directive.verb == 'v' ? directive.padded("<nil>", true) : bad(value);
        }
        return any(value);
    }

    private String any(Value value) {
        if (value instanceof Value.Text text) {
            return text(text);
        }
        if (value instanceof Value.Bool bool) {
            return directive.verb == 'v' || directive.verb == 't'
                    ? directive.padded(String.valueOf(bool.value()), true)
                    : bad(value);
        }
        if (value instanceof Value.Int || value instanceof Value.Octet || value instanceof Value.Real) {
            String number = new FormattedNumber(directive, goSyntax, withNames).format(value);
            return number == null ? bad(value) : number;
        }
        if (value instanceof Value.Items items) {
            return items(items);
        }
        return value instanceof Value.Labels labels ? labels(labels) : fields((Value.Fields) value);
    }

    private String text(Value.Text text) {
        String bytes = directive.precision >= 0 && directive.verb != 'x' && directive.verb != 'X'
                ? Bytes.firstCharacters(text.bytes(), directive.precision)
                : text.bytes();
        return switch (directive.verb) {
            case 'v' -> directive.padded(goSyntax ? quoted(bytes) : bytes, true);
            case 's' -> directive.padded(bytes, true);
            case 'q' -> directive.padded(quoted(bytes), true);
            case 'x' -> directive.padded(hex(HexFormat.of(), "0x", bytes), true);
            case 'X' -> directive.padded(hex(HexFormat.of().withUpperCase(), "0X", bytes), true);
            default -> bad(text);
        };
    }

    private String quoted(String bytes) {
        boolean raw = directive.sharp
                && !goSyntax
                && Bytes.text(bytes)
                        .chars()
                        .allMatch(c -> c != '`' && (c == '\t' || c >= ' ' && c != 0x7F && c != 0xFFFD && c != 0xFEFF));
        return raw ? "`" + bytes + "`" : Quoted.text(bytes, directive.plus && !withNames);
    }

    private String hex(HexFormat digits, String prefix, String bytes) {
        int length = directive.precision >= 0 ? Math.min(directive.precision, bytes.length()) : bytes.length();
        if (length == 0) {
            return "";
        }
        byte[] array = Bytes.toArray(bytes.substring(0, length));
        String start = directive.sharp ? prefix : "";
        HexFormat separated = directive.space ? digits.withDelimiter(" " + start) : digits;
        return start + separated.formatHex(array);
    }

    private String items(Value.Items items) {
        List<String> parts = items.values().stream().map(this::any).toList();
        return goSyntax ? items.typeName() + "{" + String.join(", ", parts) + "}" : "[" + String.join(" ", parts) + "]";
    }

    private String labels(Value.Labels labels) {
        List<String> parts = new ArrayList<>();
        labels.entries().forEach((key, value) -> parts.add(any(new Value.Text(key)) + ":" + any(value)));
        if (!goSyntax) {
            return "map[" + String.join(" ", parts) + "]";
        }
        return labels.typeName() + (parts.isEmpty() ? "(nil)" : "{" + String.join(", ", parts) + "}");
    }

    private String fields(Value.Fields fields) {
        List<String> parts = fields.fields().stream()
                .map(field -> (goSyntax || withNames ? field.name() + ":" : "") + any(field.value()))
                .toList();
        return goSyntax
                ? fields.typeName() + "{" + String.join(", ", parts) + "}"
                : "{" + String.join(" ", parts) + "}";
    }

    /** The complaint about a verb that does not fit; the value is shown with the same flags. */
    private String bad(Value value) {
        String verb = "%!" + Bytes.ofCodePoint(directive.verb);
        return value instanceof Value.None
                ? verb + "(<nil>)"
                : verb + "(" + value.typeName() + "=" + new FormattedValue(directive.as('v'), false, false).any(value)
                        + ")";
    }
}
