package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;

/** The way of an image from its build to the cluster, step by step. */
public final class TimelineView {

    private final List<Step> steps = new ArrayList<>();
    private Instant last;

    /**
     * One step.
     *
     * @param took since the step before; empty for the first, and for one not reached
     * @param slowest whether no other step took longer
     */
    public record Step(String name, @CheckForNull Date at, String took, long millis, boolean slowest) {}

    private TimelineView() {}

    static TimelineView of(ApplicationReport application, Instant seen) {
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
        timeline.add(pushed ? Messages.Step_pushed() : Messages.Step_built(), built);
        timeline.add(Messages.Step_seen(), seen);
        timeline.add(
                Messages.Step_committed(),
                application.writeBack() == null
                        ? null
                        : application.writeBack().writtenAt().orElse(null));
        RolloutReport rollout = application.rollout();
        if (application.rollsOut()) {
            timeline.add(Messages.Step_synced(), rollout == null ? null : rollout.synced());
            timeline.add(Messages.Step_healthy(), isHealthy(rollout) ? rollout.finished() : null);
        }
        timeline.markSlowest();
        return timeline;
    }

    private static boolean isByPushTime(ImageReport image) {
        return UpdateStrategy.ofId(image.about().strategy())
                .filter(strategy -> strategy.needs() == UpdateStrategy.Needs.PUSH_TIME)
                .isPresent();
    }

    /** The end of a rollout that is followed until it is synced is not yet that. */
    private static boolean isHealthy(@CheckForNull RolloutReport rollout) {
        return rollout != null && rollout.failure() == null && rollout.health().equals("Healthy");
    }

    public List<Step> getSteps() {
        return List.copyOf(steps);
    }

    private void add(String name, @CheckForNull Instant at) {
        long millis = at == null || last == null
                ? 0
                : Math.max(0, Duration.between(last, at).toMillis());
        String took = at == null || last == null ? "" : TimeSpan.of(millis);
        steps.add(new Step(name, at == null ? null : Date.from(at), took, millis, false));
        last = at == null ? last : at;
    }

    private void markSlowest() {
        Step slowest = steps.stream()
                .filter(step -> !step.took().isEmpty())
                .max(Comparator.comparingLong(Step::millis))
                .orElse(null);
        steps.replaceAll(step ->
                step.equals(slowest) ? new Step(step.name(), step.at(), step.took(), step.millis(), true) : step);
    }
}
