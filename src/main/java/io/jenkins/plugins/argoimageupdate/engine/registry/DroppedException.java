package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict.Outcome;

/** Ends the reading of a tag that cannot be chosen. */
final class DroppedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    DroppedException(Outcome outcome, String detail) {
        super(detail);
        this.outcome = outcome;
    }

    TagFacts.Dropped facts(String tag) {
        return new TagFacts.Dropped(new TagVerdict(tag, outcome, getMessage()));
    }
}
