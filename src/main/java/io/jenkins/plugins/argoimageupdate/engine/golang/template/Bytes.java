package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import java.nio.charset.StandardCharsets;

/** Byte strings: text in UTF-8 with one char for each byte. */
public final class Bytes {

    private Bytes() {}

    /** The byte string of a text. */
    public static String of(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String ofCodePoint(int codePoint) {
        return of(new String(Character.toChars(valid(codePoint))));
    }

    private static int valid(int codePoint) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return Character.isValidCodePoint(codePoint) && !surrogate ? codePoint : 0xFFFD;
    }

    static byte[] toArray(String bytes) {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text of a byte string; U+FFFD stands for each byte that is no UTF-8. */
    static String text(String bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length(); ) {
            int length = characterLength(bytes, i);
            boolean broken = length == 1 && bytes.charAt(i) >= 0x80;
            text.append(broken ? "\uFFFD" : decoded(bytes.substring(i, i + length)));
            i += length;
        }
        return text.toString();
    }

    private static String decoded(String bytes) {
        return new String(toArray(bytes), StandardCharsets.UTF_8);
    }

    /** The length in bytes of the character at an index; 1 for what is no UTF-8. */
    static int characterLength(String bytes, int index) {
        int first = bytes.charAt(index);
        int length = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
        if (length == 1 || index + length > bytes.length()) {
            return 1;
        }
        String decoded = decoded(bytes.substring(index, index + length));
        boolean whole = decoded.codePointCount(0, decoded.length()) == 1
                && (decoded.codePointAt(0) != 0xFFFD || bytes.startsWith(Bytes.of("\uFFFD"), index));
        return whole ? length : 1;
    }

    /** How many characters there are. */
    static int characters(String bytes) {
        int count = 0;
        for (int i = 0; i < bytes.length(); i += characterLength(bytes, i)) {
            count++;
        }
        return count;
    }

    /** The first characters, at most {@code count}. */
    static String firstCharacters(String bytes, int count) {
        int end = 0;
        for (int taken = 0; taken < count && end < bytes.length(); taken++) {
            end += characterLength(bytes, end);
        }
        return bytes.substring(0, end);
    }
}
