package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a block scalar: a header such as {@code |- # note} and the lines below it.
 *
 * @param start where the header starts
 * @param limit where the next thing starts; blank lines in front of that may belong to the value or not
 */
record BlockScalarText(String text, int start, int limit) {

    private static final Pattern HEADER = Pattern.compile("\\G([|>])([-+0-9]*+)([^\\r\\n]*+)");

    /** Where the value ends: with its last line, or where blank lines belong to it behind these. */
    int end() {
        return keepsBlankLines() ? limit : contentEnd();
    }

    /**
     * The same scalar with another value, which has one line and starts with no blank; null where there are no lines to take the
     * indentation from.
     */
    @Nullable
    String withValue(String value, String lineBreak) {
        int firstLine = firstLine();
        String indent = indent(firstLine);
        if (firstLine >= contentEnd() || indent.isEmpty()) {
            return null;
        }
        Matcher header = header();
        return header.group(1) + "-" + header.group(3) + lineBreak + indent + value;
    }

    /** Where the last line that is more than indentation ends; the header's end where there is none. */
    int contentEnd() {
        int indent = indent(firstLine()).length();
        int headerEnd = header().end();
        int end = Math.max(headerEnd, withoutBreak(limit));
        while (end > headerEnd) {
            int lineStart = text.lastIndexOf('\n', end - 1) + 1;
            String line = text.substring(lineStart, end);
            if (!line.isBlank() || line.replace("\r", "").length() > indent) {
                return end;
            }
            end = Math.max(headerEnd, withoutBreak(lineStart));
        }
        return end;
    }

    private boolean keepsBlankLines() {
        return header().group(2).contains("+");
    }

    private Matcher header() {
        Matcher header = HEADER.matcher(text);
        if (!header.find(start)) {
            throw new IllegalStateException("no block scalar at " + start);
        }
        return header;
    }

    private int firstLine() {
        return Math.min(text.length(), text.indexOf('\n', header().end()) + 1);
    }

    /** The blanks in front of the first line that has text. */
    private String indent(int firstLine) {
        int textStart = firstLine;
        while (textStart < limit && Character.isWhitespace(text.charAt(textStart))) {
            textStart++;
        }
        int lineStart = text.lastIndexOf('\n', textStart - 1) + 1;
        int end = lineStart;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return lineStart < firstLine ? "" : text.substring(lineStart, end);
    }

    private int withoutBreak(int offset) {
        int end = offset;
        end -= end > start && text.charAt(end - 1) == '\n' ? 1 : 0;
        end -= end > start && text.charAt(end - 1) == '\r' ? 1 : 0;
        return end;
    }
}
