package io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Works with JGit on a thread of its own, so that no interrupt of the caller is lost: JGit swallows those that meet it in some of its
 * waits, such as that for the time resolution of the file system.
 */
public final class InterruptibleCall {

    private InterruptibleCall() {}

    /** Work that the interrupt of its budget ends. */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does it.
         *
         * @return what it comes to; null only where the caller of {@link #of} takes that
         * @throws InterruptedException if it was ended before it was done
         */
        T run() throws InterruptedException;
    }

    /**
     * The result. An interrupt ends the work by its budget, and is waited out.
     *
     * @throws InterruptedException if the work was ended by an interrupt; where it was done nevertheless, or failed otherwise, the interrupt
     *     stands again afterwards
     */
    public static <T> T of(GitBudget budget, Work<T> work) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(work::run);
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
            if (e.getCause() instanceof InterruptedException ended) {
                interrupted = false;
                throw ended;
            }
            throw (RuntimeException) e.getCause();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
