package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.guard.AfterRollback;
import io.jenkins.plugins.argoimageupdate.engine.guard.Guards;
import io.jenkins.plugins.argoimageupdate.engine.guard.RollbackHistory;
import org.jspecify.annotations.Nullable;

/** What keeps newer versions from being written, as one level of configuration says; null means that the next wider level decides. */
public record GuardSettings(
        @Nullable AfterRollback afterRollback, @Nullable RollbackHistory rollbackHistory) {

    /** Leaves everything to the next wider level. */
    public static final GuardSettings NONE = new GuardSettings(null, null);

    /** These settings, and what they leave open from {@code wider}. */
    GuardSettings over(GuardSettings wider) {
        return new GuardSettings(
                afterRollback == null ? wider.afterRollback : afterRollback,
                rollbackHistory == null ? wider.rollbackHistory : rollbackHistory);
    }

    /** With the built-in defaults for what is still open. */
    Guards resolve() {
        return new Guards(
                afterRollback == null ? Guards.DEFAULT.afterRollback() : afterRollback,
                rollbackHistory == null ? Guards.DEFAULT.rollbackHistory() : rollbackHistory);
    }
}
