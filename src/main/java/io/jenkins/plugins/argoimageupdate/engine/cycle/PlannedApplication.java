package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import io.jenkins.plugins.argoimageupdate.engine.plan.Planner;
import io.jenkins.plugins.argoimageupdate.engine.writeback.RepositoryTree;
import io.jenkins.plugins.argoimageupdate.engine.writeback.WrittenImages;
import java.util.List;
import java.util.Map;

/** An Application with what the registries said of its images. */
record PlannedApplication(WatchTarget target, Map<WatchedImage, ImageOutcome> outcomes, ApplicationPlan plan) {

    static PlannedApplication of(WatchTarget target, Map<WatchedImage, ImageOutcome> outcomes) {
        return new PlannedApplication(target, outcomes, Planner.plan(target.spec(), outcomes));
    }

    WatchSpec spec() {
        return target.spec();
    }

    /** Whether what is live is known from Argo CD. */
    boolean isLive() {
        return target.live();
    }

    /** The plan on a commit: without Argo CD what the repository says is what is live. */
    PlannedApplication on(RepositoryTree tree) {
        if (isLive()) {
            return this;
        }
        WatchSpec asWritten = WrittenImages.asLive(spec(), tree);
        return new PlannedApplication(target, outcomes, Planner.plan(asWritten, outcomes));
    }

    List<ImageReport> imageReports() {
        return new ImageReports(outcomes).of(plan);
    }
}
