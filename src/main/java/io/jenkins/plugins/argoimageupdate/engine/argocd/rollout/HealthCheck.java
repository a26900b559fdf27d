package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an Application that nothing is rolled out to until its images are healthy, or are known not to become so. It changes
 * nothing. {@link HealthState} judges; this class looks.
 */
public final class HealthCheck extends RolloutWait {

    private final ArgoCdClient client;
    private final ApplicationRef ref;
    private final String found;
    private final RolloutLimits limits;
    private final RolloutListener listener;
    private final Clock clock;
    private final Duration timeout;
    private final ProgressiveRollouts rollouts;
    private HealthState state;
    private @Nullable Observation last;

    /**
     * @param found what was done before, to begin the message of a failure with; empty for nothing to say
     * @param timeout for the whole wait, which begins now
     * @param endsAtPause whether a Rollout that waits for somebody to promote it is waited for no longer
     */
    public HealthCheck(
            ArgoCdClient client,
            ApplicationRef ref,
            List<DesiredImage> images,
            String found,
            RolloutLimits limits,
            Duration timeout,
            boolean endsAtPause,
            RolloutListener listener) {
        super(Clock.systemUTC(), timeout, limits.poll(), listener);
        this.client = client;
        this.ref = ref;
        this.found = found;
        this.limits = limits;
        this.listener = listener;
        this.clock = Clock.systemUTC();
        this.timeout = timeout;
        this.rollouts = new ProgressiveRollouts(
                node -> outage().attempt("resource", () -> client.resource(ref, node)), clock, limits.refreshAgain());
        this.state = HealthState.begin(images, limits, endsAtPause);
    }

    @Override
    public Optional<RolloutResult> look() throws InterruptedException {
        if (changes() == null) {
            watch(heard -> client.watch(ref, heard));
        }
        Optional<LiveApplication> change = changes().poll();
        Optional<LiveApplication> live = change.isPresent() ? change : get();
        boolean looked = live.isPresent() && look(live.get());
        if (looked && state.verdict() instanceof Failed failed) {
            throw failure(failed);
        }
        if (looked && !(state.verdict() instanceof Waiting)) {
            return Optional.of(new RolloutResult("", live.get(), last.tree()));
        }
        if (isTimeUp()) {
            throw timedOut();
        }
        return Optional.empty();
    }

    private Optional<LiveApplication> get() throws InterruptedException {
        return outage().survive("look", () -> client.get(ref));
    }

    /** Whether the resources could be had as well; without them nothing is known. */
    private boolean look(LiveApplication live) throws InterruptedException {
        Optional<ResourceTree> tree = outage().survive("resources", () -> client.resourceTree(live.ref()));
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

    private ArgoCdException timedOut() {
        return outage().lastFailure()
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
