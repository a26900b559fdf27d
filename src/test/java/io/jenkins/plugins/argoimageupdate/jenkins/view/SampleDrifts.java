package io.jenkins.plugins.argoimageupdate.jenkins.view;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drift;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Running;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState.Verdict;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import java.time.Instant;
import java.util.List;

/** Images that somebody changed in the cluster by hand, as the engine tells it. */
public final class SampleDrifts {

    private SampleDrifts() {}

    /** The same, of which the first image can be written to Git, and the others cannot. */
    public static CycleReport of(CycleReport current, Instant since) {
        ApplicationReport application = current.applications().get(0);
        List<ImageReport> images = application.images().stream()
                .map(
                        image -> image.equals(application.images().get(0))
                                ? image.with(state(image, "main-hotfix", since, ""))
                                : image.with(
                                        state(
                                                image,
                                                "main-c0ffee0",
                                                since,
                                                "it runs in several versions, of which Git can say one: main-b99bc73 and main-c0ffee0")))
                .toList();
        return current.with(new ApplicationReport(
                application.about(),
                images,
                application.writeBack(),
                application.rollout(),
                application.failure(),
                application.health(),
                application.rollsOut(),
                application.warnings()));
    }

    private static ImageState state(ImageReport image, String runs, Instant since, String obstacle) {
        String place = "Deployment/" + image.name();
        String git = image.to().shown();
        List<Running> running = List.of(new Running(place, runs, 1, 1, true));
        return new ImageState(Verdict.LIVE, git, running, "", "", "")
                .drifted(new Drift(place, runs, git, "kubectl-set", since, obstacle));
    }
}
