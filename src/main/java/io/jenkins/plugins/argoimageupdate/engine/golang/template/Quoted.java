package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.util.HexFormat;

/** Go's quoted form of strings and characters, on byte strings. */
final class Quoted {

    private Quoted() {}

    /** Quotes with {@code "}; escapes what does not print, and all but ASCII if asked to. */
    static String text(String bytes, boolean asciiOnly) {
        StringBuilder quoted = new StringBuilder("\"");
        int i = 0;
        while (i < bytes.length()) {
            int length = Bytes.characterLength(bytes, i);
            String character = bytes.substring(i, i + length);
            if (length == 1 && character.charAt(0) >= 0x80) {
                quoted.append("\\x").append(HexFormat.of().toHexDigits((byte) character.charAt(0)));
            } else {
                quoted.append(character(Bytes.text(character).codePointAt(0), '"', asciiOnly));
            }
            i += length;
        }
        return quoted.append('"').toString();
    }

    static String codePoint(long value, boolean asciiOnly) {
        boolean valid = value >= 0
                && value <= Character.MAX_CODE_POINT
                && !(value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE);
        return "'" + character(valid ? (int) value : 0xFFFD, '\'', asciiOnly) + "'";
    }

    private static String character(int c, char quote, boolean asciiOnly) {
        int simple = "\007\b\f\n\r\t\013".indexOf(c);
        if (c == quote || c == '\\') {
            return "\\" + (char) c;
        }
        if (simple >= 0) {
            return "\\" + "abfnrtv".charAt(simple);
        }
        if (isPrintable(c) && (c < 0x80 || !asciiOnly)) {
            return Bytes.ofCodePoint(c);
        }
        if (c < ' ' || c == 0x7F) {
            return "\\x" + HexFormat.of().toHexDigits((byte) c);
        }
        return c < 0x10000
                ? "\\u" + HexFormat.of().toHexDigits((char) c)
                : "\\U" + HexFormat.of().toHexDigits(c);
    }

    /** Whether Go counts a character as printable: letters, marks, numbers, punctuation, symbols and the ASCII space. */
    static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
