package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.image.Platform;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict.Outcome;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;

/** Ends the reading of a tag that cannot be chosen. */
final class DroppedException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 1000;

    private final Outcome outcome;

    DroppedException(Outcome outcome, String detail) {
        super(CleanText.line(detail, LONGEST));
        this.outcome = outcome;
    }

    /**
     * Of something that is for none of the platforms asked for.
     *
     * @param found those it is for, as it says itself; attestations and what is no image say nothing
     */
    static DroppedException otherPlatform(List<Platform> found) {
        List<String> said = found.stream()
                .filter(Platform::isNamed)
                .map(Platform::toString)
                .distinct()
                .toList();
        return said.isEmpty()
                ? new DroppedException(Outcome.NOT_AN_IMAGE, "")
                : new DroppedException(Outcome.OTHER_PLATFORM, "it is for " + String.join(", ", said));
    }

    TagFacts.Dropped facts(String tag) {
        return new TagFacts.Dropped(new TagVerdict(tag, outcome, getMessage()));
    }
}
