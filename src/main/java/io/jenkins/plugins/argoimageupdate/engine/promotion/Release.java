package io.jenkins.plugins.argoimageupdate.engine.promotion;

import org.jspecify.annotations.Nullable;

/**
 * Which versions are written.
 *
 * @param from where they are promoted from; null for what registries have
 * @param only what was approved of them; null for all
 */
public record Release(@Nullable Promotion from, @Nullable ApprovedPlan only) {

    /** Whatever registries have. */
    public static final Release NEWEST = new Release(null, null);
}
