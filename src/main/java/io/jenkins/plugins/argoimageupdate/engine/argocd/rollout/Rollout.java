package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSources.Form;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationChanges;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Health;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ManifestImages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutPhase;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutRequest;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Failed;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Reached;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a commit that has been pushed to the cluster by way of Argo CD, and follows it there: refresh, sync where that is left
 * to us, wait. {@link RolloutState} judges; this class looks and acts. It can be done again for the same request, as after a
 * restart: what has been done is found done. An Argo CD that does not answer for a while is lived through from the first request on.
 */
public final class Rollout extends RolloutWait {

    private static final int QUIET_POLLS = 10;

    private final ArgoCdClient client;
    private final RolloutRequest request;
    private final RolloutLimits limits;
    private final RolloutListener listener;
    private final Clock clock;
    private final Presence presence;
    private final RolloutRequests requests;
    private final PodEvents podEvents;
    private final ProgressiveRollouts rollouts;
    private PodLooks pods;
    private boolean podsSeen;
    private RolloutState state;
    private ApplicationRef ref;
    private @Nullable LiveApplication live;
    private @Nullable Observation last;
    private @Nullable Instant syncedAt;

    public Rollout(ArgoCdClient client, RolloutRequest request, RolloutLimits limits, RolloutListener listener) {
        this(client, request, limits, listener, Clock.systemUTC());
    }

    Rollout(ArgoCdClient client, RolloutRequest request, RolloutLimits limits, RolloutListener listener, Clock clock) {
        super(clock, request.timeout(), limits.poll(), listener);
        this.client = client;
        this.request = request;
        this.limits = limits;
        this.listener = listener;
        this.clock = clock;
        this.presence = new Presence(listener, clock);
        this.requests = new RolloutRequests(client, outage(), presence, clock);
        this.podEvents = new PodEvents(pod -> requests.events(ref, pod), listener, clock, limits.refreshAgain());
        this.rollouts = new ProgressiveRollouts(node -> requests.resource(ref, node), clock, limits.refreshAgain());
    }

    @Override
    public Optional<RolloutResult> look() throws InterruptedException {
        if (live == null) {
            Optional<LiveApplication> first = requests.first(request.application());
            if (first.isEmpty()) {
                requireAnswer();
                return Optional.empty();
            }
            begin(first.get());
            if (request.waitFor() != WaitFor.NONE) {
                watch(heard -> client.watch(ref, heard));
            }
            takeIfPresent(requests.refresh(ref));
            observe();
        } else if (changes() == null) {
            Optional<LiveApplication> refreshed = refreshWhereDue();
            takeIfPresent(refreshed.isPresent() ? refreshed : requests.get(ref));
            observe();
        } else {
            follow(changes());
        }
        return changes() == null ? told() : reached();
    }

    private void requireAnswer() {
        if (isTimeUp()) {
            throw new ArgoCdException(
                    Reason.TIMEOUT,
                    attempted(),
                    "after " + ArgoCdMessages.duration(request.timeout()) + " still no usable answer from Argo CD"
                            + requests.lastFailure(),
                    requests.advice());
        }
    }

    /** Also for an Application that was created anew: what is known of the old one says nothing of it. */
    private void begin(LiveApplication before) throws InterruptedException {
        live = before;
        ref = before.ref();
        last = null;
        pods = new PodLooks(request.waitFor(), limits.podsAgain(), clock);
        syncedAt = null;
        listener.begins(before.status().knownRevisions());
        state = judged(RolloutState.begin(request, limits, new CommitDates(client, ref, clock), before));
        if (request.waitFor().followsPods()) {
            state.brokenBefore(before)
                    .forEach(resource -> listener.changed(new RolloutChange(
                            clock.instant(),
                            resource.key().toString(),
                            "",
                            "already Degraded before this commit" + because(resource.health()))));
        }
    }

    private static String because(Health health) {
        return health.message().isEmpty() ? "" : ": " + ArgoCdMessages.quoted(health.message());
    }

    private void follow(ApplicationChanges stream) throws InterruptedException {
        Optional<LiveApplication> seen = stream.poll();
        if (seen.isEmpty()) {
            seen = lookAgain(stream);
        }
        takeIfPresent(seen);
        if (presence.isThere() && (seen.isPresent() || !requests.areInVain())) {
            observe();
            podEvents.tell(state.pods().withoutNode());
        }
    }

    private Optional<RolloutResult> reached() throws InterruptedException {
        if (isTimeUp() && !podsSeen) {
            observe();
        }
        if (state.verdict() instanceof Reached reached) {
            return Optional.of(new RolloutResult(reached.revision(), last.application(), last.tree()));
        }
        requireHope();
        syncWhereAsked();
        return Optional.empty();
    }

    /** Where nothing is waited for, but the sync that is asked for has to be accepted. */
    private Optional<RolloutResult> told() throws InterruptedException {
        if (isYetToBeSynced()) {
            requireHope();
            syncWhereAsked();
            if (isNotSeen()) {
                listener.changed(new RolloutChange(
                        clock.instant(),
                        "Application",
                        "",
                        "not synced, as Argo CD does not see "
                                + request.desired().what() + " yet (it is at "
                                + ArgoCdMessages.shorten(live.status().revisions()) + "); the next run syncs it"));
            } else if (isYetToBeSynced()) {
                return Optional.empty();
            }
        }
        if (state.verdict() instanceof Failed failed && failed.reason() == Reason.ROLLED_BACK) {
            throw failure(failed);
        }
        return Optional.of(
                new RolloutResult(request.desired().revision(), live, last == null ? ResourceTree.EMPTY : last.tree()));
    }

    /** A commit that Argo CD does not find though it has looked for it again is not waited for where nothing is to be waited for. */
    private boolean isNotSeen() {
        Operation operation = live.status().operation();
        return isYetToBeSynced()
                && state.verdict() instanceof Waiting waiting
                && waiting.phase() == RolloutPhase.COMPARING
                && (operation == null || !operation.phase().isOpen())
                && requests.refreshes() > 1;
    }

    private boolean isYetToBeSynced() {
        return request.sync()
                && !live.automated()
                && syncedAt == null
                && state.verdict() instanceof Waiting waiting
                && (waiting.phase() == RolloutPhase.COMPARING || waiting.phase() == RolloutPhase.AWAITING_SYNC);
    }

    private void requireHope() throws InterruptedException {
        if (state.verdict() instanceof Failed failed) {
            throw failure(failed);
        }
        Optional<Failed> missing = presence.failure(limits.troubleGrace());
        if (missing.isPresent()) {
            throw failure(missing.get());
        }
        if (isTimeUp()) {
            Failed failed = state.timedOut(request.timeout());
            throw failure(new Failed(
                    failed.reason(), failed.answer() + requests.lastFailure(), failed.advice(), failed.pod()));
        }
    }

    private void takeIfPresent(Optional<LiveApplication> seen) throws InterruptedException {
        if (seen.isPresent()) {
            take(seen.get());
        }
    }

    /** Notes an answer or event, unless a younger one was there before: they can overtake each other. */
    private void take(LiveApplication seen) throws InterruptedException {
        if (seen.isOlderThan(live)) {
            return;
        }
        if (seen.isAnotherThan(live)) {
            listener.changed(new RolloutChange(clock.instant(), "Application", "", "deleted and created again"));
            begin(seen);
        } else {
            live = seen.withHealthOf(live);
        }
        presence.seen(live);
    }

    /** Judges what is known, unless Argo CD is away: what was last seen may be over since. */
    private void observe() throws InterruptedException {
        ResourceTree shown = seenTree();
        Observation known =
                new Observation(live, shown, "", clock.instant()).with(last == null ? List.of() : last.rollouts());
        RolloutState expected = judged(state.next(known));
        boolean treeIsDue = pods.isDue(live, expected) || pods.matter() && isTimeUp();
        podsSeen = treeIsDue || !pods.matter();
        if (treeIsDue) {
            Optional<ResourceTree> tree = requests.tree(ref);
            if (tree.isEmpty()) {
                Optional<LiveApplication> again = requests.get(ref);
                if (again.isEmpty()) {
                    return;
                }
                take(again.get());
                shown = seenTree();
            } else {
                pods.looked(!tree.get().equals(shown) || !state.pods().failing().isEmpty());
                shown = tree.get();
            }
        }
        boolean keptFromSync = isAwaitingSync(state) && isAwaitingSync(expected) && live.automated();
        String blockedBy = keptFromSync ? requests.blockedBy(ref, limits.podsAgain()) : "";
        Observation seen = new Observation(live, shown, blockedBy, clock.instant()).with(rollouts.of(shown));
        RolloutState next = judged(state.next(seen));
        if (next.manifestsWanted().isPresent()) {
            Optional<ManifestImages> manifests =
                    requests.manifests(ref, next.manifestsWanted().get(), limits.troubleGrace());
            if (manifests.isEmpty()) {
                return;
            }
            seen = seen.with(manifests.get());
            next = judged(state.next(seen));
        }
        List<RolloutChange> found = RolloutChanges.between(last, seen);
        boolean firstLook = last == null;
        boolean firstPods =
                !firstLook && last.tree().nodes().isEmpty() && !shown.nodes().isEmpty();
        boolean asked = seen.manifests() != null && (firstLook || last.manifests() == null);
        last = seen;
        state = next;
        if (firstLook || firstPods || !found.isEmpty() || asked) {
            listener.observed(seen);
        }
        found.forEach(listener::changed);
    }

    /** What was seen of pods last, where they count. */
    private ResourceTree seenTree() {
        return last == null || !pods.matter() ? ResourceTree.EMPTY : last.tree();
    }

    private static boolean isAwaitingSync(RolloutState state) {
        return state.verdict() instanceof Waiting waiting && waiting.phase() == RolloutPhase.AWAITING_SYNC;
    }

    /** Looks without waiting for the stream: now and then where it works, each time where it does not. */
    private Optional<LiveApplication> lookAgain(ApplicationChanges stream) throws InterruptedException {
        Optional<LiveApplication> refreshed = refreshWhereDue();
        boolean hears = stream.isLive() && !requests.areInVain() && presence.isThere();
        if (refreshed.isPresent() || hears && !requests.isLookDue(limits.poll().multipliedBy(QUIET_POLLS))) {
            return refreshed;
        }
        return requests.get(ref);
    }

    /** Mirrors lag behind, and a refresh can be lost with the Argo CD that was asked for it. */
    private Optional<LiveApplication> refreshWhereDue() throws InterruptedException {
        boolean unseen = state.verdict() instanceof Waiting waiting && waiting.phase() == RolloutPhase.COMPARING;
        return unseen && requests.isRefreshDue(limits.refreshAgain()) ? requests.refresh(ref) : Optional.empty();
    }

    private void syncWhereAsked() throws InterruptedException {
        if (!presence.isThere()) {
            return;
        }
        if (!request.sync() || live.automated() || !isSyncDue()) {
            requests.withoutSync();
            return;
        }
        boolean ownRevision = live.application().sources().form() == Form.SINGLE;
        Optional<LiveApplication> accepted =
                requests.sync(ref, ownRevision ? request.desired().revision() : "");
        if (accepted.isPresent()) {
            syncedAt = clock.instant();
            state = state.syncRequested(live);
            take(accepted.get());
            observe();
        }
    }

    private boolean isSyncDue() throws InterruptedException {
        return judged(
                syncedAt == null
                        ? state.needsSync(live)
                        : state.isSyncLost(live) && !clock.instant().isBefore(syncedAt.plus(limits.refreshAgain())));
    }

    /** What was judged, unless {@link CommitDates} were interrupted meanwhile. */
    private static <T> T judged(T judgement) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return judgement;
    }

    private ArgoCdException failure(Failed failed) throws InterruptedException {
        String answer = ArgoCdMessages.quoted(failed.answer() + evidence(failed));
        return new ArgoCdException(failed.reason(), attempted(), answer, failed.advice());
    }

    /** What only events tell. */
    private String evidence(Failed failed) throws InterruptedException {
        if (failed.pod() != null && failed.pod().health().message().isEmpty()) {
            return podEvents
                    .lastWarning(failed.pod())
                    .map(reason -> ": " + reason)
                    .orElse("");
        }
        Operation operation = live.status().operation();
        boolean terminated =
                failed.reason() == Reason.OPERATION_FAILED && operation != null && operation.isTerminatedByUser();
        return terminated
                ? " by " + Termination.of(requests.events(ref), operation).orElse("somebody")
                : "";
    }

    private String attempted() {
        return "roll out " + request.desired().what() + " of " + request.application();
    }
}
