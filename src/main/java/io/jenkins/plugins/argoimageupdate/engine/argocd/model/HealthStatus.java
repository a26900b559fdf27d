package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

/** {@code health.status} of an Application or of one of its resources. */
public enum HealthStatus {
    HEALTHY("Healthy"),
    PROGRESSING("Progressing"),
    DEGRADED("Degraded"),
    SUSPENDED("Suspended"),
    MISSING("Missing"),
    UNKNOWN("Unknown"),
    /** The kind has no health check, as a ConfigMap. */
    NONE("");

    private final String text;

    HealthStatus(String text) {
        this.text = text;
    }

    static HealthStatus of(String text) {
        for (HealthStatus status : values()) {
            if (status.text.equals(text)) {
                return status;
            }
        }
        return UNKNOWN;
    }

    /** As Argo CD writes it; empty for {@link #NONE}. */
    @Override
    public String toString() {
        return text;
    }
}
