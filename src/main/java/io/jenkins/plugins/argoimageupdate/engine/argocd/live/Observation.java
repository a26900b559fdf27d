package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ManifestImages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One look at an Application. Its manifests are only asked for where its pods do not tell all.
 *
 * @param tree its resources; {@link ResourceTree#EMPTY} where they were not looked at
 * @param blockedBy the sync window that keeps it from being synced now; empty for none or not asked
 * @param manifests what the manifests say that were applied; null where they were not asked for
 */
public record Observation(
        LiveApplication application,
        ResourceTree tree,
        String blockedBy,
        Instant at,
        @Nullable ManifestImages manifests) {

    public Observation(LiveApplication application, ResourceTree tree, String blockedBy, Instant at) {
        this(application, tree, blockedBy, at, null);
    }

    /** The same look with what the applied manifests say. */
    public Observation with(ManifestImages other) {
        return new Observation(application, tree, blockedBy, at, other);
    }
}
