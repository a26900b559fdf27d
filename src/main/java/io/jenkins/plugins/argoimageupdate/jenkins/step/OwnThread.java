package io.jenkins.plugins.argoimageupdate.jenkins.step;

import hudson.AbortException;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Stuck;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** Does work for a build that waits for it with an executor: on a thread of its own, which can get stuck without keeping the build. */
final class OwnThread {

    private final Supplier<Duration> left;
    private final Supplier<AbortException> overdue;

    /**
     * @param left how long the work may still take; asked again when that time has passed
     * @param overdue gives the work up
     */
    OwnThread(Supplier<Duration> left, Supplier<AbortException> overdue) {
        this.left = left;
        this.overdue = overdue;
    }

    /** What the work returns or throws, or what says that it was given up. */
    <T> T run(Callable<T> work) throws AbortException, InterruptedException {
        Authentication whoever = Jenkins.getAuthentication2();
        FutureTask<T> task = new FutureTask<>(() -> {
            try (ACLContext same = ACL.as2(whoever)) {
                return work.call();
            }
        });
        Thread thread = new Thread(task, Thread.currentThread().getName() + " argo-image-update");
        thread.setDaemon(true);
        thread.start();
        try {
            return get(task);
        } catch (TimeoutException e) {
            Stuck.log(thread, thread.getName());
            throw overdue.get();
        } finally {
            task.cancel(true);
        }
    }

    private <T> T get(FutureTask<T> task) throws AbortException, InterruptedException, TimeoutException {
        while (true) {
            try {
                return task.get(Math.max(0, left.get().toMillis()), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (left.get().isNegative() || left.get().isZero()) {
                    throw e;
                }
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            }
        }
    }

    private static AbortException rethrown(Throwable cause) throws InterruptedException {
        if (cause instanceof AbortException failure) {
            return failure;
        }
        if (cause instanceof InterruptedException interrupt) {
            throw interrupt;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(cause);
    }
}
