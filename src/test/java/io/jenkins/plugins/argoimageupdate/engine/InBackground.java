package io.jenkins.plugins.argoimageupdate.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Work that a test looks at while it goes on. */
public final class InBackground {

    private InBackground() {}

    /** Does it on a thread of its own; what it throws is the failure of the future. */
    public static <T> CompletableFuture<T> call(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) { // assertions that fail too
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
