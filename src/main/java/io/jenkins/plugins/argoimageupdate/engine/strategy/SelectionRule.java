package io.jenkins.plugins.argoimageupdate.engine.strategy;

import java.util.List;

/**
 * How to choose a tag of one image.
 *
 * @param constraint what the strategy's {@link UpdateStrategy#constraint} says; unused by some; empty for none
 * @param allowTags as written: empty, {@code any} or {@code regexp:<RE2>}; anything else allows nothing
 * @param ignoreTags glob patterns on the whole tag
 * @param platforms as written, {@code os/arch[/variant]}; empty for the default platform linux/amd64
 */
public record SelectionRule(
        UpdateStrategy strategy, String constraint, String allowTags, List<String> ignoreTags, List<String> platforms) {

    /** Whether the constraint is the only tag that may be chosen. */
    public boolean followsTag() {
        return strategy.constraint() == UpdateStrategy.Constraint.TAG;
    }
}
