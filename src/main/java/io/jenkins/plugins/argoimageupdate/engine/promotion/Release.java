package io.jenkins.plugins.argoimageupdate.engine.promotion;

import org.jspecify.annotations.Nullable;

/**
 * Which versions are written, and whether they stay.
 *
 * @param from where they are promoted from; null for what registries have
 * @param only what was approved of them; null for all
 * @param undoesFailures whether versions whose rollout fails are taken back, by whoever runs the cycle
 */
public record Release(@Nullable Promotion from, @Nullable ApprovedPlan only, boolean undoesFailures) {

    /** One of versions that stay. */
    public Release(@Nullable Promotion from, @Nullable ApprovedPlan only) {
        this(from, only, false);
    }

    /** Whatever registries have. */
    public static final Release NEWEST = new Release(null, null);

    /** The same where it is said whether failures are undone. */
    public Release undoing(boolean failures) {
        return new Release(from, only, failures);
    }
}
