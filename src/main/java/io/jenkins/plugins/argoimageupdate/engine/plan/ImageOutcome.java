package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import org.jspecify.annotations.Nullable;

/** What came of choosing a tag for one image. */
public sealed interface ImageOutcome {

    /** A choice, which may be that no tag qualifies. */
    record Selected(Selection selection) implements ImageOutcome {}

    /** Somebody asks for this version, whatever else there is. It is a change also where it is live: Git may say something else. */
    record Fixed(ImageTag version) implements ImageOutcome {}

    /** It stays as it is, whatever there is. */
    record Kept() implements ImageOutcome {}
    /**
     * A version that is not taken from a registry.
     *
     * @param version whose tag and digest are written as they are, whatever the strategy would write; either may be empty
     * @param reason why it is not written yet; null if it may be
     */
    record Given(RegistryTag version, @Nullable Wait reason) implements ImageOutcome {}

    /** @param explanation why there is no version to write, which is no error */
    record Nothing(String explanation) implements ImageOutcome {}

    /** The registry or the configuration made a choice impossible. */
    record Failed(UpdateException failure) implements ImageOutcome {}
}
