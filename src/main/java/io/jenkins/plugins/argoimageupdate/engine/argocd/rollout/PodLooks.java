package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.Operation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutPhase;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutVerdict.Waiting;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * When a rollout has to look at pods, which Argo CD tells nothing of by itself: each time once they may be what is waited for, now and then
 * while the Application is on its way there (the longer nothing changes, the later), and not before Argo CD knows what to sync. One thread.
 */
final class PodLooks {

    private static final int LONGEST = 6;

    private final WaitFor waitFor;
    private final Duration shortest;
    private final InstantSource clock;
    private Duration pause;
    private @Nullable Instant since;
    private @Nullable RolloutPhase phase;

    /** @param shortest between two looks on the way */
    PodLooks(WaitFor waitFor, Duration shortest, InstantSource clock) {
        this.waitFor = waitFor;
        this.shortest = shortest;
        this.clock = clock;
        this.pause = shortest;
    }

    /** Whether a rollout is judged by its pods at all. */
    boolean matter() {
        return waitFor.followsPods();
    }

    /**
     * Whether to look now. A hook's pod tells why it failed, whatever is waited for.
     *
     * @param expected what the Application alone comes to
     */
    boolean isDue(LiveApplication live, RolloutState expected) {
        Operation operation = live.status().operation();
        if (operation != null && !operation.failedHooks().isEmpty()) {
            return true;
        }
        if (!matter()) {
            return false;
        }
        if (!(expected.verdict() instanceof Waiting waiting)) {
            return true;
        }
        if (waiting.phase() != phase) {
            phase = waiting.phase();
            pause = shortest;
        }
        return switch (waiting.phase()) {
            case COMPARING -> false;
            case PROGRESSING -> live.status().health().status() != HealthStatus.PROGRESSING || isDueOnTheWay();
            case AWAITING_SYNC, SYNCING, FINISHED -> isDueOnTheWay();
        };
    }

    private boolean isDueOnTheWay() {
        Instant now = clock.instant();
        if (since == null) {
            since = now;
        }
        return !now.isBefore(since.plus(pause));
    }

    /** @param changes whether something was seen that may go on changing */
    void looked(boolean changes) {
        Duration longest = shortest.multipliedBy(LONGEST);
        Duration longer = pause.multipliedBy(2);
        pause = changes ? shortest : longer.compareTo(longest) < 0 ? longer : longest;
        since = clock.instant();
    }
}
