package io.jenkins.plugins.argoimageupdate.engine.golang.template;

/**
 * A piece of a template's source.
 *
 * @param text as written; for a text token what is left of it after trimming
 * @param offset of its first char in the source
 */
record Token(Kind kind, String text, int offset) {

    enum Kind {
        TEXT,
        OPEN,
        CLOSE,
        SPACE,
        IDENTIFIER,
        KEYWORD,
        FIELD,
        DOT,
        VARIABLE,
        STRING,
        RAW_STRING,
        CHARACTER,
        NUMBER,
        BOOL,
        ASSIGN,
        DECLARE,
        PIPE,
        LEFT_PAREN,
        RIGHT_PAREN,
        OTHER,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isKeyword(String word) {
        return kind == Kind.KEYWORD && text.equals(word);
    }
}
