package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An Application to keep up to date.
 *
 * @param argocd the configured name of its server; empty for the default one
 * @param observed as Argo CD showed it when it was found; null where no Argo CD takes part, so that what is live is read from the
 *     repository and no rollout is followed
 * @param origin where the configuration comes from, in words, such as {@code annotations}
 * @param warnings what in the configuration is not used as it may be meant; their subjects are images
 */
public record WatchTarget(
        WatchSpec spec, String argocd, @Nullable LiveApplication observed, String origin, List<Warning> warnings) {

    public WatchTarget {
        warnings = List.copyOf(warnings);
    }

    /** Whether Argo CD takes part. */
    public boolean live() {
        return observed != null;
    }

    /** The same with another specification. */
    public WatchTarget with(WatchSpec other) {
        return new WatchTarget(other, argocd, observed, origin, warnings);
    }
}
