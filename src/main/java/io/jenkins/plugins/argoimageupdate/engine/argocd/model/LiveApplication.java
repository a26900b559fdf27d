package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.HashMap;
import java.util.Map;

/**
 * An Application with its state in the cluster.
 *
 * @param uid of the resource in Kubernetes; another one for an Application that was deleted and created anew
 * @param resourceVersion of the resource in Kubernetes; grows with each change
 * @param automated whether Argo CD syncs it by itself
 * @param beingDeleted whether it is about to go
 * @param applicationSet that makes it and keeps it as it is; empty for none
 */
public record LiveApplication(
        Application application,
        String uid,
        String resourceVersion,
        boolean automated,
        boolean beingDeleted,
        String applicationSet,
        ApplicationStatus status) {

    public LiveApplication {
        uid = CleanText.line(uid);
        resourceVersion = CleanText.line(resourceVersion);
        applicationSet = CleanText.line(applicationSet);
    }

    /** Whether the other one is known to have been read later, as answers and events can overtake each other. */
    public boolean isOlderThan(LiveApplication other) {
        try {
            return Long.parseLong(resourceVersion) < Long.parseLong(other.resourceVersion());
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Whether the other one is known to be another resource of the same name. */
    public boolean isAnotherThan(LiveApplication other) {
        return !uid.isEmpty() && !other.uid().isEmpty() && !uid.equals(other.uid());
    }

    /**
     * The same with the health of resources that this answer does not tell: that of a sync that was accepted has none, nor has any
     * answer while Argo CD has lost its cache.
     */
    public LiveApplication withHealthOf(LiveApplication earlier) {
        Map<ResourceKey, Health> known = new HashMap<>();
        earlier.status().resources().forEach(resource -> known.put(resource.key(), resource.health()));
        return new LiveApplication(
                application,
                uid,
                resourceVersion,
                automated,
                beingDeleted,
                applicationSet,
                status.withMissingHealth(known));
    }

    /** The same without what came of each resource of the last sync, which takes as much memory as all the rest. */
    public LiveApplication withoutResults() {
        return new LiveApplication(
                application, uid, resourceVersion, automated, beingDeleted, applicationSet, status.withoutResults());
    }

    /** Whether Argo CD has compared it with its sources at least once: before that, nothing is known of it. */
    public boolean isCompared() {
        return status.reconciledAt() != null
                || !application.observed().sourceTypes().isEmpty();
    }

    /** Its name, namespace and project, by which Argo CD is asked about it. */
    public ApplicationRef ref() {
        return ApplicationRef.of(application);
    }
}
