package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

/**
 * A resource that the Application manages, from {@code status.resources}.
 *
 * @param pruned whether it is no longer in Git and waits to be deleted
 */
public record ResourceStatus(ResourceKey key, SyncStatus sync, Health health, boolean pruned) {}
