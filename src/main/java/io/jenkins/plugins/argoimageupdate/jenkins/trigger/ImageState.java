package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the last poll says of one image.
 *
 * @param url of the Application in Argo CD; empty for none
 * @param filter what the tag has to be, in words; empty for any
 * @param live the tag that runs; empty when not known
 * @param latest the tag that is to run; empty when none could be chosen
 * @param error what went wrong, with advice; else why it is left alone; empty when all is well
 */
record ImageState(
        String application,
        String url,
        String alias,
        String image,
        String strategy,
        String filter,
        String live,
        String latest,
        Instant checked,
        ImageReport.Outcome outcome,
        boolean rateLimited,
        String error) {

    static List<ImageState> of(CycleReport report) {
        List<ImageState> states = new ArrayList<>();
        report.applications()
                .forEach(application ->
                        application.images().forEach(image -> states.add(of(application, image, report.finished()))));
        return states;
    }

    private static ImageState of(ApplicationReport application, ImageReport image, Instant checked) {
        boolean failed = image.failure() != null;
        return new ImageState(
                application.name(),
                application.url(),
                image.alias(),
                image.image(),
                image.strategy(),
                image.filter(),
                image.from().shown(),
                image.to().shown(),
                checked,
                image.outcome(),
                failed && image.failure().reason() == Reason.RATE_LIMITED,
                failed ? image.failure().message() : image.detail());
    }
}
