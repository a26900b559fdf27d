package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import hudson.util.SequentialExecutionQueue;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.security.ImpersonatingExecutorService;

/**
 * Polls jobs on a few threads, as many as the global configuration says. A job is polled by one thread at a time, and asking for a poll
 * that has yet to begin changes only what that poll is asked. Thread-safe; asking never blocks.
 */
@Extension
public final class PollQueue {

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new NamingThreadFactory(new DaemonThreadFactory(), "argo-image-update poll"));
    private final SequentialExecutionQueue queue =
            new SequentialExecutionQueue(new ImpersonatingExecutorService(pool, ACL.SYSTEM2));
    private final Map<Job<?, ?>, PollRequest> asked = new ConcurrentHashMap<>();
    private final Set<Job<?, ?>> polling = ConcurrentHashMap.newKeySet();

    public PollQueue() {
        pool.allowCoreThreadTimeOut(true);
    }

    public static PollQueue get() {
        return ExtensionList.lookupSingleton(PollQueue.class);
    }

    private record Turn(PollQueue queue, Job<?, ?> job) implements Runnable {

        @Override
        public void run() {
            queue.poll(job);
        }
    }

    void submit(Job<?, ?> job, PollRequest request) {
        resize();
        asked.merge(job, request, PollRequest::and);
        queue.execute(new Turn(this, job));
    }

    /** Takes over how many polls there may be at once; those under way are not interrupted. */
    synchronized void resize() {
        int threads = ArgoImageUpdateConfiguration.get().getLimits().getMaxConcurrentPolls();
        if (threads >= pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(threads);
            pool.setCorePoolSize(threads);
        } else {
            pool.setCorePoolSize(threads);
            pool.setMaximumPoolSize(threads);
        }
    }

    private void poll(Job<?, ?> job) {
        polling.add(job);
        try {
            PollRequest request = asked.remove(job);
            if (request != null) {
                new Poller(job, request).poll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            polling.remove(job);
        }
    }

    /** Whether a job is being polled, or is going to be. */
    public boolean isBusy(Job<?, ?> job) {
        return asked.containsKey(job) || polling.contains(job);
    }

    /** Whether no job is being polled or waits for it. */
    public boolean isIdle() {
        return asked.isEmpty() && polling.isEmpty();
    }

    /** Whether a poll waits for longer than this. */
    boolean isStarving(Duration patience) {
        return queue.isStarving(patience.toMillis());
    }

    /** Interrupts what is under way. */
    @Terminator
    public static void close() {
        get().pool.shutdownNow();
    }
}
