package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;

/**
 * A rollout that has come as far as it was to be followed.
 *
 * @param revision that is live, which may be a later commit than the one asked for
 * @param application as last seen
 * @param tree as last seen
 */
public record RolloutResult(String revision, LiveApplication application, ResourceTree tree) {}
