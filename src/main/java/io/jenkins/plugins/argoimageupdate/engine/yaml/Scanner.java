package io.jenkins.plugins.argoimageupdate.engine.yaml;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Cuts a text into tokens by the rules of goyaml.v3 ({@code scannerc.go}), which differ from YAML 1.2 where people do not expect
 * it: tabs may separate, {@code \'} is an escape, three more characters break lines.
 */
final class Scanner {

    private static final int LONGEST_KEY = 1024;
    /** Some 100,000 lines; what is read takes less than 100 MB. */
    private static final int MAX_TOKENS = Budget.YAML_TOKENS.intValue();

    private static final String NEVER_PLAIN = "-?:,[]{}#&*!|>'\"%@`";

    private final YamlText in;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Integer> outerIndents = new ArrayDeque<>();
    private final Deque<PossibleKey> possibleKeys = new ArrayDeque<>();
    private int indent = -1;
    private boolean keyAllowed = true;

    private Scanner(String text) {
        this.in = new YamlText(text);
        possibleKeys.push(PossibleKey.NONE);
    }

    /** All tokens; the last one is the end, or the first failure. */
    static List<Token> scan(String text) {
        return new Scanner(text).scan();
    }

    private List<Token> scan() {
        try {
            skipToToken();
            while (!in.isEnd()) {
                unrollIndent(in.column());
                readToken();
                skipToToken();
                if (tokens.size() > MAX_TOKENS) {
                    throw YamlText.limitAt(
                            in.mark(),
                            String.format(
                                    Locale.ROOT, "up to here it has more than %,d keys, values and signs", MAX_TOKENS),
                            "Split the file");
                }
            }
            unrollIndent(-1);
            dropPossibleKey();
            add(Token.Type.STREAM_END, in.mark());
        } catch (YamlSyntaxException e) {
            Mark mark = new Mark("", 0, e.line() - 1, 0, new int[0], 0);
            tokens.add(Token.failure(mark, e));
        }
        return tokens;
    }

    private void readToken() {
        char c = in.at(0);
        if (in.column() == 0 && c == '%') {
            startOver();
            tokens.add(new PropertyScanner(in).directive());
        } else if (in.isDocumentIndicator('-') || in.isDocumentIndicator('.')) {
            startOver();
            skip(c == '-' ? Token.Type.DOCUMENT_START : Token.Type.DOCUMENT_END, 3);
        } else if (c == '[' || c == '{') {
            openFlow(c == '[' ? Token.Type.FLOW_SEQUENCE_START : Token.Type.FLOW_MAPPING_START);
        } else if (c == ']' || c == '}') {
            closeFlow(c == ']' ? Token.Type.FLOW_SEQUENCE_END : Token.Type.FLOW_MAPPING_END);
        } else if (c == ',') {
            dropPossibleKey();
            keyAllowed = true;
            skip(Token.Type.FLOW_ENTRY, 1);
        } else if (c == '-' && in.isBlankOrEnd(1)) {
            blockIndicator(Token.Type.BLOCK_ENTRY, Token.Type.BLOCK_SEQUENCE_START);
        } else if (c == '?' && (inFlow() || in.isBlankOrEnd(1))) {
            blockIndicator(Token.Type.KEY, Token.Type.BLOCK_MAPPING_START);
        } else if (c == ':' && (inFlow() || in.isBlankOrEnd(1))) {
            value();
        } else {
            readNode(c);
        }
    }

    private void readNode(char c) {
        if ((c == '|' || c == '>') && !inFlow()) {
            dropPossibleKey();
            keyAllowed = true;
            tokens.add(new BlockScalarScanner(in, indent).scan());
            return;
        }
        savePossibleKey();
        keyAllowed = false;
        if (c == '*' || c == '&') {
            tokens.add(new PropertyScanner(in).anchor());
        } else if (c == '!') {
            tokens.add(new PropertyScanner(in).tag());
        } else if (c == '\'' || c == '"') {
            tokens.add(new ScalarScanner(in).quoted());
        } else if (startsPlain(c)) {
            ScalarScanner scalar = new ScalarScanner(in);
            tokens.add(scalar.plain(indent + 1, inFlow()));
            keyAllowed = scalar.brokeLine();
        } else if (c == '\t') {
            throw in.problem(YamlText.TAB, YamlText.NO_TABS);
        } else {
            throw in.problem("an unquoted value cannot start with " + c, "Quote it");
        }
    }

    private boolean startsPlain(char c) {
        if (c == '-') {
            return !in.isBlank(1);
        }
        boolean asText = (c == '?' || c == ':') && !inFlow() && !in.isBlankOrEnd(1);
        return asText || (!in.isBlankOrEnd(0) && NEVER_PLAIN.indexOf(c) < 0);
    }

    private void skipToToken() {
        skipBlanksBeforeComment();
        while (true) {
            while (in.at(0) == ' ' || (in.at(0) == '\t' && (inFlow() || !keyAllowed))) {
                in.skip(1);
            }
            if (in.at(0) == '#') {
                in.skipToBreak();
            }
            if (!in.isBreak(0)) {
                return;
            }
            in.readBreak();
            keyAllowed = keyAllowed || !inFlow();
        }
    }

    /** Tabs stand between an indicator and a comment even where none can stand before a value. */
    private void skipBlanksBeforeComment() {
        int blanks = 0;
        while (in.isBlank(blanks)) {
            blanks++;
        }
        if (in.column() > 0 && in.at(blanks) == '#') {
            in.skip(blanks);
        }
    }

    private void startOver() {
        unrollIndent(-1);
        dropPossibleKey();
        keyAllowed = false;
    }

    private void openFlow(Token.Type type) {
        savePossibleKey();
        possibleKeys.push(PossibleKey.NONE);
        keyAllowed = true;
        skip(type, 1);
    }

    private void closeFlow(Token.Type type) {
        dropPossibleKey();
        if (inFlow()) {
            possibleKeys.pop();
        }
        keyAllowed = false;
        skip(type, 1);
    }

    private void blockIndicator(Token.Type type, Token.Type collection) {
        if (!inFlow()) {
            if (!keyAllowed) {
                throw in.problem(
                        type == Token.Type.KEY
                                ? "a key that starts with ? has to start its line"
                                : "an item of a list has to start its line: the - stands behind something else");
            }
            rollIndent(in.column(), tokens.size(), collection, in.mark());
        }
        dropPossibleKey();
        keyAllowed = type == Token.Type.BLOCK_ENTRY || !inFlow();
        skip(type, 1);
    }

    private void value() {
        PossibleKey key = possibleKeys.peek();
        if (isStillPossible(key)) {
            tokens.add(key.token, Token.of(Token.Type.KEY, key.mark, key.mark));
            rollIndent(key.mark.getColumn(), key.token, Token.Type.BLOCK_MAPPING_START, key.mark);
            replacePossibleKey(PossibleKey.NONE);
            keyAllowed = false;
        } else {
            if (!inFlow()) {
                if (!keyAllowed) {
                    throw in.problem("a second ': ' follows in one value", "Check the indentation, or quote the value");
                }
                rollIndent(in.column(), tokens.size(), Token.Type.BLOCK_MAPPING_START, in.mark());
            }
            keyAllowed = !inFlow();
        }
        skip(Token.Type.VALUE, 1);
    }

    private boolean inFlow() {
        return possibleKeys.size() > 1;
    }

    /** Opens a block collection at a column that is deeper than the one around it. */
    private void rollIndent(int column, int position, Token.Type type, Mark mark) {
        if (!inFlow() && indent < column) {
            outerIndents.push(indent);
            indent = column;
            tokens.add(position, Token.of(type, mark, mark));
        }
    }

    private void unrollIndent(int column) {
        while (!inFlow() && indent > column) {
            add(Token.Type.BLOCK_END, in.mark());
            indent = outerIndents.pop();
        }
    }

    /** What starts here is a key if a colon follows. */
    private void savePossibleKey() {
        if (keyAllowed) {
            dropPossibleKey();
            boolean required = !inFlow() && indent == in.column();
            replacePossibleKey(new PossibleKey(tokens.size(), in.mark(), required));
        }
    }

    private void dropPossibleKey() {
        PossibleKey key = possibleKeys.peek();
        if (key.required) {
            throw noColon(key);
        }
        replacePossibleKey(PossibleKey.NONE);
    }

    private boolean isStillPossible(PossibleKey key) {
        if (key.mark == null) {
            return false;
        }
        boolean stale = key.mark.getLine() < in.line() || in.isFurtherThan(LONGEST_KEY, key.mark);
        if (stale && key.required) {
            throw noColon(key);
        }
        return !stale;
    }

    /** Leaves no token behind that would be called wrong for another reason. */
    private YamlSyntaxException noColon(PossibleKey key) {
        tokens.subList(key.token, tokens.size()).clear();
        return YamlText.problemAt(key.mark, "no ': ' follows the key on this line");
    }

    private void replacePossibleKey(PossibleKey key) {
        possibleKeys.pop();
        possibleKeys.push(key);
    }

    private void skip(Token.Type type, int length) {
        Mark start = in.mark();
        in.skip(length);
        tokens.add(Token.of(type, start, in.mark()));
    }

    private void add(Token.Type type, Mark mark) {
        tokens.add(Token.of(type, mark, mark));
    }

    /**
     * A token that turns out to be a key when a colon follows.
     *
     * @param token its position
     * @param mark null for none
     * @param required whether nothing else than a key can stand there
     */
    private record PossibleKey(int token, @Nullable Mark mark, boolean required) {
        static final PossibleKey NONE = new PossibleKey(0, null, false);
    }
}
