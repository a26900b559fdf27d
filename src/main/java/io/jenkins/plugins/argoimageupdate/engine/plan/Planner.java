package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.plan.SkippedImage.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decides which images of an Application change (Image Updater: {@code update.go}, {@code UpdateApplication}). */
public final class Planner {

    private static final ImageTag UNKNOWN = new ImageTag("", "");

    private final WatchSpec spec;
    private final LiveImages live;
    private final SourceParameters parameters;
    private final List<ImageChange> images = new ArrayList<>();
    private final List<SkippedImage> skipped = new ArrayList<>();
    private final List<FailedImage> failed = new ArrayList<>();

    private Planner(WatchSpec spec) {
        this.spec = spec;
        this.live = LiveImages.of(spec);
        this.parameters = new SourceParameters(spec);
    }

    /** The images for which a tag has to be chosen: those that are live or forced. */
    public static List<WatchedImage> toSelect(WatchSpec spec) {
        LiveImages live = LiveImages.of(spec);
        return spec.images().stream()
                .filter(image -> live.find(image).isPresent())
                .toList();
    }

    /**
     * Plans one Application.
     *
     * @param outcomes for each image of {@link #toSelect}
     */
    public static ApplicationPlan plan(WatchSpec spec, Map<WatchedImage, ImageOutcome> outcomes) {
        Planner planner = new Planner(spec);
        for (WatchedImage watched : spec.images()) {
            try {
                planner.consider(watched, outcomes.get(watched));
            } catch (UpdateException failure) {
                planner.failed.add(new FailedImage(watched, failure));
            }
        }
        boolean changes = planner.images.stream().anyMatch(ImageChange::changed);
        return new ApplicationPlan(
                spec,
                changes ? List.copyOf(planner.images) : List.of(),
                List.copyOf(planner.skipped),
                List.copyOf(planner.failed));
    }

    private void consider(WatchedImage watched, ImageOutcome outcome) {
        ImageReference running = live.find(watched).orElse(null);
        if (running == null) {
            skipped.add(new SkippedImage(watched, Cause.NOT_LIVE));
            return;
        }
        if (outcome instanceof ImageOutcome.Failed failure) {
            failed.add(new FailedImage(watched, failure.failure()));
            return;
        }
        RegistryTag chosen =
                ((ImageOutcome.Selected) outcome).selection().chosen().orElse(null);
        if (chosen == null) {
            skipped.add(new SkippedImage(watched, Cause.NO_CANDIDATE));
            return;
        }
        boolean byDigest = watched.rule().strategy() == UpdateStrategy.DIGEST;
        ImageTag latest = watched.rule().strategy().tagFor(chosen);
        ImageReference compared =
                byDigest ? live.findForDigest(watched, chosen.digest()).orElse(running) : outdated(watched, running, latest);
        decide(watched, compared, latest, chosen);
    }

    private ImageReference outdated(WatchedImage watched, ImageReference running, ImageTag latest) {
        return LiveImages.isReplaced(watched, running)
                ? running
                : live.findOther(watched, latest).orElse(running);
    }

    private void decide(WatchedImage watched, ImageReference running, ImageTag latest, RegistryTag chosen) {
        ImageTag current = running.tag() == null ? UNKNOWN : running.tag();
        if (!needsUpdate(watched, running, current, latest)) {
            ImageTag kept = keptTag(watched, current);
            add(new ImageChange(watched, kept, kept, false, Map.of()));
            return;
        }
        boolean alreadySet = parameters
                .current(watched)
                .filter(watched.image().with(latest).withTag()::equals)
                .isPresent();
        if (alreadySet) {
            skipped.add(new SkippedImage(watched, Cause.ALREADY_SET));
        }
        add(new ImageChange(watched, current, latest, !alreadySet, alreadySet ? Map.of() : chosen.labels()));
    }

    private void add(ImageChange change) {
        parameters.set(change.watched(), change.image());
        images.add(change);
    }

    private static boolean needsUpdate(
            WatchedImage watched, ImageReference running, ImageTag current, ImageTag latest) {
        return watched.rule().strategy().needsUpdate(current, latest) || LiveImages.isReplaced(watched, running);
    }

    /** After a sync Argo CD may know only the digest; the tag that is followed must not get lost then. */
    private static ImageTag keptTag(WatchedImage watched, ImageTag current) {
        boolean tagLost = watched.rule().strategy() == UpdateStrategy.DIGEST
                && current.name().isEmpty()
                && !watched.rule().constraint().isEmpty();
        return tagLost ? new ImageTag(watched.rule().constraint(), current.digest()) : current;
    }
}
