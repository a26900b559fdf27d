package io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.io.IOException;

/** A Git server went beyond one of the {@link GitLimits}. The message says what it did, as what follows the server's name. */
public final class LimitExceededException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String advice;

    LimitExceededException(Reason reason, String message, String advice) {
        super(message);
        this.reason = reason;
        this.advice = advice;
    }

    /** It sent more than anybody needs. */
    static LimitExceededException tooMuch(String message) {
        return new LimitExceededException(
                Reason.MALFORMED_ANSWER,
                message,
                "Check the URL of the repository; keep files of this size out of a repository with files to"
                        + " update");
    }

    /** Whether the server is at fault, or time was up. */
    public Reason reason() {
        return reason;
    }

    /** What to do about it, one sentence without a full stop. */
    public String advice() {
        return advice;
    }
}
