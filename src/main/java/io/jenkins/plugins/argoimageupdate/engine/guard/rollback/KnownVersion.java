package io.jenkins.plugins.argoimageupdate.engine.guard.rollback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of an image with what a branch tells of its age.
 *
 * @param name what tells it from other versions: a tag, or a digest where digests are followed
 * @param first how many states back the branch carried it for the first time; {@link #NEVER} if it never did
 * @param written when that was; the image was built before. Null if the branch never carried it
 */
public record KnownVersion(String name, int first, @Nullable Instant written) {

    /** Newer than whatever the branch carries now. */
    public static final int NEVER = -1;
}
