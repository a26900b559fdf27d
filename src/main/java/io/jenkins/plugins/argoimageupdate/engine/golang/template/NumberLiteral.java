package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's number literals: decimal, 0x, 0o, 0b, octal with a leading 0, floats, and {@code _} between digits. */
final class NumberLiteral {

    /** Characters of a whole number; none that fits has nearly as many. */
    private static final int MOST_DIGITS = 1000;

    private static final Pattern PREFIXED = Pattern.compile("([+-]?)0([xX]|[oO]|[bB]|(?=_?[0-9]))_?(\\w+)");
    private static final Pattern UNDERSCORES = Pattern.compile("_\\b|\\b_|__|_\\.|\\._");

    private NumberLiteral() {}

    /** Where the literal that starts at an index ends. */
    static int end(String source, int start) {
        Cursor cursor = new Cursor(source, start);
        cursor.one("+-");
        String digits = "0123456789_";
        if (cursor.one("0")) {
            digits = cursor.one("xX")
                    ? "0123456789abcdefABCDEF_"
                    : cursor.one("oO") ? "01234567_" : cursor.one("bB") ? "01_" : digits;
        }
        cursor.all(digits);
        if (cursor.one(".")) {
            cursor.all(digits);
        }
        String exponent = digits.length() == 11 ? "eE" : digits.length() == 23 ? "pP" : "";
        if (cursor.one(exponent)) {
            cursor.one("+-");
            cursor.all("0123456789_");
        }
        return cursor.position;
    }

    /** The literal's value. */
    static Value parse(Token token) throws SyntaxError {
        String text = token.text();
        String plain = text.replace("_", "");
        if (UNDERSCORES.matcher(text.replaceFirst("^[+-]?0[xXoObB]_", "0")).find()) {
            throw new SyntaxError(token.offset(), "bad number " + text);
        }
        try {
            boolean hex = plain.matches("[+-]?0[xX].*");
            boolean real = hex ? plain.matches(".*[.pP].*") : plain.matches(".*[.eE].*");
            return real ? new Value.Real(finite(plain)) : new Value.Int(integer(text, plain));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new SyntaxError(token.offset(), "bad number " + text);
        }
    }

    /** Go refuses what does not fit a float64. */
    private static double finite(String plain) {
        double value = Double.parseDouble(plain);
        if (Double.isInfinite(value)) {
            throw new NumberFormatException(plain);
        }
        return value;
    }

    private static long integer(String text, String plain) {
        if (plain.length() > MOST_DIGITS) {
            throw new NumberFormatException(text.substring(0, MOST_DIGITS));
        }
        Matcher prefixed = PREFIXED.matcher(plain);
        if (!prefixed.matches()) {
            return new BigInteger(plain).longValueExact();
        }
        int radix = switch (prefixed.group(2)) {
            case "x", "X" -> 16;
            case "b", "B" -> 2;
            default -> 8;
        };
        if (text.endsWith("_")) {
            throw new NumberFormatException(text);
        }
        return new BigInteger(prefixed.group(1) + prefixed.group(3), radix).longValueExact();
    }

    private static final class Cursor {

        private final String source;
        private int position;

        Cursor(String source, int position) {
            this.source = source;
            this.position = position;
        }

        boolean one(String accepted) {
            if (position < source.length() && accepted.indexOf(source.charAt(position)) >= 0) {
                position++;
                return true;
            }
            return false;
        }

        void all(String accepted) {
            while (one(accepted)) {
                // goes on
            }
        }
    }
}
