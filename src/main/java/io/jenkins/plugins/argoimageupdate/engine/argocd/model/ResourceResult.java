package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import org.jspecify.annotations.Nullable;

/**
 * What became of one resource in a sync, an entry of {@code operationState.syncResult.resources}: a manifest or a hook.
 *
 * @param status {@code Synced}, {@code SyncFailed}, {@code Pruned} or {@code PruneSkipped}; empty for one that is yet to be applied
 * @param message of Kubernetes or, for a hook, why it is as it is
 * @param hookType such as {@code PreSync}; empty for what is no hook
 * @param hookPhase of the hook; also of another resource that a sync wave waits for; null for none
 */
public record ResourceResult(
        ResourceKey key,
        String status,
        String message,
        String hookType,
        @Nullable OperationPhase hookPhase) {

    public ResourceResult {
        status = CleanText.line(status);
        message = CleanText.line(message);
        hookType = CleanText.line(hookType);
    }

    private static final String TERMINATED = "Terminated";

    /** Whether it is a hook, which the sync runs, and not one of the resources that it applies. */
    public boolean isHook() {
        return !hookType.isEmpty();
    }

    /** Whether it is in the cluster as this sync wants it: applied, or for a hook created. */
    public boolean isApplied() {
        return isHook() ? hookPhase != null : status.equals("Synced");
    }

    /** Whether it is a hook that has failed by itself, and not with the operation that somebody terminated. */
    boolean isFailedHook() {
        return isHook() && hookPhase != null && hookPhase.isFailure() && !message.equals(TERMINATED);
    }

    /** {@code PreSync hook Job/db-migrate}, or only {@code Deployment/frontend}. */
    public String name() {
        return isHook() ? hookType + " hook " + key : key.toString();
    }
}
