package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import java.util.List;

/**
 * The changes of one Application.
 *
 * @param images in the order configured; empty when no image needs an update
 */
public record ApplicationPlan(WatchSpec spec, List<ImageChange> images) {

    /** The images whose tag changes. */
    public List<ImageChange> changes() {
        return images.stream().filter(ImageChange::changed).toList();
    }
}
