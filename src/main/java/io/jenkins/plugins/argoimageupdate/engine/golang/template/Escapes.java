package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.util.HexFormat;
import java.util.Locale;

/** {@code html}, {@code js} and {@code urlquery}, on byte strings. */
final class Escapes {

    private Escapes() {}

    static String html(String bytes) {
        StringBuilder escaped = new StringBuilder();
        for (char c : bytes.toCharArray()) {
            switch (c) {
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case 0 -> escaped.append(Bytes.of("\uFFFD"));
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String js(String bytes) {
        StringBuilder escaped = new StringBuilder();
        int i = 0;
        while (i < bytes.length()) {
            int length = Bytes.characterLength(bytes, i);
            String character = bytes.substring(i, i + length);
            escaped.append(jsCharacter(character));
            i += length;
        }
        return escaped.toString();
    }

    private static String jsCharacter(String character) {
        char c = character.charAt(0);
        if (c == '\\' || c == '\'' || c == '"') {
            return "\\" + c;
        }
        if (c < ' ' || "<>&=".indexOf(c) >= 0) {
            return String.format(Locale.ROOT, "\\u%04X", (int) c);
        }
        int codePoint = Bytes.text(character).codePointAt(0);
        if (c < 0x80 || Quoted.isPrintable(codePoint) && character.length() > 1) {
            return character;
        }
        return codePoint == 0xFFFD
                ? Bytes.of("\uFFFD").equals(character) || Quoted.isPrintable(0xFFFD) ? character : "\\uFFFD"
                : String.format(Locale.ROOT, "\\u%04X", codePoint);
    }

    static String urlQuery(String bytes) {
        StringBuilder escaped = new StringBuilder();
        for (char c : bytes.toCharArray()) {
            boolean kept = c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0);
            escaped.append(
                    kept
                            ? String.valueOf(c)
                            : c == ' '
                                    ? "+"
                                    : "%" + HexFormat.of().withUpperCase().toHexDigits((byte) c));
        }
        return escaped.toString();
    }
}
