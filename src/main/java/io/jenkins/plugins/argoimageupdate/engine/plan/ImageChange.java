package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import java.util.Map;

/**
 * What happens to one image of an Application.
 *
 * @param oldTag what is live; its parts are empty when the image is not live (forced) or has no tag
 * @param newTag what is to be live; equals the live one for an image that stays
 * @param changed false for an image that stays as it is but is written with the others
 * @param labels of the new image's configuration, for commit messages; empty where not known
 */
public record ImageChange(
        WatchedImage watched, ImageTag oldTag, ImageTag newTag, boolean changed, Map<String, String> labels) {

    /** The image with its new tag. */
    public ImageReference image() {
        return watched.image().with(newTag);
    }
}
