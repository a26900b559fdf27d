package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;

/**
 * The health of an Application or of one of its resources.
 *
 * @param message why; empty for none
 */
public record Health(HealthStatus status, String message) {

    public Health {
        message = CleanText.line(message);
    }

    /** Whether a healthy Application can have a resource like this. */
    boolean isGood() {
        return status == HealthStatus.HEALTHY || status == HealthStatus.NONE;
    }

    /** {@code Progressing: Waiting to Autoscale}, or only the status. */
    @Override
    public String toString() {
        return message.isEmpty() ? status.toString() : status + ": " + message;
    }
}
