package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import java.time.Duration;
import java.util.Optional;

/**
 * A wait for Argo CD, one look at a time: whoever calls says when to look again, so that no thread has to wait. One use, one thread at a
 * time. Close it.
 */
public sealed interface RolloutWait extends AutoCloseable permits Rollout, HealthCheck {

    /**
     * Looks, and does what there is to be done. It comes back as soon as Argo CD has answered; an interrupt ends it, and leaves Argo CD to
     * itself.
     *
     * @return what it came to; empty as long as that is open
     * @throws ArgoCdException if it does not succeed; its reason tells which way, its message why
     */
    Optional<RolloutResult> look() throws InterruptedException;

    /** After which to look again, unless there is a change before; zero for at once, as there was one since. */
    Duration pause();

    /** @param heard called by another thread when Argo CD tells of a change */
    void onChange(Runnable heard);

    @Override
    void close();
}
