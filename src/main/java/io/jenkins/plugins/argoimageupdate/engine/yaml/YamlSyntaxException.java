package io.jenkins.plugins.argoimageupdate.engine.yaml;

import org.jspecify.annotations.Nullable;

/** A text that is no YAML, or bigger than is read. The message says what is wrong, without the place and without a full stop. */
public final class YamlSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int line;
    private final String advice;
    private final boolean limit;

    YamlSyntaxException(int line, @Nullable String problem, String advice) {
        this(line, problem, advice, false);
    }

    /** @param limit whether it may be YAML, but is more than is read */
    YamlSyntaxException(int line, @Nullable String problem, String advice, boolean limit) {
        super(problem);
        this.line = line;
        this.advice = advice;
        this.limit = limit;
    }

    /** What is wrong, as a sentence about the text without a full stop. */
    public @Nullable String answer() {
        return limit ? getMessage() : "it is not valid YAML: " + getMessage();
    }

    boolean isLimit() {
        return limit;
    }

    /** The line at fault; the first one is 1. */
    public int line() {
        return line;
    }

    /** What to do, one imperative sentence without a full stop. */
    public String advice() {
        return advice;
    }
}
