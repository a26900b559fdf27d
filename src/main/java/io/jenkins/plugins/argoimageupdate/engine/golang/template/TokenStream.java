package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import io.jenkins.plugins.argoimageupdate.engine.golang.template.Token.Kind;
import java.util.List;

/** The tokens of a template, read one after the other. */
final class TokenStream {

    private final List<Token> tokens;
    private int position;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(position);
    }

    Token next() {
        Token token = peek();
        if (!token.is(Kind.END)) {
            position++;
        }
        return token;
    }

    Token peekPastSpace() {
        while (peek().is(Kind.SPACE)) {
            position++;
        }
        return peek();
    }

    Token nextPastSpace() {
        peekPastSpace();
        return next();
    }

    /** Where it stands, for {@link #back}. */
    int mark() {
        return position;
    }

    void back(int mark) {
        position = mark;
    }

    Token expect(Kind kind, String where) throws SyntaxError {
        Token token = nextPastSpace();
        if (!token.is(kind)) {
            throw unexpected(token, where);
        }
        return token;
    }

    static SyntaxError unexpected(Token token, String where) {
        String what = token.is(Kind.END) ? "end of the template" : token.text();
        return new SyntaxError(token.offset(), "unexpected " + what + " in " + where);
    }
}
