package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Looks at an Application that nothing is rolled out to until its images are healthy, or are known not to become so. It changes
 * nothing. {@link HealthState} judges; this class looks.
 *
 * <p>One use, one thread; an interrupt ends it with reason CANCELLED.
 */
public final class HealthCheck {

    private final ArgoCdClient client;
    private final ApplicationRef ref;
    private final String found;
    private final RolloutLimits limits;
    private final RolloutListener listener;
    private final Clock clock;
    private HealthState state;
    private Observation last;

    /** @param found what was done before, to begin the message of a failure with; empty for nothing to say */
    public HealthCheck(
            ArgoCdClient client,
            ApplicationRef ref,
            List<DesiredImage> images,
            String found,
            RolloutLimits limits,
            RolloutListener listener) {
        this.client = client;
        this.ref = ref;
        this.found = found;
        this.limits = limits;
        this.listener = listener;
        this.clock = Clock.systemUTC();
        this.state = HealthState.begin(images, limits);
    }

    /**
     * Waits.
     *
     * @param timeout for the whole wait
     * @throws ArgoCdException if the images do not become healthy in time; its message names the pod and why
     */
    public RolloutResult run(Duration timeout) {
        Instant start = clock.instant();
        try (ApplicationWatch watch = client.watch(ref)) {
            LiveApplication live = client.get(ref);
            while (true) {
                look(live);
                if (state.verdict() instanceof Failed failed) {
                    throw failure(failed);
                }
                if (!(state.verdict() instanceof Waiting)) {
                    return new RolloutResult("", live, last.tree());
                }
                Duration left = Duration.between(clock.instant(), start.plus(timeout));
                if (left.isNegative() || left.isZero()) {
                    throw failure(state.timedOut(timeout));
                }
                live = watch.next(left.compareTo(limits.poll()) < 0 ? left : limits.poll())
                        .orElseGet(() -> client.get(ref));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArgoCdException(Reason.CANCELLED, attempted(), "interrupted", "");
        }
    }

    private void look(LiveApplication live) {
        Observation seen = new Observation(live, client.resourceTree(live.ref()), "", clock.instant());
        List<RolloutChange> changes = RolloutChanges.between(last, seen);
        boolean firstLook = last == null;
        last = seen;
        state = state.next(seen);
        if (firstLook || !changes.isEmpty()) {
            listener.observed(seen);
        }
        changes.forEach(listener::changed);
    }

    private ArgoCdException failure(Failed failed) {
        return new ArgoCdException(
                failed.reason(),
                attempted(),
                Wording.quoted(found + "not healthy: " + failed.answer()),
                failed.advice());
    }

    private String attempted() {
        return "check the health of " + ref;
    }
}
