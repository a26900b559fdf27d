package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;

/**
 * An Application to keep up to date.
 *
 * @param argocd the configured name of its server; empty for the default one
 * @param live whether Argo CD takes part; without it what is live is read from the repository and no rollout is followed
 * @param origin where the configuration comes from, in words, such as {@code annotations}
 */
public record WatchTarget(WatchSpec spec, String argocd, boolean live, String origin) {}
