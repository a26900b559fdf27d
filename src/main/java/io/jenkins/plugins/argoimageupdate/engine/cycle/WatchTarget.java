package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.argocd.LiveApplication;

/**
 * An Application to keep up to date.
 *
 * @param argocd the configured name of its server; empty for the default one
 * @param observed as Argo CD showed it when it was found; null where no Argo CD takes part, so that what is live is read from the
 *     repository and no rollout is followed
 * @param origin where the configuration comes from, in words, such as {@code annotations}
 */
public record WatchTarget(WatchSpec spec, String argocd, LiveApplication observed, String origin) {

    /** Whether Argo CD takes part. */
    public boolean live() {
        return observed != null;
    }

    /** The same with another specification. */
    public WatchTarget with(WatchSpec other) {
        return new WatchTarget(other, argocd, observed, origin);
    }
}
