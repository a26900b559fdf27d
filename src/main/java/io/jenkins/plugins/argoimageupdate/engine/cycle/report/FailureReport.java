package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;

/** A failure in a report; its parts are those of {@link UpdateException}. */
public record FailureReport(Reason reason, String message, String advice) {

    public static FailureReport of(UpdateException failure) {
        return new FailureReport(failure.reason(), failure.getMessage(), failure.advice());
    }
}
