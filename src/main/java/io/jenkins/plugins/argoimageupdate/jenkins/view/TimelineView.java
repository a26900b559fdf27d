package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The way of an image from its build to the cluster, step by step. What it waited for Jenkins (the next poll, the queue, what the build does
 * before) is told apart: it is no part of the deployment.
 */
public final class TimelineView {

    private final List<Step> steps = new ArrayList<>();
    private Instant last;

    /**
     * One step.
     *
     * @param at null for one that was to be reached and was not
     * @param took in the reader's language, since the step before; empty for the first, and for one not reached
     * @param waited whether nothing but a wait for Jenkins came before it
     * @param slowest whether no other step of the deployment took longer; false if there is no other one
     */
    public record Step(String name, @CheckForNull Date at, String took, long millis, boolean waited, boolean slowest) {

        private boolean isTimed() {
            return !waited && !took.isEmpty();
        }
    }

    private TimelineView() {}

    static TimelineView of(ApplicationReport application, Occasion occasion) {
        TimelineView timeline = new TimelineView();
        List<ImageReport> changes = application.changes();
        if (changes.isEmpty()) {
            return timeline;
        }
        Instant built = changes.stream()
                .map(image -> image.to().created())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        boolean pushed = changes.stream().allMatch(TimelineView::isByPushTime);
        timeline.addImage(pushed ? Messages.Step_pushed() : Messages.Step_built(), built);
        timeline.addDetection(occasion.polled(application), occasion.looked());
        if (!occasion.dryRun()) {
            timeline.addDeployment(application, occasion.waitFor());
            timeline.markSlowest();
        }
        return timeline;
    }

    private static boolean isByPushTime(ImageReport image) {
        return UpdateStrategy.ofId(image.about().strategy())
                .filter(strategy -> strategy.needs() == UpdateStrategy.Needs.PUSH_TIME)
                .isPresent();
    }

    public List<Step> getSteps() {
        return List.copyOf(steps);
    }

    private void addImage(String name, @CheckForNull Instant built) {
        if (built != null) {
            add(name, built, false, span -> "");
        }
    }

    private void addDetection(@CheckForNull Instant polled, Instant looked) {
        if (polled == null || last != null && polled.isBefore(last) || polled.isAfter(looked)) {
            add(Messages.Step_seen(), looked, true, Messages::Wait_update);
        } else {
            add(Messages.Step_seen(), polled, true, Messages::Wait_poll);
            add(Messages.Step_began(), looked, true, Messages::Wait_build);
        }
    }

    private void addDeployment(ApplicationReport application, WaitFor waitFor) {
        WriteBackReport written = application.writeBack();
        if (written != null && written.isDryRun()) {
            return;
        }
        if (written == null || !written.isNothing()) {
            add(
                    Messages.Step_committed(),
                    written == null ? null : written.writtenAt().orElse(null));
        }
        RolloutReport rollout = application.rollout();
        if (application.rollsOut() && waitFor != WaitFor.NONE) {
            add(Messages.Step_synced(), rollout == null ? null : rollout.synced());
        }
        if (rollout != null && rollout.failure() == null && rollout.awaitsSomebody()) {
            add(Messages.Step_paused(), rollout.finished());
        } else if (application.rollsOut() && waitFor.followsPods()) {
            add(Messages.Step_healthy(), isHealthy(rollout) ? rollout.finished() : null);
        }
    }

    private static boolean isHealthy(@CheckForNull RolloutReport rollout) {
        return rollout != null && rollout.failure() == null && rollout.health().equals("Healthy");
    }

    private void add(String name, @CheckForNull Instant at) {
        add(name, at, false, Messages::Step_took);
    }

    private void add(String name, @CheckForNull Instant at, boolean waited, Function<Object, String> words) {
        long millis = at == null || last == null
                ? 0
                : Math.max(0, Duration.between(last, at).toMillis());
        boolean timed = at != null && last != null && (!waited || millis > 0);
        String took = timed ? words.apply(TimeSpan.of(millis)) : "";
        steps.add(new Step(name, at == null ? null : Date.from(at), took, millis, waited, false));
        last = at == null ? last : at;
    }

    private void markSlowest() {
        List<Step> timed = steps.stream().filter(Step::isTimed).toList();
        Step slowest = timed.stream()
                .max(Comparator.comparingLong(Step::millis))
                .filter(step -> timed.size() > 1)
                .orElse(null);
        steps.replaceAll(step -> step.equals(slowest)
                ? new Step(step.name(), step.at(), step.took(), step.millis(), step.waited(), true)
                : step);
    }
}
