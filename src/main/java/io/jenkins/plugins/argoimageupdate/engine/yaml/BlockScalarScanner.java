package io.jenkins.plugins.argoimageupdate.engine.yaml;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Reads a literal or folded block scalar (goyaml.v3: {@code scannerc.go}). */
final class BlockScalarScanner {

    private final YamlText in;
    private final int parentIndent;
    private final StringBuilder value = new StringBuilder();
    private final StringBuilder laterBreaks = new StringBuilder();
    private int indent;
    private Mark end;

    /** @param parentIndent the column of the mapping or list around it; -1 for none */
    BlockScalarScanner(YamlText in, int parentIndent) {
        this.in = in;
        this.parentIndent = parentIndent;
    }

    /** The scalar whose indicator is next. */
    Token scan() {
        Mark start = in.mark();
        boolean folded = in.read() == '>';
        char chomping = header();
        readBreaks();
        String firstBreak = "";
        boolean afterBlank = false;
        while (in.column() == indent && !in.isEnd()) {
            boolean blank = in.isBlank(0);
            if (folded && firstBreak.equals("\n") && !afterBlank && !blank) {
                value.append(laterBreaks.isEmpty() ? " " : "");
            } else {
                value.append(firstBreak);
            }
            value.append(laterBreaks);
            laterBreaks.setLength(0);
            afterBlank = blank;
            while (!in.isBreakOrEnd(0)) {
                value.append(in.read());
            }
            firstBreak = in.isEnd() ? "" : in.readBreak();
            readBreaks();
        }
        if (chomping != '-') {
            value.append(firstBreak);
        }
        if (chomping == '+') {
            value.append(laterBreaks);
        }
        return Token.scalar(start, end, value.toString(), folded ? ScalarStyle.FOLDED : ScalarStyle.LITERAL);
    }

    /** Reads the rest of the first line. Returns how the end is treated: {@code +}, {@code -} or a space for neither. */
    private char header() {
        char chomping = ' ';
        for (int i = 0; i < 2; i++) {
            if (chomping == ' ' && (in.at(0) == '+' || in.at(0) == '-')) {
                chomping = in.read();
            } else if (indent == 0 && in.at(0) >= '1' && in.at(0) <= '9') {
                indent = Math.max(parentIndent, 0) + in.read() - '0';
            }
        }
        in.skipBlanks();
        if (in.at(0) == '#') {
            in.skipToBreak();
        }
        if (!in.isBreakOrEnd(0)) {
            throw in.problem("text follows the | or > of a block scalar on its line");
        }
        if (in.isBreak(0)) {
            in.readBreak();
        }
        return chomping;
    }

    /** Reads indentation and empty lines; finds the indentation out where the first line does not tell. */
    private void readBreaks() {
        end = in.mark();
        int deepest = 0;
        while (true) {
            while ((indent == 0 || in.column() < indent) && in.at(0) == ' ') {
                in.skip(1);
            }
            deepest = Math.max(deepest, in.column());
            if ((indent == 0 || in.column() < indent) && in.at(0) == '\t') {
                throw in.problem(YamlText.TAB, YamlText.NO_TABS);
            }
            if (!in.isBreak(0)) {
                break;
            }
            laterBreaks.append(in.readBreak());
            end = in.mark();
        }
        if (indent == 0) {
            indent = Math.max(Math.max(deepest, parentIndent + 1), 1);
        }
    }
}
