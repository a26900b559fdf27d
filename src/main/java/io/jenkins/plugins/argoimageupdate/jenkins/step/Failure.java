package io.jenkins.plugins.argoimageupdate.jenkins.step;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Something that went wrong, in the result of the step. Immutable. */
public final class Failure implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String message;
    private final String advice;

    Failure(FailureReport failure) {
        this.reason = failure.reason().name();
        this.message = failure.message();
        this.advice = failure.advice();
    }

    /** A word for scripts, such as {@code RATE_LIMITED}. */
    @Whitelisted
    public String getReason() {
        return reason;
    }

    @Whitelisted
    public String getMessage() {
        return message;
    }

    /** What to do about it; empty for none. */
    @Whitelisted
    public String getAdvice() {
        return advice;
    }

    @Override
    @Whitelisted
    public String toString() {
        return message;
    }
}
