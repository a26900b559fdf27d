package io.jenkins.plugins.argoimageupdate.engine.yaml;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A text that is read from start to end, with the place where reading is. */
final class YamlText {

    static final String CORRECT = "Correct the file";
    static final String TAB = "a tab stands where only spaces may indent a line";
    static final String NO_TABS = "Replace it by spaces";

    /** What follows the last character; the text itself holds none. */
    static final char END = '\0';

    private static final int[] NO_SNIPPET = {};

    private final String text;
    private int offset;
    private int line;
    private int column;

    /** @param text may start with a byte order mark, which is skipped */
    YamlText(String text) {
        this.text = text;
        this.offset = text.startsWith("\ufeff") ? 1 : 0;
    }

    int column() {
        return column;
    }

    int line() {
        return line;
    }

    char at(int ahead) {
        int index = offset + ahead;
        return index < text.length() ? text.charAt(index) : END;
    }

    boolean isEnd() {
        return at(0) == END;
    }

    boolean isBlank(int ahead) {
        return at(ahead) == ' ' || at(ahead) == '\t';
    }

    /** YAML 1.1 and Go's readers know five line breaks. */
    boolean isBreak(int ahead) {
        char c = at(ahead);
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    boolean isBreakOrEnd(int ahead) {
        return isBreak(ahead) || at(ahead) == END;
    }

    boolean isBlankOrEnd(int ahead) {
        return isBlank(ahead) || isBreakOrEnd(ahead);
    }

    /** A letter or digit as in anchors and tag handles. */
    boolean isWord(int ahead) {
        char c = at(ahead);
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    }

    /** Whether {@code ---} or {@code ...} starts the line. */
    boolean isDocumentIndicator(char c) {
        return column == 0 && at(0) == c && at(1) == c && at(2) == c && isBlankOrEnd(3);
    }

    char read() {
        char c = text.charAt(offset);
        skip(1);
        return c;
    }

    /** Skips characters that are no line breaks. */
    void skip(int length) {
        offset += length;
        column += length;
    }

    void skipBlanks() {
        while (isBlank(0)) {
            skip(1);
        }
    }

    void skipToBreak() {
        while (!isBreakOrEnd(0)) {
            skip(1);
        }
    }

    /** Reads a line break as it counts in a value. */
    String readBreak() {
        char c = at(0);
        offset += c == '\r' && at(1) == '\n' ? 2 : 1;
        line++;
        column = 0;
        return c == '\u2028' || c == '\u2029' ? String.valueOf(c) : "\n";
    }

    String words() {
        StringBuilder words = new StringBuilder();
        while (isWord(0)) {
            words.append(read());
        }
        return words.toString();
    }

    /** Whether more than that many characters were read since then. */
    boolean isFurtherThan(int characters, Mark start) {
        int read = offset - start.getIndex();
        return read > 2 * characters
                || (read > characters && text.codePointCount(start.getIndex(), offset) > characters);
    }

    /** The place; its index is an offset of the {@link String}. */
    Mark mark() {
        return new Mark("", offset, line, column, NO_SNIPPET, 0);
    }

    YamlSyntaxException problem(String problem) {
        return problemAt(mark(), problem);
    }

    YamlSyntaxException problem(String problem, String advice) {
        return problemAt(mark(), problem, advice);
    }

    static YamlSyntaxException limitAt(Mark mark, @Nullable String problem, String advice) {
        return new YamlSyntaxException(mark.getLine() + 1, problem, advice, true);
    }

    static YamlSyntaxException problemAt(@Nullable Mark mark, String problem) {
        return problemAt(mark, problem, CORRECT);
    }

    static YamlSyntaxException problemAt(@Nullable Mark mark, @Nullable String problem, String advice) {
        return new YamlSyntaxException(mark.getLine() + 1, problem, advice);
    }
}
