package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

/** How far a rollout is followed. */
public enum WaitFor {
    /** Argo CD is told of the commit (and, where asked, to sync it), and that is all. */
    NONE("none"),
    /** Until the cluster has what the commit says. */
    SYNCED("synced"),
    /** Until a Rollout of Argo Rollouts pauses for somebody to promote it, or the Application is Healthy. */
    PAUSED("paused"),
    /** Until the Application is Healthy. */
    HEALTHY("healthy");

    private final String id;

    WaitFor(String id) {
        this.id = id;
    }

    /** Whether the pods are looked at, and not only the sync. */
    public boolean followsPods() {
        return this == PAUSED || this == HEALTHY;
    }

    /** The name that files and arguments use. */
    public String id() {
        return id;
    }
}
