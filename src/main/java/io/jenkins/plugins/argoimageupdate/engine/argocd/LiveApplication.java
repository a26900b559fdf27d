package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;

/**
 * An Application with its state in the cluster.
 *
 * @param resourceVersion of the resource in Kubernetes; grows with each change
 * @param automated whether Argo CD syncs it by itself
 */
public record LiveApplication(
        Application application, String resourceVersion, boolean automated, ApplicationStatus status) {

    /** Whether the other one is known to have been read later, as answers and events can overtake each other. */
    boolean isOlderThan(LiveApplication other) {
        try {
            return Long.parseLong(resourceVersion) < Long.parseLong(other.resourceVersion());
        } catch (NumberFormatException e) {
            return false;
        }
    }

    public ApplicationRef ref() {
        return ApplicationRef.of(application);
    }
}
