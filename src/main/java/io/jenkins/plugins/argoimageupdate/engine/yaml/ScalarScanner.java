package io.jenkins.plugins.argoimageupdate.engine.yaml;

import java.util.Map;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Reads plain and quoted scalars, which may go on over several lines (goyaml.v3: {@code scannerc.go}). */
final class ScalarScanner {

    private static final String ENDS_PLAIN_IN_FLOW = ",?[]{}";
    private static final Map<Character, String> ESCAPES = Map.ofEntries(
            Map.entry('0', "\0"),
            Map.entry('a', "\u0007"),
            Map.entry('b', "\b"),
            Map.entry('t', "\t"),
            Map.entry('\t', "\t"),
            Map.entry('n', "\n"),
            Map.entry('v', "\u000b"),
            Map.entry('f', "\f"),
            Map.entry('r', "\r"),
            Map.entry('e', "\u001b"),
            Map.entry(' ', " "),
            Map.entry('"', "\""),
            Map.entry('\'', "'"),
            Map.entry('/', "/"),
            Map.entry('\\', "\\"),
            Map.entry('N', "\u0085"),
            Map.entry('_', "\u00a0"),
            Map.entry('L', "\u2028"),
            Map.entry('P', "\u2029"));
    private static final Map<Character, Integer> HEX_ESCAPES = Map.of('x', 2, 'u', 4, 'U', 8);

    private final YamlText in;
    private final StringBuilder value = new StringBuilder();
    private final StringBuilder blanks = new StringBuilder();
    private final StringBuilder laterBreaks = new StringBuilder();
    private String firstBreak = "";
    private boolean brokeLine;

    ScalarScanner(YamlText in) {
        this.in = in;
    }

    /** Whether the plain scalar that was read was followed by a line break. */
    boolean brokeLine() {
        return brokeLine;
    }

    /**
     * A scalar without quotes.
     *
     * @param indent the least column where it goes on in another line
     */
    Token plain(int indent, boolean flow) {
        Mark start = in.mark();
        Mark end = start;
        while (!in.isDocumentIndicator('-') && !in.isDocumentIndicator('.') && in.at(0) != '#') {
            boolean ended = false;
            while (!in.isBlankOrEnd(0) && !endsPlain(flow)) {
                joinLines();
                value.append(in.read());
                ended = true;
            }
            end = ended ? in.mark() : end;
            if (!in.isBlank(0) && !in.isBreak(0)) {
                break;
            }
            readSpace(indent);
            if (!flow && in.column() < indent) {
                break;
            }
        }
        return Token.scalar(start, end, value.toString(), ScalarStyle.PLAIN);
    }

    private boolean endsPlain(boolean flow) {
        return (in.at(0) == ':' && in.isBlankOrEnd(1)) || (flow && ENDS_PLAIN_IN_FLOW.indexOf(in.at(0)) >= 0);
    }

    /** A scalar in single or double quotes, whose first one is next. */
    Token quoted() {
        Mark start = in.mark();
        char quote = in.read();
        while (true) {
            if (in.isDocumentIndicator('-') || in.isDocumentIndicator('.') || in.isEnd()) {
                throw YamlText.problemAt(start, "the quote " + quote + " that opens here is never closed");
            }
            boolean escapedBreak = readQuoted(quote, start);
            if (in.at(0) == quote) {
                break;
            }
            brokeLine = escapedBreak;
            readSpace(0);
            joinLines();
        }
        in.skip(1);
        ScalarStyle style = quote == '\'' ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.DOUBLE_QUOTED;
        return Token.scalar(start, in.mark(), value.toString(), style);
    }

    /** Reads up to a blank, a line break or the quote. Returns whether it ended with an escaped line break. */
    private boolean readQuoted(char quote, Mark start) {
        while (!in.isBlankOrEnd(0) && (in.at(0) != quote || (quote == '\'' && in.at(1) == quote))) {
            if (quote == '\'') {
                in.skip(in.at(0) == quote ? 1 : 0);
                value.append(in.read());
            } else if (in.at(0) != '\\') {
                value.append(in.read());
            } else if (in.isBreak(1)) {
                in.skip(1);
                in.readBreak();
                return true;
            } else {
                escape(start);
            }
        }
        return false;
    }

    private void escape(Mark start) {
        char kind = in.at(1);
        in.skip(2);
        if (ESCAPES.containsKey(kind)) {
            value.append(ESCAPES.get(kind));
            return;
        }
        int digits = HEX_ESCAPES.getOrDefault(kind, 0);
        long code = 0;
        for (int i = 0; i < digits; i++) {
            int digit = in.at(0) < 0x80 ? Character.digit(in.at(0), 16) : -1;
            code = digit < 0 ? Long.MAX_VALUE : code * 16 + digit;
            if (digit < 0) {
                break;
            }
            in.skip(1);
        }
        boolean surrogate = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
        if (digits == 0 || code > Character.MAX_CODE_POINT || surrogate) {
            throw YamlText.problemAt(
                    start, "there is no escape \\" + (kind == YamlText.END ? "" : kind) + " in double quotes");
        }
        value.appendCodePoint((int) code);
    }

    /** Blanks and line breaks between two words. */
    private void readSpace(int indent) {
        while (in.isBlank(0) || in.isBreak(0)) {
            if (in.isBreak(0)) {
                String lineBreak = in.readBreak();
                if (brokeLine) {
                    laterBreaks.append(lineBreak);
                } else {
                    blanks.setLength(0);
                    firstBreak = lineBreak;
                    brokeLine = true;
                }
            } else if (!brokeLine) {
                blanks.append(in.read());
            } else if (in.at(0) == '\t' && in.column() < indent) {
                throw in.problem(YamlText.TAB, YamlText.NO_TABS);
            } else {
                in.skip(1);
            }
        }
    }

    private void joinLines() {
        if (!brokeLine && blanks.isEmpty()) {
            return;
        }
        if (!brokeLine) {
            value.append(blanks);
        } else if (firstBreak.equals("\n")) {
            value.append(laterBreaks.isEmpty() ? " " : laterBreaks);
        } else {
            value.append(firstBreak).append(laterBreaks);
        }
        blanks.setLength(0);
        laterBreaks.setLength(0);
        firstBreak = "";
        brokeLine = false;
    }
}
