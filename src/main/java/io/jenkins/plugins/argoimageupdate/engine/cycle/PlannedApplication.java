package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.application.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.FailedImage;
import io.jenkins.plugins.argoimageupdate.engine.plan.Planner;
import io.jenkins.plugins.argoimageupdate.engine.plan.WriteConflicts;
import io.jenkins.plugins.argoimageupdate.engine.writeback.RepositoryTree;
import io.jenkins.plugins.argoimageupdate.engine.writeback.WrittenImages;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An Application with what the registries said of its images. */
record PlannedApplication(WatchTarget target, Selections selections, ApplicationPlan plan) {

    static PlannedApplication of(WatchTarget target, Selections selections) {
        return new PlannedApplication(target, selections, Planner.plan(target.spec(), selections.outcomes()));
    }

    /** The same, in which images that want different values in one place have failed, also where several Applications write to one file. */
    static List<PlannedApplication> withoutConflicts(List<PlannedApplication> all) {
        Map<String, List<PlannedApplication>> groups = new LinkedHashMap<>();
        all.forEach(planned -> groups.computeIfAbsent(planned.writes(), writes -> new ArrayList<>())
                .add(planned));
        Map<PlannedApplication, PlannedApplication> checked = new IdentityHashMap<>();
        for (List<PlannedApplication> group : groups.values()) {
            List<ApplicationPlan> plans = WriteConflicts.refuse(
                    group.stream().map(PlannedApplication::plan).toList());
            for (int i = 0; i < group.size(); i++) {
                checked.put(group.get(i), group.get(i).with(plans.get(i)));
            }
        }
        return all.stream().map(checked::get).toList();
    }

    /** Git, or the Argo CD server whose Applications are written. */
    private String writes() {
        return spec().writeBack() instanceof WriteBack.Git ? "" : "argocd " + target.argocd();
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
        ApplicationPlan onTree = Planner.plan(asWritten, selections.outcomes());
        for (FailedImage failed : plan.failed()) {
            onTree = onTree.without(failed.watched(), failed.failure());
        }
        return with(onTree);
    }

    /** The same with what is left of the plan. */
    PlannedApplication with(ApplicationPlan other) {
        return new PlannedApplication(target, selections, other);
    }

    /** Of images that turned out later not to be writable. */
    List<FailureReport> failuresSince(PlannedApplication earlier) {
        return plan.failed().stream()
                .filter(image -> !earlier.plan.failed().contains(image))
                .map(image -> FailureReport.of(image.failure()))
                .toList();
    }

    List<ImageReport> imageReports() {
        return new ImageReports(selections).of(plan);
    }
}
