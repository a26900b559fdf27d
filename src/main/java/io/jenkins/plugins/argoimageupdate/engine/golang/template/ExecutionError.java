package io.jenkins.plugins.argoimageupdate.engine.golang.template;

/** A template that parses but cannot be carried out on these data. */
public class ExecutionError extends Exception {

    private static final long serialVersionUID = 1L;

    ExecutionError(String message) {
        super(message);
    }
}
