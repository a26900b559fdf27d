package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.DeployedRevision;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A return to what ran before, made by somebody in Argo CD: what was synced last is older than something that was synced before it.
 * A revert in Git is none, since it is a commit of its own.
 *
 * @param from what was rolled back from, one revision for each source
 * @param initiator the user; empty where Argo CD does not say
 * @param at null where Argo CD does not say
 */
record Rollback(
        List<String> from,
        List<String> to,
        String initiator,
        @Nullable Instant at) {

    /** @param sameRevision whether the Application's own specification is what changes, at one revision */
    static Optional<Rollback> of(ApplicationStatus status, boolean sameRevision) {
        List<DeployedRevision> known = new ArrayList<>();
        status.history().stream()
                .filter(entry -> indexOf(known, entry, sameRevision) < 0)
                .forEach(known::add);
        if (known.size() < 2) {
            return Optional.empty();
        }
        DeployedRevision newest = known.get(known.size() - 1);
        DeployedRevision last = status.history().get(status.history().size() - 1);
        if (indexOf(known, last, sameRevision) < known.size() - 1) {
            return last.automated()
                    ? Optional.empty()
                    : Optional.of(
                            new Rollback(newest.revisions(), last.revisions(), last.initiator(), last.startedAt()));
        }
        return underWay(status.operation(), known);
    }

    private static Optional<Rollback> underWay(@Nullable Operation operation, List<DeployedRevision> known) {
        if (operation == null || !operation.phase().isOpen() || operation.automated()) {
            return Optional.empty();
        }
        DeployedRevision newest = known.get(known.size() - 1);
        return known.stream()
                .filter(entry -> entry.revisions().equals(operation.revisions()))
                .filter(entry -> !entry.revisions().equals(newest.revisions()))
                .findFirst()
                .map(entry -> new Rollback(
                        newest.revisions(), entry.revisions(), operation.initiator(), operation.startedAt()));
    }

    private static int indexOf(List<DeployedRevision> known, DeployedRevision wanted, boolean sameRevision) {
        for (int i = 0; i < known.size(); i++) {
            DeployedRevision entry = known.get(i);
            if (sameRevision ? entry.isSameAs(wanted) : entry.revisions().equals(wanted.revisions())) {
                return i;
            }
        }
        return -1;
    }

    /** {@code admin rolled back from 08dd172 to 4adc7a1 at 2026-11-24T17:19:56Z}. */
    @Override
    public String toString() {
        String what = from.equals(to)
                ? " rolled back to earlier parameters of " + ArgoCdMessages.shorten(to)
                : " rolled back from " + ArgoCdMessages.shorten(from) + " to " + ArgoCdMessages.shorten(to);
        return (initiator.isEmpty() ? "somebody" : initiator) + what + (at == null ? "" : " at " + at);
    }
}
