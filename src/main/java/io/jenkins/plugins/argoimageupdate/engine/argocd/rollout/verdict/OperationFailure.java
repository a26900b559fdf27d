package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why the sync of the commit failed, and what to do. */
final class OperationFailure {

    private OperationFailure() {}

    /** @param operation that has ended without success */
    static Failed of(Operation operation, ResourceTree tree) {
        if (operation.isTerminated()) {
            return terminated(operation);
        }
        return ofHook(operation, tree).orElseGet(() -> ofManifests(operation));
    }

    /** The failure of a hook, also while Argo CD tries it again; empty where none has failed. */
    static Optional<Failed> ofHook(Operation operation, ResourceTree tree) {
        List<HookFailure> hooks = HookFailure.of(operation, tree);
        if (hooks.isEmpty() || operation.isTerminated()) {
            return Optional.empty();
        }
        String names =
                ArgoCdMessages.some(hooks.stream().map(HookFailure::toString).toList());
        String attempts = operation.retries() == 0
                ? ""
                : operation.phase().isOpen()
                        ? " (Argo CD tries again, attempt " + (operation.retries() + 1) + ")"
                        : " (after " + (operation.retries() + 1) + " attempts)";
        ResourceNode pod = hooks.get(0).pod();
        return Optional.of(new Failed(
                Reason.HOOK_FAILED,
                "in the sync to " + ArgoCdMessages.shorten(operation.revisions()) + ", " + names + attempts,
                "See the log of the hook",
                pod));
    }

    private static Failed terminated(Operation operation) {
        String what = "the sync to " + ArgoCdMessages.shorten(operation.revisions()) + " was terminated";
        return operation.isTerminatedByUser()
                ? new Failed(
                        Reason.OPERATION_FAILED,
                        what,
                        "Find out why before you continue. To roll it out anyway, sync the Application in Argo CD")
                : new Failed(
                        Reason.OPERATION_FAILED,
                        what + " by Argo CD: " + operation.message(),
                        "Find out what it waited for; its time-out is set in Argo CD (controller.sync.timeout.seconds)");
    }

    private static Failed ofManifests(Operation operation) {
        String failed = operation.results().stream()
                .filter(result -> !result.isHook() && !operation.message().contains(result.message()))
                .filter(result -> result.status().equals("SyncFailed")
                        || result.hookPhase() != null && result.hookPhase().isFailure())
                .map(result -> "; " + result.name() + ": " + result.message())
                .collect(Collectors.joining());
        return new Failed(
                Reason.OPERATION_FAILED,
                "the sync to " + ArgoCdMessages.shorten(operation.revisions()) + " ended as " + operation.phase() + ": "
                        + ArgoCdMessages.quoted(operation.message()) + ArgoCdMessages.quoted(failed),
                advice(operation.message() + failed));
    }

    private static String advice(String message) {
        if (message.contains("field is immutable")) {
            return "Delete the resource, or let Argo CD replace it"
                    + " (annotation argocd.argoproj.io/sync-options: Force=true,Replace=true)";
        }
        return TransientErrors.isPassing(message)
                ? "Sync again in Argo CD once what it could not reach is back"
                : "Correct the manifests, or sync again in Argo CD if the cause has gone";
    }
}
