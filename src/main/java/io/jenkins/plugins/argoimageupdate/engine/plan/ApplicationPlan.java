package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import java.util.List;

/**
 * The changes of one Application.
 *
 * @param images in the order configured; empty when no image needs an update
 * @param skipped images that are left alone, with the reason
 * @param failed images for which no tag could be chosen; they are left alone too
 */
public record ApplicationPlan(
        WatchSpec spec, List<ImageChange> images, List<SkippedImage> skipped, List<FailedImage> failed) {

    public ApplicationPlan(WatchSpec spec, List<ImageChange> images) {
        this(spec, images, List.of(), List.of());
    }

    /** The images whose tag changes. */
    public List<ImageChange> changes() {
        return images.stream().filter(ImageChange::changed).toList();
    }
}
