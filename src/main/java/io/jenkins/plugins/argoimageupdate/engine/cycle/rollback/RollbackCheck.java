package io.jenkins.plugins.argoimageupdate.engine.cycle.rollback;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.Carried;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.Rollbacks;
import io.jenkins.plugins.argoimageupdate.engine.guard.rollback.VersionOrder;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets those changes of a plan wait that would write again what people moved away from. The images that stay as they are in the cluster
 * are written with the others; where Git says another version already, that is left alone too.
 */
public final class RollbackCheck {

    private final Map<WatchedImage, ImageOutcome> outcomes;
    private final Function<WatchedImage, @Nullable Instant> releases;

    /**
     * @param outcomes what registries said, or what is promoted
     * @param releases when a person released an image the last time; null for never
     */
    public RollbackCheck(Map<WatchedImage, ImageOutcome> outcomes, Function<WatchedImage, @Nullable Instant> releases) {
        this.outcomes = outcomes;
        this.releases = releases;
    }

    /** What is left of a plan after what its branches carried. */
    public ApplicationPlan apply(ApplicationPlan plan, Map<WatchedImage, List<List<Carried>>> histories) {
        ApplicationPlan left = plan;
        for (ImageChange change : plan.images()) {
            Optional<Wait> wait = wait(change, histories.getOrDefault(change.watched(), List.of()));
            if (wait.isPresent()) {
                left = change.changed() ? left.waiting(change, wait.get()) : left.untouched(change);
            }
        }
        return left;
    }

    private Optional<Wait> wait(ImageChange change, List<List<Carried>> histories) {
        WatchedImage watched = change.watched();
        VersionOrder order;
        if (outcomes.get(watched) instanceof ImageOutcome.Selected selected) {
            order = StrategyOrder.of(watched.rule(), selected.selection());
        } else if (outcomes.get(watched) instanceof ImageOutcome.Given) {
            order = VersionOrder.BY_APPEARANCE;
        } else {
            return Optional.empty();
        }
        String candidate = watched.identity(change.newTag());
        return histories.stream()
                .map(history -> new Rollbacks(history, order, releases.apply(watched))
                        .wait(candidate, watched.guards().afterRollback()))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
