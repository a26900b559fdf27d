package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationCondition;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.SyncStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout waits for before its commit is in the cluster, as a noun phrase.
 *
 * @param current the operation of the commit; null for none
 */
record Awaited(
        RolloutRequest request, Observation seen, @Nullable Operation current) {

    /** For Argo CD to learn of the commit. */
    String comparison() {
        return "Argo CD to see " + request.desired().what() + " (it is at "
                + ArgoCdMessages.shorten(status().revisions()) + ")" + conditions();
    }

    /** For the operation of the commit, or for the comparison that follows it. */
    String operation() {
        boolean open =
                status().operation() != null && status().operation().phase().isOpen();
        String state = open ? current.phase().toString() : "comparing the result";
        String message = ArgoCdMessages.quoted(current.message());
        String hooks = OperationFailure.ofHook(current, seen.tree())
                .map(failed -> "; " + failed.answer())
                .orElse("");
        return "the sync to " + request.desired().what() + " (" + state + (message.isEmpty() ? "" : ": " + message)
                + ")" + hooks;
    }

    /** For somebody or something to start the operation, or to end another one; or for all resources to be as it wants them. */
    String sync() {
        Operation operation = status().operation();
        if (current != null) {
            List<String> outOfSync = status().resources().stream()
                    .filter(r -> r.sync() == SyncStatus.OUT_OF_SYNC)
                    .map(r -> r.key().toString())
                    .toList();
            return "resources that are OutOfSync after the sync: " + ArgoCdMessages.some(outOfSync);
        }
        if (operation != null && operation.phase().isOpen()) {
            return "the sync to " + ArgoCdMessages.shorten(operation.revisions()) + " by " + operation.initiator()
                    + " to end";
        }
        if (seen.application().automated()) {
            return "the automated sync to start" + conditions();
        }
        return request.sync()
                ? "Argo CD to accept the sync to " + request.desired().what()
                : "somebody to sync the Application, as its automated sync is off";
    }

    /** What keeps Argo CD from comparing, as long as that may pass. */
    private String conditions() {
        return status().conditions().stream()
                .filter(ApplicationCondition::preventsSync)
                .map(condition -> "; " + condition.type() + ": " + ArgoCdMessages.quoted(condition.message()))
                .findFirst()
                .orElse("");
    }

    private ApplicationStatus status() {
        return seen.application().status();
    }
}
