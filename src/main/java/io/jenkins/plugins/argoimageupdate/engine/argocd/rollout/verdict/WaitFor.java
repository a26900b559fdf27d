package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

/** How far a rollout is followed. */
public enum WaitFor {
    /** Argo CD is told of the commit (and, where asked, to sync it), and that is all. */
    NONE("none"),
    /** Until the cluster has what the commit says. */
    SYNCED("synced"),
    /** Until the Application is Healthy besides. */
    HEALTHY("healthy");

    private final String id;

    WaitFor(String id) {
        this.id = id;
    }

    /** The name that files and arguments use. */
    public String id() {
        return id;
    }
}
