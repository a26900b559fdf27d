package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes event.
 *
 * @param type {@code Normal} or {@code Warning}
 * @param lastSeen null where not known
 */
public record ResourceEvent(
        String type,
        String reason,
        String message,
        @Nullable Instant lastSeen) {

    public ResourceEvent {
        type = CleanText.line(type);
        reason = CleanText.line(reason);
        message = CleanText.line(message);
    }
}
