package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutVerdict.Reached;
import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Brings a commit that has been pushed to the cluster by way of Argo CD, and follows it there: refresh, sync where that is left
 * to us, wait. {@link RolloutState} judges; this class looks and acts. It can be run again for the same request, as after a
 * restart: what has been done is found done.
 *
 * <p>One use, one thread; an interrupt ends it with reason CANCELLED and leaves Argo CD to itself.
 */
public final class Rollout {

    private static final Logger LOGGER = Logger.getLogger(Rollout.class.getName());
    private static final int QUIET_POLLS = 10;
    private static final Set<Reason> PASSING = EnumSet.of(
            Reason.UNREACHABLE, Reason.TIMEOUT, Reason.SERVER_ERROR, Reason.RATE_LIMITED, Reason.MALFORMED_ANSWER);

    private final ArgoCdClient client;
    private final RolloutRequest request;
    private final RolloutLimits limits;
    private final RolloutListener listener;
    private final Clock clock;
    private final Instant start;
    private RolloutState state;
    private ApplicationRef ref;
    private Observation last;
    private Instant refreshedAt;
    private Instant lookedAt;
    private String passingFailure = "";
    private boolean synced;

    public Rollout(ArgoCdClient client, RolloutRequest request, RolloutLimits limits, RolloutListener listener) {
        this(client, request, limits, listener, Clock.systemUTC());
    }

    Rollout(ArgoCdClient client, RolloutRequest request, RolloutLimits limits, RolloutListener listener, Clock clock) {
        this.client = client;
        this.request = request;
        this.limits = limits;
        this.listener = listener;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** {@link #run(RevisionOrder)} without a history at hand: the dates of commits have to do. */
    public RolloutResult run() {
        return run(RevisionOrder.UNKNOWN);
    }

    /**
     * Rolls out and waits.
     *
     * @throws ArgoCdException if it does not succeed in time; its reason tells which way, its message why
     */
    public RolloutResult run(RevisionOrder order) {
        LiveApplication before = client.get(request.application());
        ref = before.ref();
        RevisionOrder dates = new CommitDates(client, ref);
        RevisionOrder either =
                (revision, commit) -> order.contains(revision, commit) || dates.contains(revision, commit);
        state = RolloutState.begin(request, limits, either, before);
        try (ApplicationWatch watch = request.waitFor() == WaitFor.NONE ? null : client.watch(ref)) {
            LiveApplication live = refresh().orElse(before);
            look(live);
            if (watch == null) {
                syncWhereAsked(live);
                return new RolloutResult(request.revision(), live, last.tree());
            }
            return follow(watch, live);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArgoCdException(Reason.CANCELLED, attempted(), "interrupted", "");
        }
    }

    private RolloutResult follow(ApplicationWatch watch, LiveApplication first) throws InterruptedException {
        LiveApplication live = first;
        while (true) {
            if (state.verdict() instanceof Reached reached) {
                return new RolloutResult(reached.revision(), last.application(), last.tree());
            }
            if (state.verdict() instanceof Failed failed) {
                throw failure(failed);
            }
            Duration left = Duration.between(clock.instant(), start.plus(request.timeout()));
            if (left.isNegative() || left.isZero()) {
                throw failure(timedOut());
            }
            syncWhereAsked(live);
            Optional<LiveApplication> event = watch.next(left.compareTo(limits.poll()) < 0 ? left : limits.poll());
            LiveApplication seen = event.or(() -> lookAgain(watch)).orElse(live);
            if (!seen.isOlderThan(last.application())) {
                live = seen;
                look(live);
            }
        }
    }

    private Failed timedOut() {
        Failed failed = state.timedOut(request.timeout());
        return passingFailure.isEmpty()
                ? failed
                : new Failed(
                        failed.reason(),
                        failed.answer() + "; the last look failed: " + passingFailure,
                        failed.advice());
    }

    private void look(LiveApplication live) {
        Instant now = clock.instant();
        RolloutPhase phase = state.verdict() instanceof Waiting waiting ? waiting.phase() : RolloutPhase.FINISHED;
        ResourceTree tree = request.waitFor() == WaitFor.HEALTHY ? tree() : ResourceTree.EMPTY;
        String blockedBy = phase == RolloutPhase.AWAITING_SYNC && live.automated() ? blockedBy(live) : "";
        Observation seen = new Observation(live, tree, blockedBy, now);
        List<RolloutChange> changes = RolloutChanges.between(last, seen);
        boolean firstLook = last == null;
        last = seen;
        state = state.next(seen);
        if (firstLook || !changes.isEmpty()) {
            listener.observed(seen);
        }
        changes.forEach(listener::changed);
    }

    /** Looks without waiting for the stream: now and then where it works, each time where it does not. */
    private Optional<LiveApplication> lookAgain(ApplicationWatch watch) {
        boolean unseen = state.verdict() instanceof Waiting waiting && waiting.phase() == RolloutPhase.COMPARING;
        if (unseen && !clock.instant().isBefore(refreshedAt.plus(limits.refreshAgain()))) {
            return refresh();
        }
        if (watch.isLive()
                && clock.instant().isBefore(lookedAt.plus(limits.poll().multipliedBy(QUIET_POLLS)))) {
            return Optional.empty();
        }
        lookedAt = clock.instant();
        return tolerant(() -> client.get(ref));
    }

    /** A refresh that takes longer than the time-out goes on in Argo CD. */
    private Optional<LiveApplication> refresh() {
        refreshedAt = clock.instant();
        lookedAt = refreshedAt;
        return tolerant(() -> client.refresh(ref, false));
    }

    private ResourceTree tree() {
        return tolerant(() -> client.resourceTree(ref)).orElse(last == null ? ResourceTree.EMPTY : last.tree());
    }

    private String blockedBy(LiveApplication live) {
        return tolerant(() -> client.syncWindows(ref).blocking(live.automated()))
                .orElse("");
    }

    private <T> Optional<T> tolerant(java.util.function.Supplier<T> look) {
        try {
            Optional<T> seen = Optional.of(look.get());
            passingFailure = "";
            return seen;
        } catch (ArgoCdException e) {
            if (!PASSING.contains(e.reason())) {
                throw e;
            }
            passingFailure = e.getMessage();
            LOGGER.log(Level.FINE, e, () -> attempted() + ": a look failed");
            return Optional.empty();
        }
    }

    private void syncWhereAsked(LiveApplication live) {
        if (!request.sync() || synced || live.automated() || !state.needsSync(live)) {
            return;
        }
        boolean ownRevision =
                !live.application().multiSource() && !live.application().hydrated();
        Optional<LiveApplication> accepted = client.sync(ref, ownRevision ? request.revision() : "", false);
        if (accepted.isPresent()) {
            synced = true;
            state = state.syncRequested(live);
            look(accepted.get());
        }
    }

    private ArgoCdException failure(Failed failed) {
        String answer = Wording.quoted(failed.answer() + event(failed));
        return new ArgoCdException(failed.reason(), attempted(), answer, failed.advice());
    }

    /** The scheduler says only in an event why a pod finds no node. */
    private String event(Failed failed) {
        if (failed.pod() == null || !PodTrouble.isPending(failed.pod())) {
            return "";
        }
        return tolerant(() -> client.events(ref, failed.pod())).orElse(List.of()).stream()
                .filter(event -> event.type().equals("Warning"))
                .reduce((first, later) -> later)
                .map(event -> ": " + event.reason() + ": " + event.message())
                .orElse("");
    }

    private String attempted() {
        String what = request.revision().isEmpty()
                ? "the new specification"
                : "commit " + Wording.shorten(List.of(request.revision()));
        return "roll out " + what + " of " + request.application();
    }
}
