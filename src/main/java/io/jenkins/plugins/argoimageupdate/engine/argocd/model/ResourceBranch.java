package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource with those it owns, for pages.
 *
 * @param sync null for a resource that Git does not describe, such as a pod
 * @param children ordered by kind and name
 */
public record ResourceBranch(ResourceNode node, @Nullable SyncStatus sync, List<ResourceBranch> children) {}
