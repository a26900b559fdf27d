package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.time.Duration;

/**
 * What a run is allowed and asked to do.
 *
 * @param dryRun whether to stop before anything is written anywhere
 * @param limit how long all of it may take from when the {@link UpdateCycle} is made, but for the rollout, which has a limit of its own
 */
public record CycleOptions(
        boolean dryRun, CommitSettings commit, RolloutSettings rollout, DriftSettings drift, Duration limit) {

    public static final CycleOptions DEFAULT = new CycleOptions(false, CommitSettings.DEFAULT, RolloutSettings.DEFAULT);

    /** With the usual limit; what was changed in the cluster by hand is reported. */
    public CycleOptions(boolean dryRun, CommitSettings commit, RolloutSettings rollout) {
        this(dryRun, commit, rollout, DriftSettings.DEFAULT, Budget.CYCLE.duration());
    }

    /** The same that do something about what was changed in the cluster by hand. */
    public CycleOptions with(DriftSettings other) {
        return new CycleOptions(dryRun, commit, rollout, other, limit);
    }

    /** The same that have to be done sooner or later. */
    public CycleOptions within(Duration other) {
        return new CycleOptions(dryRun, commit, rollout, drift, other);
    }

    /** The same, without writing anything to Git or to Argo CD. */
    public CycleOptions asDryRun() {
        return new CycleOptions(true, commit, rollout, drift, limit);
    }
}
