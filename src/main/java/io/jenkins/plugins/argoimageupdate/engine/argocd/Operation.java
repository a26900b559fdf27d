package io.jenkins.plugins.argoimageupdate.engine.argocd;

import java.time.Instant;
import java.util.List;

/**
 * The current or last sync of an Application.
 *
 * @param revisions commits, one for each source
 * @param ofSpec whether it applies (or applied) the sources that the Application has now
 * @param initiator the user, or {@code automated sync}
 * @param startedAt null while pending; finishedAt is null until it ends
 */
public record Operation(
        OperationPhase phase,
        String message,
        List<String> revisions,
        boolean ofSpec,
        String initiator,
        boolean automated,
        Instant startedAt,
        Instant finishedAt) {}
