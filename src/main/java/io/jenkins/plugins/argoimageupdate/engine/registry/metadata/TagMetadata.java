package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;

/** What the metadata of a tag comes to. */
public sealed interface TagMetadata {

    /**
     * A tag that can be chosen.
     *
     * @param note what the user should know of its date; empty for nothing
     */
    record Usable(RegistryTag tag, String note) implements TagMetadata {}

    /** A tag that cannot, for good. */
    record Dropped(TagVerdict verdict) implements TagMetadata {}
}
