package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;

/**
 * An image that is left alone without that being an error.
 *
 * @param explanation a clause for people
 */
public record SkippedImage(WatchedImage watched, Cause cause, String explanation) {

    SkippedImage(WatchedImage watched, Cause cause) {
        this(watched, cause, cause.explanation);
    }

    /** Why an image is left alone. */
    public enum Cause {
        /** Argo CD does not report it among the Application's images, and it is not forced. */
        NOT_LIVE("Argo CD does not report it among the Application's images"),
        /** No tag qualifies. */
        NO_CANDIDATE("no tag of the registry qualifies"),
        /** The Application's parameters name the chosen tag already; the cluster has yet to follow. */
        ALREADY_SET("the Application is set to it already and has yet to be synced");

        private final String explanation;

        Cause(String explanation) {
            this.explanation = explanation;
        }
    }
}
