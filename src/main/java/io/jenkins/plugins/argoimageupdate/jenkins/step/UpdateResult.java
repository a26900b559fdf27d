package io.jenkins.plugins.argoimageupdate.jenkins.step;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.PullRequestReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.Summary;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * What the step returns to a Pipeline: {@code result.changes}, {@code result.commit}, {@code result.health} and so on. May be used in
 * the sandbox, and survives a restart. Immutable.
 */
public final class UpdateResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final boolean dryRun;
    private final String summary;
    private final String commit;
    private final String sync;
    private final String health;
    private final ArrayList<String> pullRequests = new ArrayList<>();
    private final ArrayList<Change> changes = new ArrayList<>();
    private final ArrayList<String> approval = new ArrayList<>();
    private final ArrayList<WaitingChange> waiting = new ArrayList<>();
    private final ArrayList<Image> images = new ArrayList<>();
    private final ArrayList<Resource> resources = new ArrayList<>();
    private final ArrayList<Failure> failures = new ArrayList<>();
    private final ArrayList<RolloutStatus> rollouts = new ArrayList<>();

    private UpdateResult(CycleReport report) {
        this.dryRun = report.dryRun();
        this.summary = Summary.of(report);
        this.commit = report.applications().stream()
                .map(ApplicationReport::writeBack)
                .filter(Objects::nonNull)
                .flatMap(written -> written.revision().stream())
                .findFirst()
                .orElse("");
        report.applications().stream()
                .map(ApplicationReport::writeBack)
                .filter(Objects::nonNull)
                .flatMap(written -> written.pullRequest().stream())
                .map(PullRequestReport::url)
                .distinct()
                .forEach(pullRequests::add);
        List<RolloutReport> rollouts = report.applications().stream()
                .map(ApplicationReport::rollout)
                .filter(Objects::nonNull)
                .toList();
        this.sync =
                rollouts.stream().map(RolloutReport::sync).distinct().sorted().collect(Collectors.joining(", "));
        this.health = worst(rollouts);
        report.applications()
                .forEach(application ->
                        application.changes().forEach(image -> changes.add(new Change(application.name(), image))));
        report.applications()
                .forEach(application -> application
                        .images()
                        .forEach(image -> image.approval(application.name()).ifPresent(approval::add)));
        report.applications()
                .forEach(application ->
                        application.images().forEach(image -> images.add(new Image(application.name(), image))));
        report.applications()
                .forEach(application -> application.images().stream()
                        .filter(image -> image.notYet() != null)
                        .forEach(image -> waiting.add(new WaitingChange(application.name(), image))));
        rollouts.forEach(rollout -> rollout.resources().forEach(this::add));
        rollouts.forEach(rollout -> rollout.progressive().forEach(one -> this.rollouts.add(new RolloutStatus(one))));
        report.allFailures().forEach(failure -> failures.add(new Failure(failure)));
    }

    static UpdateResult of(CycleReport report) {
        return new UpdateResult(report);
    }

    private void add(ResourceReport resource) {
        resources.add(new Resource(resource));
        resource.children().forEach(this::add);
    }

    /** Argo CD's own order, the best first; what is none of these counts as the worst. */
    private static String worst(List<RolloutReport> rollouts) {
        List<String> order = List.of("Healthy", "Suspended", "Progressing", "Missing", "Degraded", "Unknown");
        return rollouts.stream()
                .map(RolloutReport::health)
                .filter(health -> !health.isEmpty())
                .max((one, other) -> Integer.compare(rank(order, one), rank(order, other)))
                .orElse("");
    }

    private static int rank(List<String> order, String health) {
        int position = order.indexOf(health);
        return position < 0 ? order.size() : position;
    }

    /** Whether only a look was asked for; then {@link #getChanges} says what would have been changed. */
    @Whitelisted
    public boolean isDryRun() {
        return dryRun;
    }

    /** One sentence. */
    @Whitelisted
    public String getSummary() {
        return summary;
    }

    /** Full ID of the commit that has the images; empty when nothing had to change or Git took no part. */
    @Whitelisted
    public String getCommit() {
        return commit;
    }

    /** Pages of the pull requests that propose the changes; empty where none are asked for. */
    @Whitelisted
    public List<String> getPullRequests() {
        return new ArrayList<>(pullRequests);
    }

    /** {@code Synced} or {@code OutOfSync}; empty when no rollout was followed. */
    @Whitelisted
    public String getSync() {
        return sync;
    }

    /** {@code Healthy}, {@code Degraded} …, the worst of several Applications; empty when no rollout was followed. */
    @Whitelisted
    public String getHealth() {
        return health;
    }

    /** The images whose tag changed. */
    @Whitelisted
    public List<Change> getChanges() {
        return new ArrayList<>(changes);
    }

    /**
     * The changes as {@code only} takes them, and the versions that wait for an approval, in words that whoever approves them can read.
     */
    @Whitelisted
    public List<String> getApproval() {
        return approval == null ? new ArrayList<>() : new ArrayList<>(approval);
    }

    /** The versions that are not written yet, with the reason; a build does not fail for them. */
    @Whitelisted
    public List<WaitingChange> getWaiting() {
        return new ArrayList<>(waiting);
    }

    /** All images that were looked at, with how they are in the cluster. */
    @Whitelisted
    public List<Image> getImages() {
        return new ArrayList<>(images);
    }

    /** The resources of the Applications that were rolled out, as last seen; each one before those that it owns. */
    @Whitelisted
    public List<Resource> getResources() {
        return new ArrayList<>(resources);
    }

    /** The Rollouts of Argo Rollouts that were not Healthy when they were looked at last. */
    @Whitelisted
    public List<RolloutStatus> getRollouts() {
        return rollouts == null ? new ArrayList<>() : new ArrayList<>(rollouts);
    }

    /** Whether a Rollout goes no further before somebody promotes or aborts it. */
    @Whitelisted
    public boolean isPaused() {
        return getRollouts().stream().anyMatch(RolloutStatus::isPaused);
    }

    /** What went wrong without failing the build. */
    @Whitelisted
    public List<Failure> getFailures() {
        return new ArrayList<>(failures);
    }

    @Override
    @Whitelisted
    public String toString() {
        return summary;
    }
}
