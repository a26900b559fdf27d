package io.jenkins.plugins.argoimageupdate.engine.image;

/**
 * What became of one tag during selection.
 *
 * @param detail what decided it, such as the filter that did not match; empty where the outcome says it all
 */
public record TagVerdict(String tag, Outcome outcome, String detail) {

    /** The stage that decided. */
    public enum Outcome {
        CHOSEN,
        /** Qualifies, but another one is preferred. */
        OLDER,
        NOT_ALLOWED,
        IGNORED,
        NOT_A_VERSION,
        OUTSIDE_CONSTRAINT,
        OTHER_PLATFORM,
        NO_METADATA
    }
}
