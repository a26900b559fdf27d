package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import java.util.List;

/** What has to be said of the images of a job so that they can be told apart. */
enum ImageNames {
    /** Their names will do. */
    OF_ONE_APPLICATION,
    /** They are of several Applications. */
    OF_SEVERAL_APPLICATIONS,
    /** Several of these Applications have one name. */
    OF_SEVERAL_PLACES;

    static ImageNames of(List<GuardedImage> images) {
        long places = images.stream()
                .map(image -> List.of(image.argocd(), image.namespace(), image.application()))
                .distinct()
                .count();
        long names = images.stream().map(GuardedImage::application).distinct().count();
        if (places > names) {
            return OF_SEVERAL_PLACES;
        }
        return names > 1 ? OF_SEVERAL_APPLICATIONS : OF_ONE_APPLICATION;
    }

    /** Where an image is, such as {@code shop}, or {@code argocd/shop, production}; empty where that need not be said. */
    String place(GuardedImage image) {
        return switch (this) {
            case OF_ONE_APPLICATION -> "";
            case OF_SEVERAL_APPLICATIONS -> image.application();
            case OF_SEVERAL_PLACES ->
                (image.namespace().isEmpty() ? "" : image.namespace() + "/")
                        + image.application()
                        + (image.argocd().isEmpty() ? "" : ", " + image.argocd());
        };
    }
}
