package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.DeployedRevision;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Hydration;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.OperationPhase;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.SyncStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Reached;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable Operation ignored;
    private final @Nullable Operation earlier;
    private final @Nullable Operation ours;
    private final @Nullable Instant since;
    private final AppliedResources applied;
    private final RunningCheck running;
    private final RolloutProblems troubles;
    private final RolloutVerdict verdict;
    private final @Nullable String manifestsOf;

    private RolloutState(
            Parts parts,
            @Nullable Operation ours,
            @Nullable Instant since,
            AppliedResources applied,
            RunningCheck running,
            RolloutProblems troubles,
            RolloutVerdict verdict,
            @Nullable String manifestsOf) {
        this.request = parts.request;
        this.limits = parts.limits;
        this.match = parts.match;
        this.ignored = parts.ignored;
        this.earlier = parts.earlier;
        this.ours = ours;
        this.since = since;
        this.applied = applied;
        this.running = running;
        this.troubles = troubles;
        this.verdict = verdict;
        this.manifestsOf = manifestsOf;
    }

    private record Parts(
            RolloutRequest request,
            RolloutLimits limits,
            RevisionMatch match,
            @Nullable Operation ignored,
            @Nullable Operation earlier) {}

    /** @param before the Application as it was before Argo CD was told of the commit */
    public static RolloutState begin(
            RolloutRequest request, RolloutLimits limits, RevisionOrder order, LiveApplication before) {
        RevisionMatch match = new RevisionMatch(request.desired(), order, before.status());
        Operation earlier = before.status().operation();
        boolean oursToSync = request.sync()
                && !before.automated()
                && earlier != null
                && !earlier.phase().isOpen();
        boolean includes = earlier != null && match.includes(before, earlier.revisions(), earlier.ofSpec());
        Instant syncedAt = earliest(includes ? earlier.startedAt() : null, deployedAt(before, match));
        return new RolloutState(
                new Parts(request, limits, match, oursToSync ? earlier : null, earlier),
                null,
                null,
                AppliedResources.NONE,
                RunningCheck.of(request.desired().images()),
                RolloutProblems.begin(EarlierProblems.of(before.status(), syncedAt)),
                new Waiting(
                        RolloutPhase.COMPARING,
                        "Argo CD to compare the Application with "
                                + request.desired().what()),
                null);
    }

    /** What the last look came to; waiting for the comparison with Git before that. */
    public RolloutVerdict verdict() {
        return verdict;
    }

    /** The state after a sync was asked for: an operation that had ended before is not the one to look at. */
    public RolloutState syncRequested(LiveApplication before) {
        return new RolloutState(
                new Parts(
                        request,
                        limits,
                        match,
                        before.status().operation(),
                        before.status().operation()),
                null,
                null,
                applied,
                running,
                troubles,
                verdict,
                null);
    }

    /** Whether a sync that we asked for came to nothing because something was away for a while: it is to be asked for again. */
    public boolean isSyncLost(LiveApplication live) {
        return isToBeRepeated(live, ofCommit(live)) && needsSync(live);
    }

    /** Whether Argo CD knows the commit, has not applied it, and nothing is under way: it is time to sync where that is our job. */
    public boolean needsSync(LiveApplication live) {
        Operation operation = live.status().operation();
        return match.includes(live, live.status().revisions(), live.status().ofSpec())
                && live.status().sync() != SyncStatus.SYNCED
                && (operation == null || !operation.phase().isOpen());
    }

    /** The state after one more look. */
    public RolloutState next(Observation seen) {
        Operation current = ofCommit(seen.application());
        Operation remembered = current == null ? ours : current;
        Instant deployed = deployedAt(seen.application(), match);
        Instant start = earliest(since, earliest(current == null ? null : current.startedAt(), deployed));
        boolean untouched = current == null && isReached(seen.application());
        boolean succeeded = current != null && current.phase() == OperationPhase.SUCCEEDED;
        AppliedResources done =
                applied.updated(current, succeeded || untouched || current == null && deployed != null, seen.tree());
        RolloutProblems now = troubles.updated(seen, start, done, untouched);
        Look look = new Look(seen, seen.application().status(), current, now);
        RolloutVerdict judged = judge(look);
        Parts parts = new Parts(request, limits, match, ignored, earlier);
        if (request.waitFor() == WaitFor.NONE || !isApplied(judged)) {
            return new RolloutState(parts, remembered, start, done, running, now, judged, null);
        }
        boolean later = !request.desired().isSpecification()
                && judged instanceof Reached reached
                && !reached.revision().equals(match.wanted(look.status()));
        if (request.waitFor() == WaitFor.SYNCED) {
            boolean asks =
                    judged instanceof Reached && !request.desired().images().isEmpty() && seen.manifests() == null;
            RolloutVerdict byManifests = running.judgeManifests(judged, seen, later);
            return new RolloutState(
                    parts, remembered, start, done, running, now, byManifests, asks ? revision(judged, seen) : null);
        }
        RunningCheck checked = running.next(seen);
        RolloutVerdict byImages = isAtPause(seen)
                ? checked.judgeAtPause(judged, seen, limits.podGrace(), later)
                : checked.judge(judged, seen, limits.podGrace(), later);
        boolean asks = checked.needsManifests(byImages, seen, later);
        return new RolloutState(
                parts, remembered, start, done, checked, now, byImages, asks ? revision(judged, seen) : null);
    }

    private boolean isAtPause(Observation seen) {
        return request.waitFor() == WaitFor.PAUSED && Pauses.areReached(seen);
    }

    /** The revision that is applied; empty where there are several sources. */
    private static String revision(RolloutVerdict judged, Observation seen) {
        List<String> revisions = seen.application().status().revisions();
        if (revisions.size() != 1) {
            return "";
        }
        return judged instanceof Reached reached ? reached.revision() : revisions.get(0);
    }

    /** The revision whose manifests have to be known before the verdict counts; empty for the one followed, absent where none have to. */
    public Optional<String> manifestsWanted() {
        return Optional.ofNullable(manifestsOf);
    }

    private static boolean isApplied(RolloutVerdict verdict) {
        return verdict instanceof Reached
                || verdict instanceof Waiting waiting && waiting.phase() == RolloutPhase.PROGRESSING;
    }

    private record Look(
            Observation seen,
            ApplicationStatus status,
            @Nullable Operation current,
            RolloutProblems troubles) {
        boolean isOpen() {
            return status.operation() != null && status.operation().phase().isOpen();
        }
    }

    private RolloutVerdict judge(Look look) {
        Optional<Failed> failure = failure(look);
        if (failure.isPresent()) {
            return failure.get();
        }
        Awaited awaited = new Awaited(request, look.seen(), look.current());
        if (look.current() != null && (look.isOpen() || !isCompared(look))) {
            return new Waiting(RolloutPhase.SYNCING, awaited.operation());
        }
        LiveApplication live = look.seen().application();
        boolean compared =
                match.includes(live, look.status().revisions(), look.status().ofSpec());
        if (!compared && look.current() == null) {
            return new Waiting(RolloutPhase.COMPARING, awaited.comparison());
        }
        if (!isApplied(look, compared)) {
            return rolledBack(look).orElseGet(() -> new Waiting(RolloutPhase.AWAITING_SYNC, awaited.sync()));
        }
        return applied(look);
    }

    private Optional<Failed> failure(Look look) {
        Hydration hydration = look.status().hydration();
        if (hydration != null
                && hydration.isFailed()
                && hydration.dryRevision().equals(request.desired().revision())) {
            return Optional.of(
                    new Failed(Reason.OPERATION_FAILED, "the source hydrator failed: " + hydration.message(), ""));
        }
        if (look.current() != null && !isToBeRepeated(look.seen().application(), look.current())) {
            Optional<Failed> failed = syncFailure(look);
            if (failed.isPresent()) {
                return failed;
            }
        }
        if (look.current() == null && isReplaced(look.status().operation())) {
            Operation other = look.status().operation();
            return Optional.of(new Failed(
                    Reason.OPERATION_REPLACED,
                    "a sync to " + ArgoCdMessages.shorten(other.revisions()) + " by " + other.initiator()
                            + " took the place of the one to "
                            + request.desired().what(),
                    "Find out whether that rollback or sync was meant to undo this update"));
        }
        if (look.current() == null && !look.seen().blockedBy().isEmpty()) {
            return Optional.of(
                    new Failed(
                            Reason.SYNC_WINDOW,
                            "a sync window forbids the sync (" + look.seen().blockedBy() + ")",
                            "Wait for the window to end or change it in the project; the commit stays in Git and is applied then"));
        }
        return look.troubles().failure(look.seen(), limits);
    }

    private Optional<Failed> syncFailure(Look look) {
        ResourceTree tree = look.seen().tree();
        if (look.current().phase().isFailure()) {
            return Optional.of(OperationFailure.of(look.current(), tree));
        }
        return request.endOnFailedHook() ? OperationFailure.ofHook(look.current(), tree) : Optional.empty();
    }

    /** A failure that will not come again when the sync is ours to ask for. */
    private boolean isToBeRepeated(LiveApplication live, @Nullable Operation operation) {
        return request.sync()
                && !live.automated()
                && operation != null
                && operation.phase().isFailure()
                && !operation.isTerminated()
                && TransientErrors.isPassing(operation.message());
    }

    /** What somebody has rolled back from is not synced again by a run that has nothing new, nor by one that was taken up again. */
    private Optional<RolloutVerdict> rolledBack(Look look) {
        LiveApplication live = look.seen().application();
        boolean isNew = request.desired().written() && deployedAt(live, match) == null;
        if (isNew || look.current() != null || live.automated()) {
            return Optional.empty();
        }
        return Rollback.of(look.status(), request.desired().isSpecification())
                .map(rollback -> new Failed(
                        Reason.ROLLED_BACK,
                        rollback + ", so a run with nothing new does not sync it again",
                        "To roll out " + request.desired().what() + " anyway, sync the Application in Argo CD"));
    }

    private boolean isReached(LiveApplication live) {
        return live.status().sync() == SyncStatus.SYNCED
                && match.includes(live, live.status().revisions(), live.status().ofSpec());
    }

    /** Whether an operation without the commit is younger than the one with it; the one that was there before is not. */
    private boolean isReplaced(@Nullable Operation other) {
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

    private RolloutVerdict applied(Look look) {
        boolean healthy = look.status().health().status() == HealthStatus.HEALTHY;
        if (!request.waitFor().followsPods() || healthy || isAtPause(look.seen())) {
            List<String> revisions = look.current() == null
                    ? look.status().revisions()
                    : look.current().revisions();
            String wanted = match.wanted(look.status());
            return new Reached(revisions.contains(wanted) || revisions.isEmpty() ? wanted : revisions.get(0));
        }
        return new Waiting(
                RolloutPhase.PROGRESSING,
                look.troubles().unhealthy(look.seen()),
                look.troubles().advice(look.seen()),
                look.troubles().pods().first());
    }

    /** The operation under way or ended that applies the commit; null if there is none. */
    private @Nullable Operation ofCommit(LiveApplication live) {
        Operation operation = live.status().operation();
        if (operation == null || operation.equals(ignored)) {
            return null;
        }
        boolean nextAttempt = ours != null && operation.isNextAttemptOf(ours);
        return nextAttempt || match.includes(live, operation.revisions(), operation.ofSpec()) ? operation : null;
    }

    /** When a sync of the commit began that is in the history; null for none. */
    private static @Nullable Instant deployedAt(LiveApplication live, RevisionMatch match) {
        Instant start = null;
        String wanted = match.wanted(live.status());
        for (DeployedRevision entry : live.status().history()) {
            if (!wanted.isEmpty() && entry.revisions().contains(wanted)) {
                start = earliest(start, entry.startedAt());
            }
        }
        return start;
    }

    private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** What was Degraded before Argo CD was told of the commit, as far as it has a name. */
    public List<ResourceStatus> brokenBefore(LiveApplication before) {
        return before.status().degraded().stream()
                .filter(resource -> !resource.key().equals(ApplicationStatus.UNNAMED))
                .filter(troubles::isEarlier)
                .toList();
    }

    /** The pods of the commit that are not as they should be. */
    public NewPods pods() {
        return troubles.pods();
    }

    /** What to say when time is up. */
    public Failed timedOut(Duration waited) {
        String still = "after " + ArgoCdMessages.duration(waited) + " still waiting for ";
        return verdict instanceof Waiting waiting
                ? new Failed(Reason.TIMEOUT, still + waiting.what(), waiting.advice(), waiting.pod())
                : new Failed(Reason.TIMEOUT, still + "nothing", "");
    }
}
