package io.jenkins.plugins.argoimageupdate.engine.guard;

import java.time.Duration;

/**
 * What keeps newer versions of an image from being written, as configured and with all defaults.
 *
 * @param minimumAge of a tag; zero for any
 * @param approve which tags need somebody's approval
 * @param maxRollouts at once at an Argo CD server; 0 for any number
 * @param allowDowngrade whether a version may be written that is older than what is live
 */
public record Guards(
        AfterRollback afterRollback,
        RollbackHistory rollbackHistory,
        Duration minimumAge,
        MaxStep maxStep,
        Approval approve,
        Windows windows,
        int maxRollouts,
        boolean allowDowngrade) {

    /** What applies where nothing is configured. */
    public static final Guards DEFAULT = new Guards(AfterRollback.NEWER, RollbackHistory.DEFAULT);

    /** Those that concern rollbacks alone. */
    public Guards(AfterRollback afterRollback, RollbackHistory rollbackHistory) {
        this(afterRollback, rollbackHistory, Duration.ZERO, MaxStep.MAJOR, Approval.NONE, Windows.NONE, 0, true);
    }

    /** The same that write whatever is newest after a rollback. */
    public Guards with(AfterRollback other) {
        return new Guards(other, rollbackHistory, minimumAge, maxStep, approve, windows, maxRollouts, allowDowngrade);
    }

    /** Whether any of them could keep a version back for what it is, or when it comes. */
    public boolean isOpen() {
        return equals(new Guards(afterRollback, rollbackHistory));
    }
}
