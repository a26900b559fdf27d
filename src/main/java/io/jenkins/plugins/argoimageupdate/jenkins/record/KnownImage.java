package io.jenkins.plugins.argoimageupdate.jenkins.record;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An image as the last update of its job found it.
 *
 * @param filter what the tag has to be, in words; empty for any
 * @param tag that runs; where no Argo CD tells, that is written; empty when no pod is ready or known
 * @param checked when the update was over
 * @param error why it was left alone, or what went wrong besides its state; empty when all is well
 * @param retryAt when the registry may be asked again; null where it does not say, and in what was kept before this was known
 * @param state how it is in the cluster; null where no Argo CD tells, and in what was kept before this was known
 * @param latest the tag that is to run; empty when none could be chosen, and in what was kept before this was known
 * @param status what to say of it; in what was kept before this was known, what was decided
 */
public record KnownImage(
        String application,
        String name,
        String image,
        String strategy,
        String filter,
        String tag,
        Instant checked,
        ImageReport.Outcome outcome,
        String error,
        Instant retryAt,
        ImageState state,
        String latest,
        ImageStatus status) {

    public KnownImage {
        Objects.requireNonNull(application);
        Objects.requireNonNull(name);
        Objects.requireNonNull(image);
        Objects.requireNonNull(strategy);
        Objects.requireNonNull(filter);
        Objects.requireNonNull(tag);
        Objects.requireNonNull(checked);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(error);
        latest = latest == null ? "" : latest;
        if (status == null) {
            status = outcome == ImageReport.Outcome.UPDATED ? ImageStatus.WRITTEN : ImageStatus.watched(outcome, state);
        }
    }

    /** What tells it from the other images of its job. */
    public ImageKey key() {
        return new ImageKey(application, name, image);
    }

    public static List<KnownImage> of(CycleReport report) {
        List<KnownImage> images = new ArrayList<>();
        for (ApplicationReport application : report.applications()) {
            for (ImageReport image : application.images()) {
                images.add(of(application, image, report));
            }
        }
        return images;
    }

    private static KnownImage of(ApplicationReport application, ImageReport image, CycleReport report) {
        ImageStatus status = ImageStatus.of(application, image);
        return new KnownImage(
                application.name(),
                image.name(),
                image.image(),
                image.strategy(),
                image.filter(),
                tag(image, status),
                report.finished(),
                image.outcome(),
                error(application, image, status),
                image.failure() == null ? null : image.failure().retryAt(),
                image.state(),
                image.to().shown(),
                status);
    }

    private static String tag(ImageReport image, ImageStatus status) {
        if (image.state() != null) {
            return image.state().liveShown();
        }
        return status == ImageStatus.WRITTEN ? image.to().shown() : image.from().shown();
    }

    private static String error(ApplicationReport application, ImageReport image, ImageStatus status) {
        if (status == ImageStatus.NOT_WRITTEN) {
            return application.failure().message();
        }
        return image.failure() == null ? image.detail() : image.failure().message();
    }
}
