package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.ActionOutcome.State;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows Rollouts after an action, one look at a time: whoever calls says when to look again, so that no thread has to wait. An Argo CD
 * that does not answer for a while is lived through. One wait, one thread at a time.
 */
public final class ActionWait {

    /** Between two looks. */
    public static final Duration PAUSE = RolloutLimits.DEFAULT.poll();

    private final RolloutCommand command;
    private final WaitFor waitFor;
    private final Map<String, String> prepared;
    private final Instant end;
    private final Clock clock;
    private ActionOutcome last = new ActionOutcome(State.WAITING, "a first look");
    private List<ProgressiveRollout> seen = List.of();
    private @Nullable Instant doubtfulSince;
    private @Nullable ArgoCdException unanswered;

    /**
     * @param waitFor {@link WaitFor#PAUSED} or {@link WaitFor#HEALTHY}
     * @param prepared as {@link RolloutCommand#prepare} gave it
     * @param end when the wait is over, whatever they are at
     */
    public ActionWait(RolloutCommand command, WaitFor waitFor, Map<String, String> prepared, Instant end) {
        this(command, waitFor, prepared, end, Clock.systemUTC());
    }

    ActionWait(RolloutCommand command, WaitFor waitFor, Map<String, String> prepared, Instant end, Clock clock) {
        this.command = command;
        this.waitFor = waitFor;
        this.prepared = Map.copyOf(prepared);
        this.end = end;
        this.clock = clock;
    }

    /**
     * Looks once.
     *
     * @return {@link State#REACHED}, or {@link State#WAITING} for more
     * @throws ArgoCdException if they will not get there, or time is up; its message says why
     */
    public ActionOutcome look() throws InterruptedException {
        try {
            seen = command.look(prepared);
            last = ActionOutcome.of(command.action(), waitFor, prepared, seen);
            unanswered = null;
        } catch (ArgoCdException e) {
            if (!Outage.mayPass(e)) {
                throw e;
            }
            unanswered = e;
        }
        Instant now = clock.instant();
        if (last.state() == State.DOUBTFUL) {
            doubtfulSince = doubtfulSince == null ? now : doubtfulSince;
        } else {
            doubtfulSince = null;
        }
        boolean lasts =
                doubtfulSince != null && !now.isBefore(doubtfulSince.plus(RolloutLimits.DEFAULT.troubleGrace()));
        if (unanswered == null && (last.state() == State.FAILED || lasts)) {
            throw new ArgoCdException(
                    Reason.DEGRADED,
                    command.attempted(),
                    last.what(),
                    "Find out why, then retry or roll out another version");
        }
        if (unanswered == null && last.state() == State.REACHED) {
            return last;
        }
        if (!now.isBefore(end)) {
            throw new ArgoCdException(
                    Reason.TIMEOUT,
                    command.attempted(),
                    "time is up; " + ArgoCdMessages.quoted(last.what())
                            + (unanswered == null ? "" : "; the last request failed: " + unanswered.answer()),
                    "Look at the Rollout in Argo CD, or allow more time");
        }
        return new ActionOutcome(State.WAITING, last.what());
    }

    /** What the Rollouts were at when they were looked at last, without those that are Healthy. */
    public List<ProgressiveRollout> seen() {
        return seen;
    }
}
