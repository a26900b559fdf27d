package io.jenkins.plugins.argoimageupdate.engine.yaml;

/** A text that is no YAML. The message says what is wrong, without the place and without a full stop. */
public final class YamlSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int line;
    private final String advice;

    YamlSyntaxException(int line, String problem, String advice) {
        super(problem);
        this.line = line;
        this.advice = advice;
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
