package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Release;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An Application to keep up to date.
 *
 * @param argocd the configured name of its server; empty for the default one
 * @param observed as Argo CD showed it when it was found; empty where no Argo CD takes part, so that what is live is read from the
 *     repository and no rollout is followed
 * @param origin where the configuration comes from, in words, such as {@code annotations}
 * @param release which versions are written
 * @param warnings what in the configuration is not used as it may be meant; their subjects are images
 */
public record WatchTarget(
        WatchSpec spec,
        String argocd,
        Optional<LiveApplication> observed,
        String origin,
        Release release,
        List<Warning> warnings) {

    public WatchTarget {
        warnings = List.copyOf(warnings);
    }

    /** Whether Argo CD takes part. */
    public boolean live() {
        return observed.isPresent();
    }

    /** The same with more warnings. */
    public WatchTarget warning(List<Warning> more) {
        List<Warning> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new WatchTarget(spec, argocd, observed, origin, release, all);
    }

    /** Whether rollouts that fail are undone, by whoever runs the cycle. */
    public boolean undoesFailures() {
        return release.undoesFailures();
    }

    /** The same where it is said whether rollouts that fail are undone. */
    public WatchTarget undoing(boolean failures) {
        return new WatchTarget(spec, argocd, observed, origin, release.undoing(failures), warnings);
    }

    /** The same with another specification. */
    public WatchTarget with(WatchSpec other) {
        return new WatchTarget(other, argocd, observed, origin, release, warnings);
    }
}
