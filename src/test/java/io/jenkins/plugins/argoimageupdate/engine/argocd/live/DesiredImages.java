package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import static io.jenkins.plugins.argoimageupdate.engine.argocd.live.Workloads.REGISTRY;

import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;

/** Images of the recordings as a run wants them: just written, planned, or as they were. */
final class DesiredImages {

    private DesiredImages() {}

    static DesiredImage wrote(String name, String before, String desired) {
        return new DesiredImage(image(name), ImageTag.ofName(before), ImageTag.ofName(desired), "", true);
    }

    static DesiredImage planned(String name, String before, String desired) {
        return new DesiredImage(image(name), ImageTag.ofName(before), ImageTag.ofName(desired), "", false);
    }

    static DesiredImage stays(String name, String tag) {
        return new DesiredImage(image(name), ImageTag.ofName(tag), ImageTag.ofName(tag), "", false);
    }

    static DesiredImage mistyped(String name, String before, String desired, String parameter) {
        return new DesiredImage(image(name), ImageTag.ofName(before), ImageTag.ofName(desired), parameter, true);
    }

    static ImageReference image(String name) {
        return ImageReference.parse(name + "=" + REGISTRY + name);
    }

    static ImageReference version(String name, String tag) {
        return ImageReference.parse(REGISTRY + name + ":" + tag);
    }
}
