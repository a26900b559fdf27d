package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What is left of a run once all is written: its rollouts, which take no thread while they are waited for. Thread-safe. */
public final class FollowedRollouts {

    private final CompletableFuture<CycleReport> report;
    private final Runnable cancel;

    /** @param cancel makes the report complete with a {@link CancellationException}, unless it is complete */
    FollowedRollouts(CompletableFuture<CycleReport> report, Runnable cancel) {
        this.report = report;
        this.cancel = cancel;
    }

    /** Of a run that has nothing to follow. */
    public static FollowedRollouts none(CycleReport report) {
        return new FollowedRollouts(CompletableFuture.completedFuture(report), () -> {});
    }

    /** @param close called at the end, before anybody hears of it */
    FollowedRollouts closing(Runnable close) {
        return new FollowedRollouts(report.whenComplete((done, failure) -> close.run()), cancel);
    }

    /** Whether nothing is waited for any more. */
    public boolean areOver() {
        return report.isDone();
    }

    /** @param callback called once they are over, also when they were cancelled; by a thread that is not to be kept long */
    public void whenOver(Runnable callback) {
        report.whenComplete((done, failure) -> callback.run());
    }

    /**
     * Waits for the end of all. An interrupt cancels them.
     *
     * @return see {@link #report}
     * @throws InterruptedException also if they were cancelled; nothing is done any more then
     */
    public CycleReport await() throws InterruptedException {
        awaitEnd();
        return report();
    }

    /** Waits for the end of all, however it is. An interrupt cancels them; nothing is done any more once this comes back. */
    public void awaitEnd() throws InterruptedException {
        CompletableFuture<String> end = report.handle((done, failure) -> "over");
        try {
            end.get();
        } catch (InterruptedException e) {
            cancel();
            end.join();
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The whole report of the run, once they are over.
     *
     * @throws InterruptedException if they were cancelled
     */
    public CycleReport report() throws InterruptedException {
        try {
            return report.join();
        } catch (CancellationException e) {
            throw new InterruptedException();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CancellationException) {
                throw new InterruptedException();
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Leaves them to Argo CD. */
    public void cancel() {
        cancel.run();
    }
}
