package io.jenkins.plugins.argoimageupdate.engine.golang.template;

/** A template that does not parse. */
final class SyntaxError extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    SyntaxError(int offset, String message) {
        super(message);
        this.offset = offset;
    }

    /** {@code line 1, column 4: …}, both counted from 1, columns in characters. */
    String in(String source) {
        int at = Math.min(offset, source.length());
        int lineStart = source.lastIndexOf('\n', at - 1) + 1;
        long line = 1
                + source.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        int column = 1 + source.codePointCount(lineStart, at);
        return "line " + line + ", column " + column + ": " + getMessage();
    }
}
