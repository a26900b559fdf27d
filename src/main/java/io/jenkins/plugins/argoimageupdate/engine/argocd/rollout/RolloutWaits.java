package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets any number of waits for Argo CD go on, on a few threads for each server: one that does not answer keeps up no wait for another.
 * Thread-safe. Close it.
 */
public final class RolloutWaits implements AutoCloseable {

    /** As many requests as one server gets from all waits together. */
    static final int LOOKS_AT_ONCE = 8;

    private static final Duration IDLE = Duration.ofSeconds(10);

    /** Where there is no thread. */
    private static final Duration TRIED_AGAIN = Duration.ofSeconds(1);

    private final ThreadFactory threads;
    private final ScheduledThreadPoolExecutor timer;
    private final Map<URI, Server> servers = new ConcurrentHashMap<>();
    private final Set<Following> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** What the waits for a server share. */
    private record Server(ThreadPoolExecutor looks, UnansweredRequests unanswered) {}

    /** Waits on daemon threads. */
    public RolloutWaits() {
        this(RolloutWaits::daemon);
    }

    /** @param threads that look, and call listeners */
    public RolloutWaits(ThreadFactory threads) {
        this.threads = threads;
        this.timer = new ScheduledThreadPoolExecutor(1, RolloutWaits::daemon);
        timer.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = Executors.defaultThreadFactory().newThread(work);
        thread.setName("argo-image-update rollouts");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins a wait.
     *
     * @param wait that is closed at its end
     */
    public Following begin(ArgoCdServer server, RolloutWait wait) {
        Server shared = servers.computeIfAbsent(
                server.url(), url -> new Server(executor(), new UnansweredRequests(Clock.systemUTC())));
        wait.outage().share(shared.unanswered());
        Following following = new Following(wait, shared.looks());
        underWay.add(following);
        following.result.whenComplete((result, failure) -> underWay.remove(following));
        wait.onChange(following::lookSoon);
        following.lookSoon();
        if (closed) {
            following.cancel();
        }
        return following;
    }

    private ThreadPoolExecutor executor() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                LOOKS_AT_ONCE,
                LOOKS_AT_ONCE,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                threads);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Cancels all waits. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(Following::cancel);
        timer.shutdownNow();
        servers.values().forEach(server -> server.looks().shutdown());
    }

    private enum State {
        PAUSED,
        QUEUED,
        LOOKING,
        OVER
    }

    /** A wait under way. */
    public final class Following {

        private final RolloutWait wait;
        private final Executor looks;
        private final CompletableFuture<RolloutResult> result = new CompletableFuture<>();
        private State state = State.PAUSED;
        private boolean cancelled;
        private @Nullable Thread looking;
        private @Nullable Future<?> nextLook;

        private Following(RolloutWait wait, Executor looks) {
            this.wait = wait;
            this.looks = looks;
        }

        /**
         * What it comes to: the result, the failure, or a {@link CancellationException} once the wait has been cancelled and does nothing any
         * more.
         */
        public CompletableFuture<RolloutResult> result() {
            return result;
        }

        /** Ends the wait; a request under way is interrupted. */
        public void cancel() {
            boolean idle;
            synchronized (this) {
                cancelled = true;
                if (looking != null) {
                    looking.interrupt();
                }
                idle = state == State.PAUSED || state == State.QUEUED;
                if (idle) {
                    over();
                }
            }
            if (idle) {
                end(null, new CancellationException());
            }
        }

        /** What comes while a look is under way is seen to at its end, by {@link RolloutWait#pause}. */
        private void lookSoon() {
            Throwable failure;
            synchronized (this) {
                failure = state == State.PAUSED ? queue() : null;
            }
            if (failure != null) {
                end(null, failure);
            }
        }

        /** What ends the wait, if it cannot go on; null if it does. */
        private @Nullable Throwable queue() {
            stopTimer();
            state = State.QUEUED;
            try {
                looks.execute(this::look);
                return null;
            } catch (RejectedExecutionException e) { // closed meanwhile
                over();
                return new CancellationException();
            } catch (OutOfMemoryError e) { // no thread for it
                return pause(TRIED_AGAIN);
            }
        }

        /** Likewise. */
        private @Nullable Throwable pause(Duration pause) {
            state = State.PAUSED;
            try {
                nextLook = timer.schedule(this::lookSoon, Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
                return null;
            } catch (RejectedExecutionException e) { // closed meanwhile
                over();
                return new CancellationException();
            } catch (OutOfMemoryError e) {
                over();
                return e;
            }
        }

        private void stopTimer() {
            if (nextLook != null) {
                nextLook.cancel(false);
                nextLook = null;
            }
        }

        private void over() {
            state = State.OVER;
            stopTimer();
        }

        private void look() {
            synchronized (this) {
                if (state != State.QUEUED) {
                    return;
                }
                state = State.LOOKING;
                looking = Thread.currentThread();
            }
            RolloutResult found = null;
            Throwable failure = null;
            try {
                found = wait.look().orElse(null);
            } catch (InterruptedException e) {
                failure = new CancellationException();
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            synchronized (this) {
                looking = null;
                Thread.interrupted(); // meant for this wait alone
                if (found == null && failure == null && !cancelled) {
                    Duration pause = wait.pause();
                    failure = pause.isZero() || pause.isNegative() ? queue() : pause(pause);
                    if (failure == null) {
                        return;
                    }
                } else {
                    over();
                }
            }
            end(found, found == null && failure == null ? new CancellationException() : failure);
        }

        private void end(@Nullable RolloutResult found, @Nullable Throwable failure) {
            try {
                wait.close();
            } finally {
                if (failure == null) {
                    result.complete(found);
                } else {
                    result.completeExceptionally(failure);
                }
            }
        }
    }
}
