package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationChanges;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A wait for Argo CD, one look at a time: whoever calls says when to look again, so that no thread has to wait. One use, one thread at a
 * time. Close it.
 */
public abstract sealed class RolloutWait implements AutoCloseable permits Rollout, HealthCheck {

    private final Clock clock;
    private final Instant end;
    private final Duration poll;
    private final Outage outage;
    private Runnable heard = () -> {};
    private @Nullable ApplicationChanges changes;

    /**
     * @param timeout of the whole wait, which begins now
     * @param poll after which to look again if nothing changes
     */
    RolloutWait(Clock clock, Duration timeout, Duration poll, RolloutListener listener) {
        this.clock = clock;
        this.end = clock.instant().plus(timeout);
        this.poll = poll;
        this.outage = new Outage(listener, clock);
    }

    /**
     * Looks, and does what there is to be done. It comes back as soon as Argo CD has answered; an interrupt ends it, and leaves Argo CD to
     * itself.
     *
     * @return what it came to; empty as long as that is open
     * @throws ArgoCdException if it does not succeed; its reason tells which way, its message why
     */
    public abstract Optional<RolloutResult> look() throws InterruptedException;

    /** After which to look again, unless there is a change before; zero for at once, as there was one since. */
    final Duration pause() {
        return changes == null || changes.isEmpty() ? untilNextLook() : Duration.ZERO;
    }

    private Duration untilNextLook() {
        Duration left = Duration.between(clock.instant(), end).plusMillis(1);
        return left.compareTo(poll) < 0 ? left : poll;
    }

    final boolean isTimeUp() {
        return !clock.instant().isBefore(end);
    }

    /** By which its requests are sent. */
    final Outage outage() {
        return outage;
    }

    /** @param told called by another thread when Argo CD tells of a change */
    final void onChange(Runnable told) {
        heard = told;
    }

    /** @param open takes whom to tell of changes */
    final void watch(Function<Runnable, ApplicationChanges> open) {
        changes = open.apply(heard);
    }

    /** What Argo CD tells of the Application; null before it is watched. */
    final @Nullable ApplicationChanges changes() {
        return changes;
    }

    @Override
    public final void close() {
        if (changes != null) {
            changes.close();
        }
    }
}
