package io.jenkins.plugins.argoimageupdate.engine.argocd;

/** A resource that the Application manages, from {@code status.resources}. */
public record ResourceStatus(ResourceKey key, SyncStatus sync, Health health) {}
