package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current or last sync of an Application.
 *
 * @param revisions commits, one for each source; none while Argo CD looks for the latest ones for a new attempt
 * @param ofSpec whether it applies (or applied) the sources that the Application has now
 * @param initiator the user, or {@code automated sync}
 * @param startedAt null while pending; finishedAt is null until it ends, and while a new attempt is under way
 * @param results of this attempt so far, in the order of the sync
 * @param retries how many attempts have failed, as far as Argo CD tries again
 */
public record Operation(
        OperationPhase phase,
        String message,
        List<String> revisions,
        boolean ofSpec,
        String initiator,
        boolean automated,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<ResourceResult> results,
        int retries) {

    public Operation {
        message = CleanText.line(message);
        revisions = CleanText.lines(revisions);
        initiator = CleanText.line(initiator);
    }

    Operation withoutResults() {
        return new Operation(
                phase, message, revisions, ofSpec, initiator, automated, startedAt, finishedAt, List.of(), retries);
    }

    /** The hooks of this attempt that have failed, with the one that is to blame first: the others run because of it. */
    public List<ResourceResult> failedHooks() {
        return results.stream().filter(ResourceResult::isFailedHook).toList();
    }

    /** Whether it was ended before it was over: by somebody, or by Argo CD's own time-out. */
    public boolean isTerminated() {
        return message.startsWith("Operation terminat") || message.startsWith("operation is terminating");
    }

    /** Whether a person, and not Argo CD's own time-out, ended it before it was over. */
    public boolean isTerminatedByUser() {
        return isTerminated() && !message.contains("timeout");
    }

    /** Whether it is the other one tried again, while Argo CD has yet to look for the revisions. */
    public boolean isNextAttemptOf(Operation other) {
        return revisions.isEmpty() && startedAt != null && startedAt.equals(other.startedAt);
    }
}
