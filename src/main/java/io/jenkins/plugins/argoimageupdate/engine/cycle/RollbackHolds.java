package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Holds what is rolled back. It is held before it is written, so that no update that is under way writes the newer version in between;
 * what then is not written is held no longer.
 */
final class RollbackHolds implements AutoCloseable {

    private final Connections connections;
    private final Holds holds;
    private final Consumer<CycleEvent> events;

    /** What was held before, for each image that is held now. */
    private final Map<GuardedImage, Optional<Hold>> before = new LinkedHashMap<>();

    RollbackHolds(Connections connections, Consumer<CycleEvent> events) {
        this.connections = connections;
        this.holds = connections.holds();
        this.events = events;
    }

    void hold(Iterable<PlannedApplication> plans, Rollback rollback) {
        for (PlannedApplication planned : plans) {
            planned.selections().outcomes().forEach((watched, outcome) -> {
                if (outcome instanceof ImageOutcome.Fixed fixed) {
                    hold(planned, watched, fixed.version(), rollback);
                }
            });
        }
    }

    private void hold(PlannedApplication planned, WatchedImage watched, ImageTag version, Rollback rollback) {
        WatchTarget target = planned.target();
        GuardedImage image = target.guarded(watched.image(), connections);
        Hold hold = new Hold(
                version.name().isEmpty() ? version.toString() : version.name(),
                rollback.by(),
                rollback.why(planned.drifts(), watched),
                Instant.now(),
                rollback.hold() == null ? null : rollback.hold().until(),
                rollback.notAgain(target, watched, connections));
        Optional<Hold> earlier = holds.of(image);
        holds.hold(image, hold);
        before.put(image, earlier);
        events.accept(new CycleEvent.Held(target, watched.image().label(), hold));
    }

    /** Now that it is known what was written. */
    void keepWritten(CycleReport report) {
        for (ApplicationReport application : report.applications()) {
            for (ImageReport image : application.images()) {
                if (application.failure() != null || image.failure() != null) {
                    drop(application.guarded(image));
                }
            }
        }
        before.clear();
    }

    /** Where nothing was written, nothing is held. */
    @Override
    public void close() {
        List.copyOf(before.keySet()).forEach(this::drop);
    }

    private void drop(GuardedImage image) {
        Optional<Hold> earlier = before.remove(image);
        if (earlier == null) {
            return;
        }
        holds.drop(image);
        earlier.ifPresent(hold -> holds.hold(image, hold));
    }
}
