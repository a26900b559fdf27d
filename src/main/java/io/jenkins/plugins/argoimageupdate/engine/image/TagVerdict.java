package io.jenkins.plugins.argoimageupdate.engine.image;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one tag during selection.
 *
 * @param detail what decided it, such as the filter that did not match; empty where the outcome says it all
 * @param created what the tag was compared by, for strategies that go by time; else null
 */
public record TagVerdict(
        String tag,
        Outcome outcome,
        String detail,
        @Nullable Instant created) {

    public TagVerdict(String tag, Outcome outcome, String detail) {
        this(tag, outcome, detail, null);
    }

    /** The same for the tag that is taken. */
    public TagVerdict chosen() {
        return new TagVerdict(tag, Outcome.CHOSEN, detail, created);
    }

    /** The same for the tag that would be taken if it did not have to wait. */
    public TagVerdict waiting(String why) {
        return new TagVerdict(tag, Outcome.WAITS, why, created);
    }

    /** The stage that decided. */
    public enum Outcome {
        CHOSEN,
        /** Is preferred, but may not be written yet. */
        WAITS,
        /** Qualifies, but another one is preferred. */
        OLDER,
        NOT_ALLOWED,
        IGNORED,
        NOT_A_VERSION,
        OUTSIDE_CONSTRAINT,
        OTHER_PLATFORM,
        /** Names no platform at all: a Helm chart, a signature, an attestation, a build cache. */
        NOT_AN_IMAGE,
        NO_METADATA
    }
}
