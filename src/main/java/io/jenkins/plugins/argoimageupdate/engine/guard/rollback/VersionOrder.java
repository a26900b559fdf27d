package io.jenkins.plugins.argoimageupdate.engine.guard.rollback;

import java.time.Instant;

/** How the versions of an image follow on one another, by its strategy. */
@FunctionalInterface
public interface VersionOrder {

    /** By when the branch carried a version first: for digests, which tell nothing of their age. */
    VersionOrder BY_APPEARANCE = (version, than) -> version.first() < than.first() ? Answer.NEWER : Answer.NOT_NEWER;

    /** Whether a version is newer than another one. */
    Answer compare(KnownVersion version, KnownVersion than);

    /** Whether a version is known to have been made after a time: then a name that it had before meant something else. */
    default boolean isMadeAfter(String version, Instant time) {
        return false;
    }

    /** What can be said of two versions. */
    enum Answer {
        NEWER,
        NOT_NEWER,
        /** Age decides, and that of one of them is not known, as for a tag that was deleted. */
        UNDATED,
        /** The strategy would never choose one of them, and knows no order of the two. */
        UNRANKED
    }
}
