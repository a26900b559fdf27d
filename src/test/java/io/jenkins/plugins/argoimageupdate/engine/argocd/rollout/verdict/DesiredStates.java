package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import java.util.List;

/** Commits to roll out, of Applications with one source, where nothing is known of other revisions. */
public final class DesiredStates {

    private DesiredStates() {}

    /** What this run has written. */
    public static DesiredState written(String revision, DesiredImage... images) {
        return new DesiredState(revision, "", true, List.of(images), RevisionsBefore.UNKNOWN);
    }

    /** What was in Git before this run. */
    public static DesiredState found(String revision) {
        return new DesiredState(revision, "", false, List.of(), RevisionsBefore.UNKNOWN);
    }
}
