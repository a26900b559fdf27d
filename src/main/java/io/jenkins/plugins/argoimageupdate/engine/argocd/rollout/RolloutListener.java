package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import java.util.Set;

/** Hears how a rollout goes on, in the thread that waits for it. */
@FunctionalInterface
public interface RolloutListener {

    /** For callers that only want the end. */
    RolloutListener SILENT = change -> {};

    /** Called once for each change, never for a look that shows nothing new. */
    void changed(RolloutChange change);

    /**
     * The wait begins, and Argo CD is about to be told of the commit.
     *
     * @param known the revisions that it has seen so far
     */
    default void begins(Set<String> known) {}

    /** The Application as it is after changes, before these are told one by one; also what was last seen before a failure. */
    default void observed(Observation observation) {}
}
