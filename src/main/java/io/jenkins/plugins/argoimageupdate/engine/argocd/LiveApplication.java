package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;

/**
 * An Application with its state in the cluster.
 *
 * @param automated whether Argo CD syncs it by itself
 */
public record LiveApplication(Application application, boolean automated, ApplicationStatus status) {

    public ApplicationRef ref() {
        return ApplicationRef.of(application);
    }
}
