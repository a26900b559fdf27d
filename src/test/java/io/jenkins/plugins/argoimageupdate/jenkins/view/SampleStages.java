package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.PromoteFromArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import java.util.List;

/** Reports of Applications that are promoted from each other. */
public final class SampleStages {

    private SampleStages() {}

    /** @param from the Application that is promoted from; empty for registries */
    public static UpdateArguments arguments(String application, String from, String soak) {
        UpdateArguments arguments = new UpdateArguments();
        arguments.setApplication(application);
        PromoteFromArgument source = new PromoteFromArgument();
        source.setApplication(from);
        arguments.setPromoteFrom(source);
        arguments.setSoak(soak);
        return arguments;
    }

    /** The same of another Application. */
    public static CycleReport of(String application, CycleReport report) {
        ApplicationReport one = report.applications().get(0);
        return with(application, report, one.images());
    }

    /** An Application that runs what there was before, while the newer versions wait. */
    public static CycleReport waiting(String application, String source, CycleReport report) {
        Wait reason = new Wait(
                Wait.Cause.SOAK,
                "healthy in " + source + " for 40 min of 2 h",
                report.finished().plusSeconds(4_800));
        List<ImageReport> images = report.applications().get(0).images().stream()
                .map(image -> new ImageReport(
                        new ImageSubject(
                                image.about().alias(),
                                image.about().image(),
                                ImageSubject.PROMOTED,
                                "from " + source,
                                image.about().parameter()),
                        new ImageResult.Waiting(
                                new ImageVersion(SampleReports.OLD, "", null, ""),
                                new ImageVersion(SampleReports.NEW, "", null, ""),
                                reason),
                        null,
                        null,
                        SampleStates.live(SampleReports.OLD)))
                .toList();
        return with(application, report, images);
    }

    private static CycleReport with(String application, CycleReport report, List<ImageReport> images) {
        ApplicationReport one = report.applications().get(0);
        ApplicationSubject about = one.about();
        return new CycleReport(
                report.dryRun(),
                report.started(),
                report.finished(),
                List.of(new ApplicationReport(
                        new ApplicationSubject(
                                application, about.namespace(), about.project(), about.argocd(), about.url()),
                        images,
                        one.writeBack(),
                        one.rollout(),
                        one.failure(),
                        one.health(),
                        one.rollsOut(),
                        one.warnings())),
                report.failures(),
                report.requests(),
                report.warnings());
    }
}
