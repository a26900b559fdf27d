package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ManifestImages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One look at an Application. Its manifests are only asked for where its pods do not tell all.
 *
 * @param tree its resources; {@link ResourceTree#EMPTY} where they were not looked at
 * @param blockedBy the sync window that keeps it from being synced now; empty for none or not asked
 * @param manifests what the manifests say that were applied; null where they were not asked for
 * @param rollouts its Rollouts that are not settled, as far as they were asked for
 */
public record Observation(
        LiveApplication application,
        ResourceTree tree,
        String blockedBy,
        Instant at,
        @Nullable ManifestImages manifests,
        List<ProgressiveRollout> rollouts) {

    public Observation {
        rollouts = List.copyOf(rollouts);
    }

    public Observation(LiveApplication application, ResourceTree tree, String blockedBy, Instant at) {
        this(application, tree, blockedBy, at, null, List.of());
    }

    /** The same look with what the applied manifests say. */
    public Observation with(ManifestImages other) {
        return new Observation(application, tree, blockedBy, at, other, rollouts);
    }

    /** The same look with what its Rollouts are at. */
    public Observation with(List<ProgressiveRollout> others) {
        return new Observation(application, tree, blockedBy, at, manifests, others);
    }

    /** What is known of a Rollout; empty for other resources, and for one that was not asked for. */
    public Optional<ProgressiveRollout> rollout(ResourceKey key) {
        return rollouts.stream().filter(one -> one.key().equals(key)).findFirst();
    }
}
