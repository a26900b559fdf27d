package io.jenkins.plugins.argoimageupdate.engine.guard;

/** What keeps newer versions of an image from being written, as configured and with all defaults. */
public record Guards(AfterRollback afterRollback, RollbackHistory rollbackHistory) {

    /** What applies where nothing is configured. */
    public static final Guards DEFAULT = new Guards(AfterRollback.NEWER, RollbackHistory.DEFAULT);

    /** The same that write whatever is newest after a rollback. */
    public Guards with(AfterRollback other) {
        return new Guards(other, rollbackHistory);
    }
}
