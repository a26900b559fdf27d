package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import io.jenkins.plugins.argoimageupdate.engine.golang.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a template's source into tokens (the rules are those of Go's {@code text/template/parse}). */
final class Lexer {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final Set<String> KEYWORDS =
            Set.of("block", "break", "continue", "define", "else", "end", "if", "nil", "range", "template", "with");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int parentheses;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) throws SyntaxError {
        Lexer lexer = new Lexer(source);
        lexer.run();
        return lexer.tokens;
    }

    private void run() throws SyntaxError {
        while (position < source.length()) {
            int open = source.indexOf(OPEN, position);
            if (open < 0) {
                addText(source.length());
                break;
            }
            int inside = open + OPEN.length();
            boolean trim = trimsLeft(inside);
            addText(trim ? withoutTrailingSpace(open) : open);
            position = open;
            int start = trim ? inside + 2 : inside;
            if (source.startsWith("/*", start)) {
                skipComment(start);
            } else {
                add(Kind.OPEN, inside);
                position = start;
                action();
            }
        }
        tokens.add(new Token(Kind.END, "", source.length()));
    }

    private void addText(int end) {
        if (end > position) {
            add(Kind.TEXT, end);
        }
    }

    private int withoutTrailingSpace(int end) {
        int trimmed = end;
        while (trimmed > position && isSpace(source.charAt(trimmed - 1))) {
            trimmed--;
        }
        return trimmed;
    }

    private void skipComment(int start) throws SyntaxError {
        int end = source.indexOf("*/", start + 2);
        if (end < 0) {
            throw new SyntaxError(start, "the comment is not closed with */");
        }
        position = end + 2;
        if (!atClose()) {
            throw new SyntaxError(position, "a comment has to end with */}} or */ -}}");
        }
        passClose();
    }

    private void action() throws SyntaxError {
        parentheses = 0;
        while (!atClose()) {
            if (position >= source.length()) {
                throw new SyntaxError(position, "the action is not closed with }}");
            }
            insideAction();
        }
        if (parentheses > 0) {
            throw new SyntaxError(position, "a ( is not closed");
        }
        int start = position;
        passClose();
        tokens.add(new Token(Kind.CLOSE, CLOSE, start));
    }

    private void passClose() {
        boolean trim = !source.startsWith(CLOSE, position);
        position += (trim ? 2 : 0) + CLOSE.length();
        while (trim && position < source.length() && isSpace(source.charAt(position))) {
            position++;
        }
    }

    private void insideAction() throws SyntaxError {
        char c = source.charAt(position);
        if (isSpace(c)) {
            space();
        } else if (c == ':') {
            if (!source.startsWith(":=", position)) {
                throw new SyntaxError(position, "expected :=");
            }
            add(Kind.DECLARE, position + 2);
        } else if (c == '"' || c == '\'') {
            quoted(c);
        } else if (c == '`') {
            rawString();
        } else if (c == '$') {
            fieldOrVariable(Kind.VARIABLE);
        } else if (c == '.' && !digitAt(position + 1)) {
            fieldOrVariable(Kind.FIELD);
        } else if (c == '.' || c == '+' || c == '-' || digitAt(position)) {
            number();
        } else if (isWord(source.codePointAt(position))) {
            word();
        } else {
            sign(c);
        }
    }

    private void sign(char c) throws SyntaxError {
        switch (c) {
            case '=' -> add(Kind.ASSIGN, position + 1);
            case '|' -> add(Kind.PIPE, position + 1);
            case '(' -> {
                parentheses++;
                add(Kind.LEFT_PAREN, position + 1);
            }
            case ')' -> {
                if (--parentheses < 0) {
                    throw new SyntaxError(position, "unexpected )");
                }
                add(Kind.RIGHT_PAREN, position + 1);
            }
            default -> {
                if (c <= ' ' || c >= 0x7F) {
                    throw new SyntaxError(position, "unexpected character in an action");
                }
                add(Kind.OTHER, position + 1);
            }
        }
    }

    private void space() {
        int end = position;
        while (end < source.length() && isSpace(source.charAt(end)) && !closesWithTrim(end)) {
            end++;
        }
        add(Kind.SPACE, end);
    }

    private void quoted(char quote) throws SyntaxError {
        int end = position + 1;
        while (true) {
            char c = end < source.length() ? source.charAt(end) : '\n';
            if (c == '\\' && end + 1 < source.length() && source.charAt(end + 1) != '\n') {
                end += 2;
            } else if (c == '\n' || c == '\\') {
                throw new SyntaxError(position, "the " + (quote == '"' ? "string" : "character") + " is not closed");
            } else if (c == quote) {
                add(quote == '"' ? Kind.STRING : Kind.CHARACTER, end + 1);
                return;
            } else {
                end++;
            }
        }
    }

    private void rawString() throws SyntaxError {
        int end = source.indexOf('`', position + 1);
        if (end < 0) {
            throw new SyntaxError(position, "the string is not closed with `");
        }
        add(Kind.RAW_STRING, end + 1);
    }

    private void fieldOrVariable(Kind kind) throws SyntaxError {
        int end = endOfWord(position + 1);
        checkTerminated(end);
        add(kind == Kind.FIELD && end == position + 1 ? Kind.DOT : kind, end);
    }

    private void word() throws SyntaxError {
        int end = endOfWord(position);
        checkTerminated(end);
        String word = source.substring(position, end);
        boolean bool = word.equals("true") || word.equals("false");
        add(KEYWORDS.contains(word) ? Kind.KEYWORD : bool ? Kind.BOOL : Kind.IDENTIFIER, end);
    }

    private void number() throws SyntaxError {
        int end = NumberLiteral.end(source, position);
        if (end < source.length() && isWord(source.codePointAt(end))) {
            throw new SyntaxError(position, "bad number");
        }
        add(Kind.NUMBER, end);
    }

    private int endOfWord(int start) {
        int end = start;
        while (end < source.length() && isWord(source.codePointAt(end))) {
            end += Character.charCount(source.codePointAt(end));
        }
        return end;
    }

    private void checkTerminated(int end) throws SyntaxError {
        boolean terminated = end >= source.length()
                || isSpace(source.charAt(end))
                || ".,|:()".indexOf(source.charAt(end)) >= 0
                || source.startsWith(CLOSE, end);
        if (!terminated) {
            throw new SyntaxError(end, "unexpected character in a name");
        }
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, source.substring(position, end), position));
        position = end;
    }

    private boolean atClose() {
        return source.startsWith(CLOSE, position) || closesWithTrim(position);
    }

    private boolean closesWithTrim(int at) {
        return at < source.length() && isSpace(source.charAt(at)) && source.startsWith("-" + CLOSE, at + 1);
    }

    private boolean trimsLeft(int at) {
        return source.startsWith("-", at) && at + 1 < source.length() && isSpace(source.charAt(at + 1));
    }

    private boolean digitAt(int at) {
        return at < source.length() && source.charAt(at) >= '0' && source.charAt(at) <= '9';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isWord(int codePoint) {
        return codePoint == '_' || Character.isLetter(codePoint) || Character.isDigit(codePoint);
    }
}
