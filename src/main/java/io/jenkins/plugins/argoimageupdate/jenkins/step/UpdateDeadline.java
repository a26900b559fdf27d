package io.jenkins.plugins.argoimageupdate.jenkins.step;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.RolloutSettings;
import java.time.Duration;
import java.util.function.LongSupplier;

/** By when an update has to be over, whatever it does: the last resort against what does not end by itself. Thread-safe. */
final class UpdateDeadline {

    /** For everything before the rollout, besides the wait for Applications that Argo CD has yet to compare. */
    static final Duration MOST_WORK = Budget.BUILD.duration();

    /** For what comes with rollouts, besides the time that they may take themselves. */
    static final Duration MOST_AROUND_ROLLOUTS = Budget.BUILD_AROUND_ROLLOUTS.duration();

    private final LongSupplier nanos;
    private RolloutSettings rollout = RolloutSettings.DEFAULT;
    private long since;
    private Duration limit = MOST_WORK;

    UpdateDeadline(LongSupplier nanos) {
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /** It is known what is asked for. */
    synchronized void asked(RolloutSettings settings) {
        rollout = settings;
        limit = MOST_WORK.plus(settings.timeout());
    }

    /** All is written, and the rollouts begin, all at once. */
    synchronized void rollingOut() {
        since = nanos.getAsLong();
        limit = MOST_AROUND_ROLLOUTS.plus(rollout.timeout());
    }

    /** Zero or less when it has passed. */
    synchronized Duration left() {
        return limit.minusNanos(nanos.getAsLong() - since);
    }

    /** The time there is for what is being done now. */
    synchronized Duration limit() {
        return limit;
    }
}
