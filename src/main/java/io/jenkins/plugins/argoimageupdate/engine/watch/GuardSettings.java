package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.guard.AfterRollback;
import io.jenkins.plugins.argoimageupdate.engine.guard.Approval;
import io.jenkins.plugins.argoimageupdate.engine.guard.Guards;
import io.jenkins.plugins.argoimageupdate.engine.guard.MaxStep;
import io.jenkins.plugins.argoimageupdate.engine.guard.RollbackHistory;
import io.jenkins.plugins.argoimageupdate.engine.guard.Window;
import io.jenkins.plugins.argoimageupdate.engine.guard.Windows;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What keeps newer versions from being written, as one level of configuration says; null means that the next wider level decides.
 *
 * @param approve see {@link Approval#needed}
 * @param approved see {@link Approval#given}
 */
public record GuardSettings(
        @Nullable AfterRollback afterRollback,
        @Nullable RollbackHistory rollbackHistory,
        @Nullable Duration minimumAge,
        @Nullable MaxStep maxStep,
        @Nullable List<String> approve,
        @Nullable List<Window> windows,
        @Nullable Integer maxRollouts,
        @Nullable Boolean allowDowngrade,
        @Nullable List<String> approved) {

    /** Leaves everything to the next wider level. */
    public static final GuardSettings NONE = new GuardSettings(null, null);

    /** Those that concern rollbacks alone. */
    public GuardSettings(@Nullable AfterRollback afterRollback, @Nullable RollbackHistory rollbackHistory) {
        this(afterRollback, rollbackHistory, null, null, null, null, null, null, null);
    }

    /** The same with the tags that somebody has agreed to. */
    public GuardSettings approving(@Nullable List<String> tags) {
        return new GuardSettings(
                afterRollback,
                rollbackHistory,
                minimumAge,
                maxStep,
                approve,
                windows,
                maxRollouts,
                allowDowngrade,
                tags);
    }

    /** These settings, and what they leave open from {@code wider}. */
    GuardSettings over(GuardSettings wider) {
        return new GuardSettings(
                or(afterRollback, wider.afterRollback),
                or(rollbackHistory, wider.rollbackHistory),
                or(minimumAge, wider.minimumAge),
                or(maxStep, wider.maxStep),
                or(approve, wider.approve),
                or(windows, wider.windows),
                or(maxRollouts, wider.maxRollouts),
                or(allowDowngrade, wider.allowDowngrade),
                or(approved, wider.approved));
    }

    /** With the built-in defaults for what is still open. */
    Guards resolve() {
        return new Guards(
                or(afterRollback, Guards.DEFAULT.afterRollback()),
                or(rollbackHistory, Guards.DEFAULT.rollbackHistory()),
                or(minimumAge, Guards.DEFAULT.minimumAge()),
                or(maxStep, Guards.DEFAULT.maxStep()),
                new Approval(or(approve, List.<String>of()), or(approved, List.<String>of())),
                windows == null ? Windows.NONE : new Windows(windows),
                or(maxRollouts, Guards.DEFAULT.maxRollouts()),
                or(allowDowngrade, Guards.DEFAULT.allowDowngrade()));
    }

    private static <T extends @Nullable Object> T or(@Nullable T value, T other) {
        return value == null ? other : value;
    }
}
