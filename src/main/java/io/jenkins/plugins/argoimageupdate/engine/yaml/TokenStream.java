package io.jenkins.plugins.argoimageupdate.engine.yaml;

import java.util.Arrays;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Tokens one after the other; the one that says where the text cannot be read throws. */
final class TokenStream {

    private final List<Token> tokens;
    private int next;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        Token token = tokens.get(next);
        if (token.type() == Token.Type.FAILURE) {
            throw YamlText.problemAt(token.start(), token.value(), token.suffix());
        }
        if (token.type() == Token.Type.LIMIT) {
            throw YamlText.limitAt(token.start(), token.value(), token.suffix());
        }
        return token;
    }

    Token next() {
        Token token = peek();
        next += token.type() == Token.Type.STREAM_END ? 0 : 1;
        return token;
    }

    boolean isNext(Token.Type... types) {
        return Arrays.asList(types).contains(peek().type());
    }

    /** Takes the next token if it is of that type. */
    boolean take(Token.Type type) {
        boolean found = isNext(type);
        if (found) {
            next();
        }
        return found;
    }

    Mark start() {
        return peek().start();
    }
}
