package io.jenkins.plugins.argoimageupdate.engine.text;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Text from servers, files and people, made fit for logs, commit messages, environment variables, pages, JSON and XML 1.0. What could
 * forge or hide something there is replaced by U+FFFD, so that it is seen: control characters (C0, DEL, C1), which begin the sequences
 * of terminals and Jenkins' console notes; the controls of text direction (Unicode Standard Annex 9), which let a line read
 * as what it is not; lone surrogates and noncharacters, which XML and UTF-8 do not know.
 *
 * <p>Colours of terminals go without a trace. Everything is one pass over the text, and clean text comes back as the same object.
 */
public final class CleanText {

    /** Characters of one line; what goes beyond is cut off. */
    public static final int LONGEST_LINE = Budget.LINE.intValue();

    /** Characters of a text of several lines, such as a diff; what goes beyond is cut off. */
    public static final int LONGEST_BLOCK = Budget.BLOCK.intValue();

    private static final String ELLIPSIS = "…";
    private static final char ESCAPE = '\u001B';
    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    /** One line, in which line breaks and tabs are spaces, one for several in a row; empty for null. */
    public static String line(@Nullable String text) {
        return line(text, LONGEST_LINE);
    }

    /**
     * The same, bounded.
     *
     * @param longest in characters; text that is longer is cut off there, with an ellipsis
     */
    public static String line(@Nullable String text, int longest) {
        return cut(cleaned(text, false, longest), longest);
    }

    /** Text in which line breaks and tabs stay; empty for null. */
    public static String block(@Nullable String text) {
        return cut(cleaned(text, true, LONGEST_BLOCK), LONGEST_BLOCK);
    }

    /** Each of them as one line. */
    public static List<String> lines(List<String> texts) {
        return texts.stream().map(CleanText::line).toList();
    }

    /** Keys and values as one line each. */
    public static Map<String, String> lines(Map<String, String> texts) {
        if (texts.entrySet().stream().allMatch(e -> isLine(e.getKey()) && isLine(e.getValue()))) {
            return texts;
        }
        Map<String, String> clean = new TreeMap<>();
        texts.forEach((key, value) -> clean.put(line(key), line(value)));
        return clean;
    }

    /** The same with each key as one line. */
    public static <T> Map<String, T> keys(Map<String, T> values) {
        if (values.keySet().stream().allMatch(CleanText::isLine)) {
            return values;
        }
        Map<String, T> clean = new TreeMap<>();
        values.forEach((key, value) -> clean.put(line(key), value));
        return clean;
    }

    /** A word that no shell takes apart or carries out: what is no ASCII letter or digit, nor one of {@code _ . / : @ = + -}, is {@code _}. */
    public static String word(String text) {
        return line(text).replaceAll("[^A-Za-z0-9_./:@=+-]", "_");
    }

    /** Whether it is a line that stays as it is. */
    public static boolean isLine(@Nullable String text) {
        return text != null && text.length() <= LONGEST_LINE && firstUnfit(text, false) == text.length();
    }

    /** A code point that is replaced in lines and blocks alike. */
    private static boolean isForbidden(int c) {
        if (c < 0x80) {
            return c < 0x20 || c == 0x7F;
        }
        return c < 0xA0
                || c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c >= 0xD800 && c <= 0xDFFF
                || c >= 0xFDD0 && c <= 0xFDEF
                || (c & 0xFFFE) == 0xFFFE;
    }

    private static boolean isBreak(int c) {
        return c >= 0x09 && c <= 0x0D || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static int firstUnfit(String text, boolean block) {
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            boolean kept = block && (c == '\n' || c == '\t' || c == '\r');
            if (!kept && (isForbidden(c) || isBreak(c))) {
                return at;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private static String cleaned(@Nullable String text, boolean block, int longest) {
        if (text == null) {
            return "";
        }
        int at = firstUnfit(text, block);
        if (at == text.length()) {
            return text;
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), longest + 1)).append(text, 0, at);
        boolean inBreak = false;
        while (at < text.length() && clean.length() <= longest) {
            int c = text.codePointAt(at);
            if (c == ESCAPE && colourEnd(text, at) > 0) {
                at = colourEnd(text, at);
                continue;
            }
            boolean breaks = isBreak(c);
            if (block && breaks && c != '\u000B' && c != '\f' && c < 0x80) {
                clean.append((char) c);
            } else if (breaks) {
                clean.append(inBreak ? "" : " ");
            } else if (isForbidden(c)) {
                clean.append(REPLACEMENT);
            } else {
                clean.appendCodePoint(c);
            }
            inBreak = breaks;
            at += Character.charCount(c);
        }
        return clean.toString();
    }

    /** The end of a terminal's colour (ECMA-48, SGR) that starts there; -1 if none does. */
    private static int colourEnd(String text, int start) {
        if (start + 1 >= text.length() || text.charAt(start + 1) != '[') {
            return -1;
        }
        int at = start + 2;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == ';')) {
            at++;
        }
        return at < text.length() && (text.charAt(at) == 'm' || text.charAt(at) == 'K') ? at + 1 : -1;
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, splitsPair ? longest - 1 : longest) + ELLIPSIS;
    }
}
