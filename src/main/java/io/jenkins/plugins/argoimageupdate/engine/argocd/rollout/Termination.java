package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceEvent;
import java.util.List;
import java.util.Optional;

/** Who terminated an operation: argocd-server says it in an event alone, {@code admin terminated running operation}. */
final class Termination {

    private static final String ACTION = " terminated running operation";

    private Termination() {}

    /** The user; empty where no event tells. */
    static Optional<String> of(List<ResourceEvent> events, Operation operation) {
        return events.stream()
                .filter(event -> event.message().endsWith(ACTION))
                .filter(event -> event.lastSeen() == null
                        || operation.startedAt() == null
                        || !event.lastSeen().isBefore(operation.startedAt()))
                .reduce((earlier, later) -> later)
                .map(event -> event.message().substring(0, event.message().length() - ACTION.length()));
    }
}
