package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;

/** A pod in words. */
public final class PodText {

    private PodText() {}

    /** {@code pod frontend-74c4-tvtf9 (org/frontend:main-1)}. */
    public static String name(ResourceNode pod) {
        return "pod " + pod.key().name() + (pod.images().isEmpty() ? "" : " (" + String.join(", ", pod.images()) + ")");
    }

    /** {@code Running 0/1, 2 restarts: why}. */
    public static String state(ResourceNode pod) {
        String message = ArgoCdMessages.quoted(pod.health().message());
        return reason(pod)
                + (pod.readyContainers().isEmpty() ? "" : " " + pod.readyContainers())
                + (pod.restarts() == 0 ? "" : ", " + pod.restarts() + (pod.restarts() == 1 ? " restart" : " restarts"))
                + (message.isEmpty() ? "" : ": " + message);
    }

    private static String reason(ResourceNode pod) {
        return pod.reason().isEmpty() ? pod.health().status().toString() : pod.reason();
    }
}
