package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

/** What a rollout waits for. */
public enum RolloutPhase {
    /** Argo CD does not know the commit yet. */
    COMPARING,
    /** Argo CD knows the commit; its sync has not started. */
    AWAITING_SYNC,
    /** The commit is being applied. */
    SYNCING,
    /** The commit is applied; resources become healthy. */
    PROGRESSING,
    /** The end. */
    FINISHED
}
