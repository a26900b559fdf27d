package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before another attempt at a branch that others push to as well. */
@FunctionalInterface
public interface RaceDelay {

    /** A random time that grows with the attempts, so that two losers do not meet again. */
    RaceDelay JITTER = attempt -> {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(50L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitException(Reason.CANCELLED, "push again", "interrupted", "", e);
        }
    };

    /**
     * @param attempt the one that failed, from 1
     * @throws GitException with {@link Reason#CANCELLED} if interrupted
     */
    void await(int attempt);
}
