package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.Planner;
import io.jenkins.plugins.argoimageupdate.engine.writeback.RepositoryTree;
import io.jenkins.plugins.argoimageupdate.engine.writeback.WrittenImages;
import java.util.List;

/** An Application with what the registries said of its images. */
record PlannedApplication(WatchTarget target, Selections selections, ApplicationPlan plan) {

    static PlannedApplication of(WatchTarget target, Selections selections) {
        return new PlannedApplication(target, selections, Planner.plan(target.spec(), selections.outcomes()));
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
        return new PlannedApplication(target, selections, Planner.plan(asWritten, selections.outcomes()));
    }

    /** The same with what is left of the plan. */
    PlannedApplication with(ApplicationPlan other) {
        return new PlannedApplication(target, selections, other);
    }

    List<ImageReport> imageReports() {
        return new ImageReports(selections).of(plan);
    }
}
