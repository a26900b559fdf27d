package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Drifts;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageStates;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.FailedImage;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import io.jenkins.plugins.argoimageupdate.engine.plan.WaitingImage;
import io.jenkins.plugins.argoimageupdate.engine.plan.WriteConflicts;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.writeback.ImagesInGit;
import io.jenkins.plugins.argoimageupdate.engine.writeback.RepositoryTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An Application with what the registries said of its images.
 *
 * @param states how its images are in the cluster; null where no Argo CD takes part
 * @param guards by which it was planned
 * @param drifts what somebody changed in the cluster by hand, as far as it was looked for
 */
record PlannedApplication(
        WatchTarget target,
        Selections selections,
        ApplicationPlan plan,
        @Nullable ImageStates states,
        ChangeGuards guards,
        Drifts drifts) {

    static PlannedApplication of(WatchTarget target, Selections selections, HeldImages held) {
        ImageStates summary = target.observed().map(ImageStates::of).orElse(null);
        return planned(target, target.spec(), summary, ChangeGuards.of(selections, held), Drifts.NONE);
    }

    /** One of which earlier versions are written. */
    static PlannedApplication ofRollback(WatchTarget target, Selections selections) {
        ImageStates summary = target.observed().map(ImageStates::of).orElse(null);
        return planned(target, target.spec(), summary, ChangeGuards.none(selections), Drifts.NONE);
    }

    private static PlannedApplication planned(
            WatchTarget target, WatchSpec spec, @Nullable ImageStates states, ChangeGuards guards, Drifts drifts) {
        ChangeGuards.Guarded guarded = guards.plan(target.with(spec));
        return new PlannedApplication(target, guarded.chosen(), guarded.plan(), states, guards, drifts);
    }

    /** The same without what guards keep back. */
    PlannedApplication with(ChangeGuards other) {
        return planned(target, spec(), states, other, drifts);
    }

    /** The same with more warnings. */
    PlannedApplication warning(List<Warning> more) {
        return more.isEmpty()
                ? this
                : new PlannedApplication(target.warning(more), selections, plan, states, guards, drifts);
    }

    /** Whether guards can keep back something that is to be written. */
    boolean isGuarded() {
        return Stream.concat(plan.changes().stream(), plan.waiting().stream().map(WaitingImage::change))
                .anyMatch(change -> !change.watched().guards().isOpen());
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

    /** Whether what is written is rolled out then, and not only once somebody merges it. */
    boolean rollsOut() {
        boolean merged = !(spec().writeBack() instanceof WriteBack.Git git)
                || git.pushBranch().isEmpty() && git.pullRequest() == null;
        return isLive() && merged;
    }

    /** Whether only a look at Git can tell what of it is to be written. */
    boolean dependsOnGit() {
        return !isLive() || isRollback() || plan.isAmbiguous();
    }

    /** Whether the summary of Argo CD is not enough to plan, or to say how the images are. */
    boolean needsPods() {
        List<DesiredImage> desired = selections.reports(plan).stream()
                .map(image -> image.desired(false))
                .toList();
        return target.observed()
                .filter(seen -> ImageStates.needsPods(seen, desired))
                .isPresent();
    }

    /** The same, now that the pods are known: of an image with several versions, those of the newest revisions are live. */
    PlannedApplication with(ImageStates pods) {
        List<String> live = new ArrayList<>(spec().application().observed().liveImages());
        for (WatchedImage watched : spec().images()) {
            List<String> newest = pods.newest(watched.image());
            if (!newest.isEmpty()) {
                live.removeIf(image -> ImageReference.parse(image).isSameRepository(watched.image()));
                live.addAll(newest);
            }
        }
        WatchTarget seen = target.with(spec().running(live));
        return planned(seen, seen.spec(), pods, guards, drifts);
    }

    /** The same, now that it is known what somebody changed by hand: of these images it counts what Git says, and not what runs. */
    PlannedApplication with(Drifts found, List<Warning> warnings) {
        if (found.isEmpty()) {
            return this;
        }
        List<String> live = new ArrayList<>(spec().application().observed().liveImages());
        found.images().forEach((watched, drifted) -> {
            live.removeIf(image -> ImageReference.parse(image).isSameRepository(watched.image()));
            live.add(watched.image().with(drifted.git()).withTag());
        });
        WatchTarget seen = target.with(spec().running(live)).warning(warnings);
        return planned(seen, seen.spec(), states, guards, found);
    }

    /** Drifts of which those are not to be written to Git that do not serve. */
    Drifts serving(Drifts found) {
        if (states == null) {
            return found;
        }
        Map<WatchedImage, Drifts.Drifted> images = new LinkedHashMap<>();
        found.images().forEach((watched, drifted) -> {
            ImageState state = states.of(new DesiredImage(watched.image(), null, drifted.live(), "", false));
            images.put(watched, state.isLive() ? drifted : drifted.because(state.describe()));
        });
        return new Drifts(images, found.others());
    }

    /** The same, which writes what runs. */
    PlannedApplication adopting(Selections live) {
        return planned(target, spec(), states, ChangeGuards.none(live), drifts);
    }

    /** The same of which nothing is written, as something went wrong that concerns all of it. */
    PlannedApplication failing(UpdateException failure) {
        Map<WatchedImage, ImageOutcome> outcomes = new LinkedHashMap<>();
        spec().images().forEach(image -> outcomes.put(image, new ImageOutcome.Failed(failure)));
        return with(guards.with(new Selections(outcomes, selections.asked())));
    }

    /** When a person released an image the last time; null for never. */
    @Nullable
    Instant releasedAt(WatchedImage image) {
        return guards.releasedAt(target, image);
    }

    boolean isRollback() {
        return guards.areNone();
    }

    /** The plan on a commit: without Argo CD what the repository says is what is live. A rollback changes what Git says. */
    PlannedApplication on(RepositoryTree tree) {
        if (isLive() && !isRollback()) {
            return with(guards.withoutHeld(target, plan));
        }
        WatchSpec there = isRollback() ? inGitElseLive(tree) : ImagesInGit.asLive(spec(), tree);
        PlannedApplication onTree = planned(target, there, states, guards, drifts);
        ApplicationPlan left = isRollback() ? withoutWhatIsThere(onTree.plan) : onTree.plan;
        for (FailedImage failed : plan.failed()) {
            left = left.without(failed.watched(), failed.failure());
        }
        return onTree.with(left);
    }

    private WatchSpec inGitElseLive(RepositoryTree tree) {
        List<String> all = new ArrayList<>(
                ImagesInGit.asLive(spec(), tree).application().observed().liveImages());
        all.addAll(spec().application().observed().liveImages());
        return spec().running(all);
    }

    private static ApplicationPlan withoutWhatIsThere(ApplicationPlan plan) {
        ApplicationPlan left = plan;
        for (ImageChange change : plan.images()) {
            if (change.oldTag().equals(change.newTag())) {
                left = left.untouched(change);
            }
        }
        return left;
    }

    /** The same once all of it turned out to be there already. */
    PlannedApplication unchanged() {
        ApplicationPlan left = plan;
        for (ImageChange change : plan.images()) {
            left = left.untouched(change);
        }
        return with(left);
    }

    /** The plan now that Git is known to have nothing to change. */
    PlannedApplication settled() {
        return planned(target, plan.settledOnGit(), states, guards, drifts);
    }

    /** The same with what is left of the plan. */
    PlannedApplication with(ApplicationPlan other) {
        return new PlannedApplication(target, selections, other, states, guards, drifts);
    }

    /** The images that turned out later not to be writable. */
    List<FailedImage> failedSince(PlannedApplication earlier) {
        return plan.failed().stream()
                .filter(image -> !earlier.plan.failed().contains(image))
                .toList();
    }

    List<ImageReport> imageReports() {
        List<ImageReport> reports = selections.reports(plan);
        if (states == null) {
            return reports;
        }
        List<ImageReport> seen = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            ImageReport image = reports.get(i);
            ImageState state = states.of(image.desired(false));
            Drifts.Drifted drifted = drifts.images().get(spec().images().get(i));
            if (drifted == null) {
                seen.add(image.with(state));
            } else {
                ImageReport changed = image.with(state.drifted(drifted.drift()));
                seen.add(isRollback() ? changed.adopting(drifted.drift()) : changed);
            }
        }
        return List.copyOf(seen);
    }

    /**
     * What there is to report before the rollout.
     *
     * @param writeBack null for none
     * @param failure null for none
     */
    ApplicationReport report(
            @Nullable WriteBackReport writeBack, @Nullable FailureReport failure, Connections connections) {
        Application application = spec().application();
        boolean live = isLive();
        ApplicationSubject subject = new ApplicationSubject(
                application.name(),
                application.namespace(),
                application.project(),
                live ? connections.argocd(target.argocd()).server().name() : "",
                live ? url(connections) : "");
        return new ApplicationReport(
                subject,
                imageReports(),
                writeBack,
                null,
                failure,
                target.observed().map(seen -> seen.status().health().toString()).orElse(""),
                rollsOut(),
                Warnings.sentences(target.warnings()));
    }

    private String url(Connections connections) {
        Application application = spec().application();
        String server =
                connections.argocd(target.argocd()).server().url().toString().replaceFirst("(?<!/)/+$", "");
        String namespace = application.namespace().isEmpty() ? "" : application.namespace() + "/";
        return server + "/applications/" + namespace + application.name();
    }
}
