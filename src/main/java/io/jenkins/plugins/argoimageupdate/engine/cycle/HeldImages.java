package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldBook;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageChange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets the changes of held images wait, and leaves them alone in Git where others are written. What is held while files are edited counts. */
final class HeldImages {

    private final Connections connections;
    private final InstantSource clock;

    HeldImages(Connections connections) {
        this(connections, InstantSource.system());
    }

    /** @param clock by which holds end */
    HeldImages(Connections connections, InstantSource clock) {
        this.connections = connections;
        this.clock = clock;
    }

    ApplicationPlan waiting(WatchTarget target, ApplicationPlan plan) {
        HoldBook book = connections.holds().book();
        if (book.held().isEmpty()) {
            return plan;
        }
        ApplicationPlan left = plan;
        for (ImageChange change : plan.images()) {
            Optional<Hold> hold = book.of(target.guarded(change.watched().image(), connections), clock.instant())
                    .filter(one -> one.keepsOut(change.newTag().toString()));
            if (hold.isPresent()) {
                left = change.changed() ? left.waiting(change, hold.get().toWait()) : left.untouched(change);
            }
        }
        return left == plan ? plan : left.withoutConflicts();
    }

    /** When a person released an image the last time; null for never. */
    @Nullable
    Instant releasedAt(WatchTarget target, ImageReference image) {
        HoldBook book = connections.holds().book();
        return book.releases().isEmpty() ? null : book.releasedAt(target.guarded(image, connections));
    }
}
