package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationChanges;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.DesiredImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.HealthState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an Application that nothing is rolled out to until its images are healthy, or are known not to become so. It changes
 * nothing. {@link HealthState} judges; this class looks.
 *
 * <p>One use, one thread; an interrupt ends it.
 */
public final class HealthCheck {

    private final ArgoCdClient client;
    private final ApplicationRef ref;
    private final String found;
    private final RolloutLimits limits;
    private final RolloutListener listener;
    private final Clock clock;
    private final Outage outage;
    private final ProgressiveRollouts rollouts;
    private HealthState state;
    private @Nullable Observation last;

    /**
     * @param found what was done before, to begin the message of a failure with; empty for nothing to say
     * @param endsAtPause whether a Rollout that waits for somebody to promote it is waited for no longer
     */
    public HealthCheck(
            ArgoCdClient client,
            ApplicationRef ref,
            List<DesiredImage> images,
            String found,
            RolloutLimits limits,
            boolean endsAtPause,
            RolloutListener listener) {
        this.client = client;
        this.ref = ref;
        this.found = found;
        this.limits = limits;
        this.listener = listener;
        this.clock = Clock.systemUTC();
        this.outage = new Outage(listener, clock);
        this.rollouts = new ProgressiveRollouts(
                node -> outage.attempt(() -> client.resource(ref, node)), clock, limits.refreshAgain());
        this.state = HealthState.begin(images, limits, endsAtPause);
    }

    /**
     * Waits.
     *
     * @param timeout for the whole wait
     * @throws ArgoCdException if the images do not become healthy in time; its message names the pod and why
     */
    public RolloutResult run(Duration timeout) throws InterruptedException {
        Instant start = clock.instant();
        try (ApplicationChanges watch = client.watch(ref)) {
            Optional<LiveApplication> live = get();
            while (true) {
                boolean looked = live.isPresent() && look(live.get());
                if (looked && state.verdict() instanceof Failed failed) {
                    throw failure(failed);
                }
                if (looked && !(state.verdict() instanceof Waiting)) {
                    return new RolloutResult("", live.get(), last.tree());
                }
                Duration left = Duration.between(clock.instant(), start.plus(timeout));
                if (left.isNegative() || left.isZero()) {
                    throw timedOut(timeout);
                }
                live = watch.next(left.compareTo(limits.poll()) < 0 ? left : limits.poll());
                if (live.isEmpty()) {
                    live = get();
                }
            }
        }
    }

    private Optional<LiveApplication> get() throws InterruptedException {
        return outage.survive("look", () -> client.get(ref));
    }

    /** Whether the resources could be had as well; without them nothing is known. */
    private boolean look(LiveApplication live) throws InterruptedException {
        Optional<ResourceTree> tree = outage.survive("resources", () -> client.resourceTree(live.ref()));
        if (tree.isEmpty()) {
            return false;
        }
        Observation seen = new Observation(live, tree.get(), "", clock.instant()).with(rollouts.of(tree.get()));
        List<RolloutChange> changes = RolloutChanges.between(last, seen);
        boolean firstLook = last == null;
        last = seen;
        state = state.next(seen);
        if (firstLook || !changes.isEmpty()) {
            listener.observed(seen);
        }
        changes.forEach(listener::changed);
        return true;
    }

    private ArgoCdException timedOut(Duration timeout) {
        return outage.lastFailure()
                .map(failure -> new ArgoCdException(
                        Reason.TIMEOUT,
                        attempted(),
                        "after " + ArgoCdMessages.duration(timeout)
                                + " still no usable answer from Argo CD; the last request" + " failed: "
                                + failure.attempted() + ": " + failure.answer(),
                        failure.advice()))
                .orElseGet(() -> failure(state.timedOut(timeout)));
    }

    private ArgoCdException failure(Failed failed) {
        return new ArgoCdException(
                failed.reason(),
                attempted(),
                ArgoCdMessages.quoted(found + "not healthy: " + failed.answer()),
                failed.advice());
    }

    private String attempted() {
        return "check the health of " + ref;
    }
}
