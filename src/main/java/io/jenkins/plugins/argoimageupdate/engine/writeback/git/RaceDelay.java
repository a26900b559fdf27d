package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before another attempt at a branch that others push to as well. */
@FunctionalInterface
public interface RaceDelay {

    /** A random time that grows with the attempts, so that two losers do not meet again. */
    RaceDelay JITTER = attempt -> Thread.sleep(ThreadLocalRandom.current().nextLong(50L << attempt));

    /** @param attempt the one that failed, from 1 */
    void await(int attempt) throws InterruptedException;
}
