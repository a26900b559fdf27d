package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImages.image;

import io.jenkins.plugins.argoimageupdate.engine.argocd.Recording;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ManifestImages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;

/** States of images by recorded answers of a real Argo CD, or by a given tree of a recorded Application. */
final class RecordedStates {

    private RecordedStates() {}

    static ImageState recorded(String name, DesiredImage image) {
        return recorded(name, name, image);
    }

    static ImageState recorded(String application, String tree, DesiredImage image) {
        return ImageStates.of(
                        application(application),
                        Recording.named("states", tree + "-tree").tree())
                .of(image);
    }

    static ImageState state(ResourceTree tree, DesiredImage image) {
        return ImageStates.of(application("all-live"), tree).of(image);
    }

    static ImageState state(ResourceTree tree, ManifestImages manifests, DesiredImage image) {
        return ImageStates.of(application("all-live"), tree, manifests).of(image);
    }

    static LiveApplication application(String name) {
        return Recording.named("states", name).application();
    }

    static ResourceTree liveTree() {
        return Recording.named("states", "all-live-tree").tree();
    }

    static ManifestImages manifests(String name) {
        return ManifestImages.of(Recording.named("forms", name).json());
    }
}
