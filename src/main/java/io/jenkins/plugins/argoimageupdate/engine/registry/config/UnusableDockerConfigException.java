package io.jenkins.plugins.argoimageupdate.engine.registry.config;

/** A Docker configuration that holds no login for a registry. Nothing it says is secret. */
public final class UnusableDockerConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String advice;

    /** @param problem what is wrong with the text, such as {@code it is base64} */
    UnusableDockerConfigException(String problem, String advice) {
        super(problem);
        this.advice = advice;
    }

    /** What to do about it, without a full stop. */
    public String advice() {
        return advice;
    }
}
