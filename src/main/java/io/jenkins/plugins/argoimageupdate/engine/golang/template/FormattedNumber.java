package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How one verb prints numbers. */
final class FormattedNumber {

    /** From this power of ten on, the shortest form has an exponent. */
    private static final int SHORTEST_EXPONENT = 6;

    private final Directive directive;
    private final boolean goSyntax;
    private final boolean plusV;

    FormattedNumber(Directive directive, boolean goSyntax, boolean plusV) {
        this.directive = directive;
        this.goSyntax = goSyntax;
        this.plusV = plusV;
    }

    /** Returns null when the verb does not fit. */
    @Nullable
    String format(Value value) {
        if (value instanceof Value.Real real) {
            return real(real.value());
        }
        long whole = value instanceof Value.Int number ? number.value() : ((Value.Octet) value).value();
        boolean octetInGoSyntax = goSyntax && value instanceof Value.Octet;
        return octetInGoSyntax ? "0x" + Long.toHexString(whole) : whole(whole);
    }

    private @Nullable String whole(long value) {
        return switch (directive.verb) {
            case 'v', 'd' -> integer(value, 10, "");
            case 'b' -> integer(value, 2, directive.sharp ? "0b" : "");
            case 'o' -> integer(value, 8, directive.sharp ? "0" : "");
            case 'O' -> integer(value, 8, "0o");
            case 'x' -> integer(value, 16, directive.sharp ? "0x" : "");
            case 'X' -> integer(value, 16, directive.sharp ? "0X" : "");
            case 'c' -> directive.padded(Bytes.ofCodePoint(codePoint(value)), true);
            case 'q' -> directive.padded(Quoted.codePoint(value, directive.plus), true);
            case 'U' -> directive.padded(unicode(value), false);
            default -> null;
        };
    }

    private static int codePoint(long value) {
        return value < 0 || value > Character.MAX_CODE_POINT ? 0xFFFD : (int) value;
    }

    private String unicode(long value) {
        String code = String.format(Locale.ROOT, "U+%04X", value);
        boolean shown = directive.sharp && value <= Character.MAX_CODE_POINT && Quoted.isPrintable((int) value);
        return shown ? code + " '" + Bytes.ofCodePoint((int) value) + "'" : code;
    }

    private String integer(long value, int radix, String prefix) {
        String digits = Long.toString(value, radix).replace("-", "");
        if (directive.verb == 'X') {
            digits = digits.toUpperCase(Locale.ROOT);
        }
        if (directive.precision == 0 && value == 0) {
            return " ".repeat(Math.max(0, directive.width));
        }
        String sign = value < 0 ? "-" : sign();
        int least = directive.precision;
        if (least < 0 && directive.zero && !directive.minus && directive.width >= 0) {
            least = directive.width - sign.length();
        }
        digits = "0".repeat(Math.max(0, least - digits.length())) + digits;
        boolean octalHasIt = prefix.equals("0") && digits.startsWith("0");
        return directive.padded(sign + (octalHasIt ? "" : prefix) + digits, false);
    }

    private String sign() {
        return directive.plus && !plusV ? "+" : directive.space ? " " : "";
    }

    private @Nullable String real(double value) {
        String digits = switch (directive.verb) {
            case 'v', 'g' -> general(value);
            case 'G' -> general(value).toUpperCase(Locale.ROOT);
            case 'f', 'F' -> fixed(value);
            case 'e' -> scientific(value);
            case 'E' -> scientific(value).toUpperCase(Locale.ROOT);
            default -> null;
        };
        if (digits == null) {
            return null;
        }
        return directive.padded((digits.startsWith("-") ? "" : sign()) + digits, true);
    }

    private String fixed(double value) {
        int places = directive.precision < 0 ? 6 : directive.precision;
        return (negativeZero(value) ? "-" : "")
                + new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static boolean negativeZero(double value) {
        return value == 0 && 1 / value < 0;
    }

    private String scientific(double value) {
        int places = directive.precision < 0 ? 6 : directive.precision;
        return exponential(new BigDecimal(value).round(new MathContext(places + 1, RoundingMode.HALF_EVEN)), places);
    }

    private static String exponential(BigDecimal value, int places) {
        int exponent = value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
        String mantissa = value.movePointLeft(exponent)
                .setScale(places, RoundingMode.UNNECESSARY)
                .toPlainString();
        return String.format(Locale.ROOT, "%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    /** The shortest form that reads back the same, or with the precision asked for; with an exponent when it is big or small. */
    private String general(double value) {
        if (value == 0) {
            return negativeZero(value) ? "-0" : "0";
        }
        boolean shortest = directive.precision < 0;
        int places = Math.max(1, directive.precision);
        BigDecimal decimal = (shortest
                        ? new BigDecimal(Double.toString(value))
                        : new BigDecimal(value).round(new MathContext(places, RoundingMode.HALF_EVEN)))
                .stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        int exponentFrom = shortest ? SHORTEST_EXPONENT : places;
        if (!shortest && places > decimal.precision() && decimal.scale() >= 0) {
            exponentFrom = decimal.precision();
        }
        return exponent < -4 || exponent >= exponentFrom
                ? exponential(decimal, decimal.precision() - 1)
                : decimal.toPlainString();
    }
}
