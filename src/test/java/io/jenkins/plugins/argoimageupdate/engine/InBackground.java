package io.jenkins.plugins.argoimageupdate.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Work that a test looks at while it goes on. */
public final class InBackground {

    private InBackground() {}

    /** Does it on another thread; what it throws is the failure of the future. */
    public static <T> CompletableFuture<T> call(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture.runAsync(() -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }
}
