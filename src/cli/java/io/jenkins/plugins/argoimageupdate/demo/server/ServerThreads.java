package io.jenkins.plugins.argoimageupdate.demo.server;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** The threads of a stand-in. */
public final class ServerThreads {

    private static final int PATIENCE_SECONDS = 30;

    private ServerThreads() {}

    /** Interrupts them and waits until they have ended, so that none writes to a folder that is about to be deleted. */
    public static void end(ExecutorService... pools) {
        List.of(pools).forEach(ExecutorService::shutdownNow);
        try {
            for (ExecutorService pool : pools) {
                pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
