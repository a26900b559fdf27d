package io.jenkins.plugins.argoimageupdate.engine.argocd;

import java.time.Instant;

/**
 * One look at an Application.
 *
 * @param tree its resources; {@link ResourceTree#EMPTY} where they were not looked at
 * @param blockedBy the sync window that keeps it from being synced now; empty for none or not asked
 */
public record Observation(LiveApplication application, ResourceTree tree, String blockedBy, Instant at) {}
