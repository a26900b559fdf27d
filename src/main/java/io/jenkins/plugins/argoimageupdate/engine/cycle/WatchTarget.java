package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.Warning;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import java.util.List;

/**
 * An Application to keep up to date.
 *
 * @param argocd the configured name of its server; empty for the default one
 * @param live whether Argo CD takes part; without it what is live is read from the repository and no rollout is followed
 * @param origin where the configuration comes from, in words, such as {@code annotations}
 * @param warnings what in the configuration is not used as it may be meant; their subjects are images
 */
public record WatchTarget(WatchSpec spec, String argocd, boolean live, String origin, List<Warning> warnings) {

    public WatchTarget {
        warnings = List.copyOf(warnings);
    }

    /** The same with other images. */
    public WatchTarget with(WatchSpec other) {
        return new WatchTarget(other, argocd, live, origin, warnings);
    }
}
