package io.jenkins.plugins.argoimageupdate.engine.cycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Does the same for several things at once, on a few threads, and waits for all of it: also where an interrupt or a failure ends it, so that
 * nothing is written any more once it is over.
 */
final class Parallel {

    static final int MOST_THREADS = 16;

    private Parallel() {}

    /** What is done for one thing. */
    @FunctionalInterface
    interface Task<T, R> {
        R apply(T thing) throws InterruptedException;
    }

    /** The results in the order of the things. A failure of one ends the whole and is thrown. */
    static <T, R> Map<T, R> map(Collection<T> things, Task<T, R> task) throws InterruptedException {
        Map<T, R> results = new LinkedHashMap<>();
        if (things.size() < 2) {
            for (T thing : things) {
                results.put(thing, task.apply(thing));
            }
            return results;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(things.size(), MOST_THREADS), runnable -> {
            Thread thread = new Thread(runnable, "argo-image-update cycle");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<R>> futures = new ArrayList<>();
            things.forEach(thing -> futures.add(pool.submit(() -> task.apply(thing))));
            int position = 0;
            for (T thing : things) {
                results.put(thing, get(futures.get(position++)));
            }
            return results;
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }
    }

    private static <R> R get(Future<R> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
