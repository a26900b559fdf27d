package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An image as the last update of its job found it.
 *
 * @param filter what the tag has to be, in words; empty for any
 * @param tag that runs; where no Argo CD tells, that is written
 * @param error empty when all is well
 * @param retryAt when the registry may be asked again; null where it does not say, and in what was kept before this was known
 * @param state how it is in the cluster; null where no Argo CD tells, and in what was kept before this was known
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
        ImageState state) {

    static List<KnownImage> of(CycleReport report) {
        List<KnownImage> images = new ArrayList<>();
        for (ApplicationReport application : report.applications()) {
            for (ImageReport image : application.images()) {
                images.add(of(application, image, report));
            }
        }
        return images;
    }

    private static KnownImage of(ApplicationReport application, ImageReport image, CycleReport report) {
        boolean live = image.outcome() != ImageReport.Outcome.UPDATED
                || application.writeBack() == null
                || !application.writeBack().isWritten();
        return new KnownImage(
                application.name(),
                image.name(),
                image.image(),
                image.strategy(),
                image.filter(),
                tag(image, live),
                report.started(),
                image.outcome(),
                image.failure() == null ? image.detail() : image.failure().message(),
                image.failure() == null ? null : image.failure().retryAt(),
                image.state());
    }

    private static String tag(ImageReport image, boolean live) {
        if (image.state() != null && !image.state().running().isEmpty()) {
            return image.state().liveShown();
        }
        return live ? image.from().shown() : image.to().shown();
    }
}
