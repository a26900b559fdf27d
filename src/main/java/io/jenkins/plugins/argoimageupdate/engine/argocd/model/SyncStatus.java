package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

/** {@code status.sync.status}: whether the cluster is as Git says. */
public enum SyncStatus {
    SYNCED("Synced"),
    OUT_OF_SYNC("OutOfSync"),
    UNKNOWN("Unknown");

    private final String text;

    SyncStatus(String text) {
        this.text = text;
    }

    static SyncStatus of(String text) {
        for (SyncStatus status : values()) {
            if (status.text.equals(text)) {
                return status;
            }
        }
        return UNKNOWN;
    }

    /** As Argo CD writes it. */
    @Override
    public String toString() {
        return text;
    }
}
