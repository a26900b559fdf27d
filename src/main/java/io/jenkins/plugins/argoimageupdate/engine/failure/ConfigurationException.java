package io.jenkins.plugins.argoimageupdate.engine.failure;

import org.jspecify.annotations.Nullable;

/** The configuration (an annotation, a file, an argument) cannot be used as it is. See {@link UpdateException} for what its parts say. */
public final class ConfigurationException extends UpdateException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(Reason reason, String attempted, @Nullable String answer, String advice) {
        this(reason, attempted, answer, advice, null);
    }

    public ConfigurationException(
            Reason reason, String attempted, @Nullable String answer, String advice, @Nullable Throwable cause) {
        super(reason, attempted, answer, advice, cause);
    }
}
