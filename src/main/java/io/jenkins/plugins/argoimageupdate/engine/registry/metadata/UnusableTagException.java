package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;

/** Ends the reading of a tag that cannot be chosen. */
final class UnusableTagException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 1000;

    private final Outcome outcome;

    UnusableTagException(Outcome outcome, String detail) {
        super(CleanText.line(detail, LONGEST));
        this.outcome = outcome;
    }

    /**
     * Of something that is for none of the platforms asked for.
     *
     * @param found those it is for, as it says itself; attestations and what is no image say nothing
     */
    static UnusableTagException otherPlatform(List<Platform> found) {
        List<String> said = found.stream()
                .filter(Platform::isNamed)
                .map(Platform::toString)
                .distinct()
                .toList();
        return said.isEmpty()
                ? new UnusableTagException(Outcome.NOT_AN_IMAGE, "")
                : new UnusableTagException(Outcome.OTHER_PLATFORM, "it is for " + String.join(", ", said));
    }

    TagMetadata.Dropped metadata(String tag) {
        return new TagMetadata.Dropped(new TagVerdict(tag, outcome, String.valueOf(getMessage())));
    }
}
