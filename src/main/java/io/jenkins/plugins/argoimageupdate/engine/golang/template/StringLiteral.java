package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import io.jenkins.plugins.argoimageupdate.engine.golang.template.Token.Kind;

/** Go's string and character literals. */
final class StringLiteral {

    private static final String SIMPLE = "abfnrtv\\";
    private static final String MEANING = "\007\b\f\n\r\t\013\\";

    private final Token token;
    private final String inner;
    private final char quote;
    private int position;

    private StringLiteral(Token token) {
        this.token = token;
        this.inner = token.text().substring(1, token.text().length() - 1);
        this.quote = token.text().charAt(0);
    }

    /** The byte string that a string token stands for; see {@link Bytes}. */
    static String bytes(Token token) throws SyntaxError {
        StringLiteral literal = new StringLiteral(token);
        if (token.is(Kind.RAW_STRING)) {
            return Bytes.of(literal.inner.replace("\r", ""));
        }
        StringBuilder bytes = new StringBuilder();
        while (literal.position < literal.inner.length()) {
            boolean octet = literal.escapesOctet();
            int value = literal.next();
            bytes.append(octet ? String.valueOf((char) value) : Bytes.ofCodePoint(value));
        }
        return bytes.toString();
    }

    /** The code point that a character token stands for. */
    static int codePoint(Token token) throws SyntaxError {
        StringLiteral literal = new StringLiteral(token);
        if (literal.inner.isEmpty()) {
            throw literal.error();
        }
        int value = literal.next();
        if (literal.position < literal.inner.length()) {
            throw literal.error();
        }
        return value;
    }

    private boolean escapesOctet() {
        boolean escape = inner.charAt(position) == '\\' && position + 1 < inner.length();
        return escape && "x01234567".indexOf(inner.charAt(position + 1)) >= 0;
    }

    private int next() throws SyntaxError {
        int c = inner.codePointAt(position);
        position += Character.charCount(c);
        if (c != '\\') {
            return c;
        }
        if (position >= inner.length()) {
            throw error();
        }
        char escaped = inner.charAt(position++);
        int simple = SIMPLE.indexOf(escaped);
        if (simple >= 0) {
            return MEANING.charAt(simple);
        }
        if (escaped == quote) {
            return quote;
        }
        return switch (escaped) {
            case 'x' -> digits(2, 16);
            case 'u' -> character(digits(4, 16));
            case 'U' -> character(digits(8, 16));
            default -> octal();
        };
    }

    private int octal() throws SyntaxError {
        position--;
        int value = digits(3, 8);
        if (value > 255) {
            throw error();
        }
        return value;
    }

    private int character(int value) throws SyntaxError {
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        if (surrogate || !Character.isValidCodePoint(value)) {
            throw error();
        }
        return value;
    }

    private int digits(int count, int radix) throws SyntaxError {
        if (position + count > inner.length()) {
            throw error();
        }
        int value = 0;
        for (int i = 0; i < count; i++) {
            int digit = inner.charAt(position) < 0x80 ? Character.digit(inner.charAt(position), radix) : -1;
            position++;
            if (digit < 0) {
                throw error();
            }
            value = value * radix + digit;
        }
        return value;
    }

    private SyntaxError error() {
        return new SyntaxError(token.offset(), "bad literal " + token.text());
    }
}
