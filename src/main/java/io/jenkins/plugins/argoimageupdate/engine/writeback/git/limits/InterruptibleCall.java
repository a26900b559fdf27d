package io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Works with JGit on a thread of its own, so that no interrupt of the caller is lost: JGit swallows those that meet it in some of its
 * waits, such as that for the time resolution of the file system.
 */
public final class InterruptibleCall {

    private InterruptibleCall() {}

    /**
     * The result, also if the caller was interrupted and the work was done nevertheless. An interrupt ends the work by its budget, is
     * waited out, and stands again afterwards.
     */
    public static <T> T of(GitBudget budget, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread worker = new Thread(task, Thread.currentThread().getName() + " git");
        worker.setDaemon(true);
        worker.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    budget.interrupt();
                    worker.interrupt();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
