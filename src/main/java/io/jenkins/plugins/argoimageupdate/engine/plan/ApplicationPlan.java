package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
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

    /**
     * Whether a change is to a version that another workload of the Application runs already: only Git can tell then whether the image is
     * written in it, or is another one of the same name that nobody watches.
     */
    public boolean isAmbiguous() {
        LiveImages live = LiveImages.of(spec);
        return changes().stream().anyMatch(change -> live.has(change.watched(), change.newTag()));
    }

    /** What is live once Git is known to say the new versions of ambiguous changes already. */
    public WatchSpec settled() {
        LiveImages live = LiveImages.of(spec);
        List<ImageChange> settled = changes().stream()
                .filter(change -> live.has(change.watched(), change.newTag()))
                .toList();
        List<String> images = spec.application().liveImages().stream()
                .filter(text -> {
                    ImageReference image = ImageReference.parse(text);
                    return settled.stream().noneMatch(change -> image.isSameRepository(change.watched().image())
                            && (image.tag() == null || !image.tag().matches(change.newTag())));
                })
                .toList();
        return spec.running(images);
    }

    /** The images whose tag changes. */
    public List<ImageChange> changes() {
        return images.stream().filter(ImageChange::changed).toList();
    }
}
