package io.jenkins.plugins.argoimageupdate.engine.strategy;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import java.time.Instant;
import java.util.Optional;

/**
 * By the time that is known of the tag, the last first.
 *
 * @param done what happened to the image at that time, such as {@code built}
 */
record DateOrder(String done) implements TagOrder<Instant> {

    private static final Optional<TagFilter.Refusal> NO_DATE =
            Optional.of(new TagFilter.Refusal(TagVerdict.Outcome.NO_METADATA, "no date"));

    @Override
    public Optional<Instant> key(RegistryTag tag) {
        return Optional.ofNullable(tag.created());
    }

    @Override
    public Optional<TagFilter.Refusal> unranked() {
        return NO_DATE;
    }

    @Override
    public String tie() {
        return "were " + done + " at the same instant";
    }
}
