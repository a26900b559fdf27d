package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure in a report; its parts are those of {@link UpdateException}.
 *
 * @param retryAt null where the server does not say it
 */
public record FailureReport(
        Reason reason,
        String message,
        String advice,
        @Nullable Instant retryAt) {

    public FailureReport {
        Objects.requireNonNull(reason);
        message = CleanText.line(message);
        advice = CleanText.line(advice);
    }

    /** One of which no server says when to try again. */
    public FailureReport(Reason reason, String message, String advice) {
        this(reason, message, advice, null);
    }

    /** What an exception says, without its cause and stack trace. */
    public static FailureReport of(UpdateException failure) {
        return new FailureReport(failure.reason(), failure.getMessage(), failure.advice(), failure.retryAt());
    }
}
