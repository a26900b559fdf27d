package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;

/**
 * An image that is left alone without that being an error.
 *
 * @param explanation a clause for people
 */
public record SkippedImage(WatchedImage watched, Cause cause, String explanation) {

    /** Why an image is left alone. */
    public enum Cause {
        /** Argo CD does not report it among the Application's images, and it is not forced. */
        NOT_LIVE,
        /** No tag qualifies. */
        NO_CANDIDATE
    }
}
