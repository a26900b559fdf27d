package io.jenkins.plugins.argoimageupdate.engine.cycle;

/**
 * What a run is allowed and asked to do.
 *
 * @param dryRun whether to stop before anything is written anywhere
 */
public record CycleOptions(boolean dryRun, CommitSettings commit, RolloutSettings rollout) {

    public static final CycleOptions DEFAULT = new CycleOptions(false, CommitSettings.DEFAULT, RolloutSettings.DEFAULT);

    public CycleOptions asDryRun() {
        return new CycleOptions(true, commit, rollout);
    }
}
