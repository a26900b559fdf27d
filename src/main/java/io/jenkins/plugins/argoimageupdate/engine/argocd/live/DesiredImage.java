package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;

/**
 * An image that is to run in an Application.
 *
 * @param image alias, registry and name
 * @param before what was live; null when not known
 * @param desired what is to be live; null when nothing could be chosen, so that whatever runs is right
 * @param parameter what in Git carries it, such as {@code the Helm value frontend.tag}; empty when not known
 * @param written whether Git says it already, so that the cluster has to follow
 */
public record DesiredImage(ImageReference image, ImageTag before, ImageTag desired, String parameter, boolean written) {

    /** The alias, or the image's name where it has none. */
    public String name() {
        return image.label();
    }

    /** Whether a container with this image has what is desired: the digest if one is, else the tag. */
    boolean isDesired(ImageReference running) {
        if (desired == null) {
            return true;
        }
        return is(desired, running);
    }

    /** Whether a container with this image has what was live before. */
    boolean isBefore(ImageReference running) {
        return before != null && is(before, running);
    }

    private static boolean is(ImageTag wanted, ImageReference running) {
        ImageTag tag = running.tag();
        if (tag == null) {
            return wanted.name().isEmpty() && wanted.digest().isEmpty();
        }
        return wanted.digest().isEmpty()
                ? tag.name().equals(wanted.name())
                : tag.digest().equals(wanted.digest());
    }
}
