package io.jenkins.plugins.argoimageupdate.engine.argocd;

import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutVerdict.Reached;
import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a rollout is: takes one observation after another and says what each means. Does no I/O and looks at no clock, so
 * that recorded answers can be replayed.
 *
 * <p>"Synced" alone proves nothing, since Argo CD shows the new revision before it has applied it: the operation of that
 * revision (or of a later one, see {@link RevisionMatch}) has to end well and a comparison has to follow it. Where the commit
 * changes nothing for the Application there is no operation, and Argo CD says Synced at that revision. Immutable.
 */
public final class RolloutState {

    private final RolloutRequest request;
    private final RolloutLimits limits;
    private final RevisionMatch match;
    private final Operation ignored;
    private final Operation earlier;
    private final Operation ours;
    private final Instant since;
    private final Troubles troubles;
    private final RolloutVerdict verdict;

    private RolloutState(Parts parts, Operation ours, Instant since, Troubles troubles, RolloutVerdict verdict) {
        this.request = parts.request;
        this.limits = parts.limits;
        this.match = parts.match;
        this.ignored = parts.ignored;
        this.earlier = parts.earlier;
        this.ours = ours;
        this.since = since;
        this.troubles = troubles;
        this.verdict = verdict;
    }

    private record Parts(
            RolloutRequest request, RolloutLimits limits, RevisionMatch match, Operation ignored, Operation earlier) {}

    /** @param before the Application as it was before Argo CD was told of the commit */
    public static RolloutState begin(
            RolloutRequest request, RolloutLimits limits, RevisionOrder order, LiveApplication before) {
        RevisionMatch match = new RevisionMatch(request, order, before.status());
        Operation earlier = before.status().operation();
        boolean oursToSync = request.sync()
                && !before.automated()
                && earlier != null
                && !earlier.phase().isOpen();
        return new RolloutState(
                new Parts(request, limits, match, oursToSync ? earlier : null, earlier),
                null,
                null,
                Troubles.NONE,
                new Waiting(RolloutPhase.COMPARING, "Argo CD to compare the Application with " + what(request)));
    }

    public RolloutVerdict verdict() {
        return verdict;
    }

    /** The state after a sync was asked for: an operation that had ended before is not the one to look at. */
    RolloutState syncRequested(LiveApplication before) {
        return new RolloutState(
                new Parts(
                        request,
                        limits,
                        match,
                        before.status().operation(),
                        before.status().operation()),
                null,
                null,
                troubles,
                verdict);
    }

    /** Whether Argo CD knows the commit, has not applied it, and nothing is under way: it is time to sync where that is our job. */
    boolean needsSync(LiveApplication live) {
        Operation operation = live.status().operation();
        return match.includes(live, live.status().revisions(), live.status().ofSpec())
                && live.status().sync() != SyncStatus.SYNCED
                && (operation == null || !operation.phase().isOpen());
    }

    /** The state after one more look. */
    public RolloutState next(Observation seen) {
        Operation current = ofCommit(seen.application());
        Operation remembered = current == null ? ours : current;
        Instant start = earliest(since, startOf(seen.application(), current));
        Troubles now = troubles.updated(seen, start, limits);
        Look look = new Look(seen, seen.application().status(), current, now);
        return new RolloutState(
                new Parts(request, limits, match, ignored, earlier), remembered, start, now, judge(look));
    }

    private record Look(Observation seen, ApplicationStatus status, Operation current, Troubles troubles) {
        boolean isOpen() {
            return status.operation() != null && status.operation().phase().isOpen();
        }
    }

    private RolloutVerdict judge(Look look) {
        Optional<Failed> failure = failure(look);
        if (failure.isPresent()) {
            return failure.get();
        }
        if (look.current() != null && (look.isOpen() || !isCompared(look))) {
            String state = look.isOpen() ? look.current().phase().toString() : "comparing the result";
            String message = look.current().message();
            return new Waiting(
                    RolloutPhase.SYNCING,
                    "the sync to " + what(request) + " (" + state + (message.isEmpty() ? "" : ": " + message) + ")");
        }
        boolean compared = match.includes(
                look.seen().application(),
                look.status().revisions(),
                look.status().ofSpec());
        if (!compared && look.current() == null) {
            return new Waiting(
                    RolloutPhase.COMPARING,
                    "Argo CD to see " + what(request) + " (it is at "
                            + Wording.shorten(look.status().revisions()) + ")");
        }
        if (!isApplied(look, compared)) {
            return new Waiting(RolloutPhase.AWAITING_SYNC, missingSync(look));
        }
        return applied(look);
    }

    private Optional<Failed> failure(Look look) {
        Hydration hydration = look.status().hydration();
        if (hydration != null && hydration.isFailed() && hydration.dryRevision().equals(request.revision())) {
            return Optional.of(
                    new Failed(Reason.OPERATION_FAILED, "the source hydrator failed: " + hydration.message(), ""));
        }
        OperationPhase phase = look.current() == null ? null : look.current().phase();
        if (phase == OperationPhase.FAILED || phase == OperationPhase.ERROR) {
            return Optional.of(new Failed(
                    Reason.OPERATION_FAILED,
                    "the sync to " + Wording.shorten(look.current().revisions()) + " ended as " + phase + ": "
                            + look.current().message(),
                    "Correct the manifests, or sync again in Argo CD if the cause has gone"));
        }
        if (look.current() == null && isReplaced(look.status().operation())) {
            Operation other = look.status().operation();
            return Optional.of(new Failed(
                    Reason.OPERATION_REPLACED,
                    "a sync to " + Wording.shorten(other.revisions()) + " by " + other.initiator()
                            + " took the place of the one to " + what(request),
                    "Find out whether that rollback or sync was meant to undo this update"));
        }
        if (look.current() == null && !look.seen().blockedBy().isEmpty()) {
            return Optional.of(
                    new Failed(
                            Reason.SYNC_WINDOW,
                            "a sync window forbids the sync (" + look.seen().blockedBy() + ")",
                            "Wait for the window to end or change it in the project; the commit stays in Git and is applied then"));
        }
        return look.troubles().failure(look.seen(), look.current() != null || isReachedBefore(look), limits);
    }

    private boolean isReachedBefore(Look look) {
        return look.status().sync() == SyncStatus.SYNCED
                && match.includes(
                        look.seen().application(),
                        look.status().revisions(),
                        look.status().ofSpec());
    }

    /** Whether an operation without the commit is younger than the one with it; the one that was there before is not. */
    private boolean isReplaced(Operation other) {
        if (ours == null || other == null) {
            return false;
        }
        Instant started = other.startedAt();
        if (started == null) {
            return true;
        }
        boolean known = earlier != null && earlier.startedAt() != null && !started.isAfter(earlier.startedAt());
        return !known && (ours.startedAt() == null || !started.isBefore(ours.startedAt()));
    }

    /** Argo CD compares again after an operation; what it says before that is from before the operation. */
    private static boolean isCompared(Look look) {
        Instant finished = look.current().finishedAt();
        Instant reconciled = look.status().reconciledAt();
        return finished == null || (reconciled != null && !reconciled.isBefore(finished));
    }

    /**
     * A commit that Argo CD moved on from after applying it is applied too, where somebody else decides when the next one is.
     */
    private boolean isApplied(Look look, boolean compared) {
        if (compared && look.status().sync() == SyncStatus.SYNCED) {
            return !look.isOpen();
        }
        boolean movedOn = look.current() != null
                && !look.current().revisions().equals(look.status().revisions())
                && !look.seen().application().automated();
        return movedOn && look.current().phase() == OperationPhase.SUCCEEDED;
    }

    private String missingSync(Look look) {
        Operation operation = look.status().operation();
        if (look.current() == null && look.isOpen()) {
            return "the sync to " + Wording.shorten(operation.revisions()) + " by " + operation.initiator() + " to end";
        }
        if (look.current() != null) {
            List<String> outOfSync = look.status().resources().stream()
                    .filter(r -> r.sync() == SyncStatus.OUT_OF_SYNC)
                    .map(r -> r.key().toString())
                    .toList();
            return "resources that are OutOfSync after the sync: " + Wording.some(outOfSync);
        }
        return look.seen().application().automated()
                ? "the automated sync to start"
                : "somebody to sync the Application, as its automated sync is off";
    }

    private RolloutVerdict applied(Look look) {
        boolean healthy = look.status().health().status() == HealthStatus.HEALTHY;
        if (request.waitFor() != WaitFor.HEALTHY || healthy) {
            List<String> revisions = look.current() == null
                    ? look.status().revisions()
                    : look.current().revisions();
            String wanted = match.wanted(look.status());
            return new Reached(revisions.contains(wanted) || revisions.isEmpty() ? wanted : revisions.get(0));
        }
        return new Waiting(RolloutPhase.PROGRESSING, look.troubles().unhealthy(look.status()));
    }

    /** The operation under way or ended that applies the commit; null if there is none. */
    private Operation ofCommit(LiveApplication live) {
        Operation operation = live.status().operation();
        boolean includes = operation != null
                && !operation.equals(ignored)
                && match.includes(live, operation.revisions(), operation.ofSpec());
        return includes ? operation : null;
    }

    private Instant startOf(LiveApplication live, Operation current) {
        Instant start = current == null ? null : current.startedAt();
        String wanted = match.wanted(live.status());
        for (DeployedRevision entry : live.status().history()) {
            if (!wanted.isEmpty() && entry.revisions().contains(wanted)) {
                start = earliest(start, entry.startedAt());
            }
        }
        return start;
    }

    private static Instant earliest(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static String what(RolloutRequest request) {
        return request.revision().isEmpty()
                ? "its new specification"
                : "commit " + Wording.shorten(List.of(request.revision()));
    }

    /** What to say when time is up. */
    Failed timedOut(Duration waited) {
        String what = verdict instanceof Waiting waiting ? waiting.what() : "nothing";
        return new Failed(
                Reason.TIMEOUT,
                "after " + Wording.duration(waited) + " still waiting for " + what,
                verdict instanceof Waiting waiting && waiting.phase() == RolloutPhase.PROGRESSING
                        ? "Look at these resources in Argo CD; where they never become Healthy, wait for 'synced' or give"
                                + " them a health check of their own"
                        : "Look at the Application in Argo CD, or allow more time");
    }
}
