package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a string as a YAML scalar: plain where every reader takes it for that string, quoted otherwise.
 *
 * <p>Quotes as goyaml.v3 does when it writes Go strings, YAML 1.1 booleans and sexagesimal numbers included: Helm and others
 * still read YAML 1.1.
 */
final class ScalarText {

    private static final Set<String> WORDS = Set.of(
            "", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE", ".nan", ".NaN", ".NAN",
            ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", "<<");
    private static final Set<String> YAML_1_1_BOOLEANS =
            Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off", "OFF");
    private static final Pattern NUMBER = Pattern.compile("[-+]?"
            + "(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)");
    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?[0-9][0-9_]*+(?::[0-5]?[0-9])++(?:\\.[0-9_]*+)?");
    private static final Pattern DATE =
            Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}.*)?");
    private static final String FIRST_INDICATORS = "#,[]{}&*!|>'\"%@`";

    private ScalarText() {}

    /** @param flow whether it is to stand between brackets or braces, where more characters have a meaning */
    static String render(String value, boolean flow) {
        if (!value.isEmpty() && hasSpecialCharacters(value)) {
            return doubleQuoted(value);
        }
        if (isOtherType(value)) {
            return doubleQuoted(value);
        }
        return canBePlain(value, flow) ? value : singleQuoted(value);
    }

    static String singleQuoted(String value) {
        return hasSpecialCharacters(value) ? doubleQuoted(value) : "'" + value.replace("'", "''") + "'";
    }

    static String doubleQuoted(String value) {
        StringBuilder out = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f || c == 0x85 || c == 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
                        out.append(String.format(Locale.ROOT, "\\u%04X", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.append('"').toString();
    }

    /** Whether an unquoted {@code value} is a null, boolean, number or timestamp to some reader. */
    private static boolean isOtherType(String value) {
        if (WORDS.contains(value) || YAML_1_1_BOOLEANS.contains(value)) {
            return true;
        }
        char first = value.charAt(0);
        if (first != '+' && first != '-' && first != '.' && (first < '0' || first > '9')) {
            return false;
        }
        String digits = first == '.' ? value : value.replace("_", "");
        return NUMBER.matcher(digits).matches() || SEXAGESIMAL.matcher(value).matches() || isDate(value);
    }

    private static boolean isDate(String value) {
        Matcher date = DATE.matcher(value);
        if (!date.matches()) {
            return false;
        }
        try {
            LocalDate.of(
                    Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean canBePlain(String value, boolean flow) {
        if (value.startsWith("---") || value.startsWith("...") || !value.strip().equals(value)) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean last = i + 1 == value.length();
            boolean spaceFollows = last || value.charAt(i + 1) == ' ';
            boolean dividesHere = (c == ':' || (i == 0 && (c == '-' || c == '?'))) && spaceFollows;
            boolean opensHere = i == 0 && FIRST_INDICATORS.indexOf(c) >= 0;
            boolean comment = c == '#' && i > 0 && value.charAt(i - 1) == ' ';
            if (dividesHere || opensHere || comment || (flow && ",?[]{}:".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasSpecialCharacters(String value) {
        return value.codePoints()
                .anyMatch(c -> c < 0x20 || (c >= 0x7f && c < 0xa1) || c == 0x2028 || c == 0x2029 || c == 0xfeff);
    }
}
