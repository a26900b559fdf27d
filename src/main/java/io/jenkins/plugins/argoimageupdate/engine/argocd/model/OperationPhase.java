package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

/** How far an operation is. */
public enum OperationPhase {
    /** Asked for, and not taken up by the controller yet. */
    PENDING("Pending"),
    RUNNING("Running"),
    TERMINATING("Terminating"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    ERROR("Error");

    private final String text;

    OperationPhase(String text) {
        this.text = text;
    }

    static OperationPhase of(String text) {
        for (OperationPhase phase : values()) {
            if (phase.text.equals(text)) {
                return phase;
            }
        }
        return RUNNING;
    }

    /** Whether the operation has yet to end. */
    public boolean isOpen() {
        return this == PENDING || this == RUNNING || this == TERMINATING;
    }

    /** Whether it has ended without success. */
    public boolean isFailure() {
        return this == FAILED || this == ERROR;
    }

    @Override
    public String toString() {
        return text;
    }
}
