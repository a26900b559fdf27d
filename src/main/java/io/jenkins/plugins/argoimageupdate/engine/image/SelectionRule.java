package io.jenkins.plugins.argoimageupdate.engine.image;

import io.jenkins.plugins.argoimageupdate.engine.version.NumberSequence;
import java.util.List;

/**
 * How to choose a tag of one image.
 *
 * <p>The numeric strategy takes the number from the first group of {@code allowTags}, as in {@code regexp:^build-([0-9]+)$}, or
 * from the whole tag if there is no group; see {@link NumberSequence} for what is a number. The greatest wins.
 *
 * @param constraint a version constraint for semver, the tag to follow for digest; unused by the others; empty for none
 * @param allowTags as written: empty, {@code any} or {@code regexp:<RE2>}; anything else allows nothing
 * @param ignoreTags glob patterns on the whole tag
 * @param platforms as written, {@code os/arch[/variant]}; empty for the default platform linux/amd64
 */
public record SelectionRule(
        UpdateStrategy strategy,
        String constraint,
        String allowTags,
        List<String> ignoreTags,
        List<String> platforms) {}
