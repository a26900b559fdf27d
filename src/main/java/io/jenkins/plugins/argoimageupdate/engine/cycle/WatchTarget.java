package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Release;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An Application to keep up to date.
 *
 * @param argocd the configured name of its server; empty for the default one
 * @param observed as Argo CD showed it when it was found; empty where no Argo CD takes part, so that what is live is read from the
 *     repository and no rollout is followed
 * @param origin where the configuration comes from, in words, such as {@code annotations}
 * @param release which versions are written
 * @param drift what is done about changes in the cluster by hand; null for what counts in the whole run
 * @param warnings what in the configuration is not used as it may be meant; their subjects are images
 */
public record WatchTarget(
        WatchSpec spec,
        String argocd,
        Optional<LiveApplication> observed,
        String origin,
        Release release,
        @Nullable DriftPolicy drift,
        List<Warning> warnings) {

    public WatchTarget {
        warnings = List.copyOf(warnings);
    }

    /** Whether Argo CD takes part. */
    public boolean live() {
        return observed.isPresent();
    }

    /** One of its images as holds name it. */
    public GuardedImage guarded(ImageReference image, Connections connections) {
        Application application = spec.application();
        return new GuardedImage(
                server(connections), application.namespace(), application.name(), image.label(), image.withoutTag());
    }

    /** The configured name of its Argo CD server, which the default one has too; empty where no Argo CD takes part. */
    String server(Connections connections) {
        return live() ? connections.argocd(argocd).server().name() : "";
    }

    /** The same with more warnings. */
    public WatchTarget warning(List<Warning> more) {
        List<Warning> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new WatchTarget(spec, argocd, observed, origin, release, drift, all);
    }

    /** Whether rollouts that fail are undone, by whoever runs the cycle. */
    public boolean undoesFailures() {
        return release.undoesFailures();
    }

    /** The same where it is said whether rollouts that fail are undone. */
    public WatchTarget undoing(boolean failures) {
        return new WatchTarget(spec, argocd, observed, origin, release.undoing(failures), drift, warnings);
    }

    /** The same of which everything is written, whatever was approved: somebody asks for it by name. */
    WatchTarget withoutApproval() {
        Release any = new Release(release.from(), null, release.undoesFailures());
        return new WatchTarget(spec, argocd, observed, origin, any, drift, warnings);
    }

    /** The same with another specification. */
    public WatchTarget with(WatchSpec other) {
        return new WatchTarget(other, argocd, observed, origin, release, drift, warnings);
    }
}
