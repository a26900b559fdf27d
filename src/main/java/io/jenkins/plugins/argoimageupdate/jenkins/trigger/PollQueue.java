package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Breakdown;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.security.ImpersonatingExecutorService;
import jenkins.util.Timer;

/**
 * Polls jobs on a few threads, as many as the global configuration says, in the order of {@link PollLine}. A job is polled by one
 * thread at a time, and asking for a poll that has yet to begin changes only what that poll is asked. Thread-safe; asking never waits
 * for a poll.
 */
@Extension
public final class PollQueue {

    private static final Duration LOOKS_AGAIN = Duration.ofSeconds(5);
    private static final Logger LOGGER = Logger.getLogger(PollQueue.class.getName());

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new NamingThreadFactory(new DaemonThreadFactory(), "argo-image-update poll"));
    private final ExecutorService threads = new ImpersonatingExecutorService(pool, ACL.SYSTEM2);
    private final ServerHealth health = new ServerHealth(InstantSource.system());
    private final PollLine<Job<?, ?>> line = new PollLine<>(health::state, InstantSource.system());
    private final Map<Job<?, ?>, PollRequest> asked = new ConcurrentHashMap<>();
    private final Map<Job<?, ?>, Set<String>> servers = Collections.synchronizedMap(new WeakHashMap<>());
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicInteger ended = new AtomicInteger();

    /** The one of this controller. */
    public static PollQueue get() {
        return ExtensionList.lookupSingleton(PollQueue.class);
    }

    void submit(Job<?, ?> job, PollRequest request) {
        asked.merge(job, request, PollRequest::and);
        line.add(job, servers(job));
        resize();
    }

    private Set<String> servers(Job<?, ?> job) {
        Set<String> known = servers.get(job);
        if (known == null) {
            known = PollMemory.read(job).servers();
            servers.put(job, known);
        }
        return known;
    }

    /** Begins as many polls as there may be now; those under way are not interrupted when there may be fewer. */
    void resize() {
        Optional<Job<?, ?>> next = next();
        while (next.isPresent() && begin(next.get())) {
            next = next();
        }
        lookAgain();
    }

    private Optional<Job<?, ?>> next() {
        return line.next(ArgoImageUpdateConfiguration.get().getLimits().getMaxConcurrentPolls());
    }

    /** Whether there is a thread for it; if not, it waits for the next try. */
    private boolean begin(Job<?, ?> job) {
        try {
            threads.execute(() -> pollAll(job));
            return true;
        } catch (RuntimeException | Error e) {
            line.ended(job);
            if (!pool.isShutdown()) {
                LOGGER.log(Level.WARNING, e, () -> "No free thread to poll " + job.getFullName() + " now");
                line.add(job, servers(job));
            }
            Breakdown.rethrowThreadDeath(e);
            return false;
        }
    }

    /** Who waits may get their turn because a poll has come to wait for a server, which nobody tells. */
    private void lookAgain() {
        if (line.isAnyWaiting() && !pool.isShutdown() && looking.compareAndSet(false, true)) {
            Timer.get().schedule(this::look, LOOKS_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        looking.set(false);
        try {
            resize();
        } finally {
            lookAgain();
        }
    }

    /** A thread goes on with who is next, as long as there is one. */
    private void pollAll(Job<?, ?> first) {
        Optional<Job<?, ?>> job = Optional.of(first);
        while (job.isPresent() && poll(job.get()) && !pool.isShutdown()) {
            job = next();
            resize();
        }
    }

    /** Whether the thread may go on: not if it was left behind meanwhile. */
    private boolean poll(Job<?, ?> job) {
        PollRequest request = asked.remove(job);
        if (request == null) {
            line.ended(job);
            return true;
        }
        Poller poller;
        try {
            poller = new Poller(job, request, health, server -> line.uses(job, server));
        } catch (RuntimeException | Error e) {
            line.ended(job);
            Breakdown.of("the poll of " + job.getFullName(), e);
            Breakdown.rethrowThreadDeath(e);
            return true;
        }
        return run(job, request, poller);
    }

    private boolean run(Job<?, ?> job, PollRequest request, Poller poller) {
        boolean later = false;
        PollTurn turn =
                new PollTurn(poller::giveUp, () -> poller.tellGivenUp(PollTurn.MOST_TIME), () -> leave(job, poller));
        try {
            turn.begin();
            poller.poll();
        } catch (StepBackException e) {
            LOGGER.log(Level.FINE, () -> "The poll of " + job.getFullName() + " waits: " + e.getMessage());
            later = true;
        } catch (InterruptedException e) {
            LOGGER.log(Level.FINE, e, () -> "The poll of " + job.getFullName() + " was interrupted");
        } catch (RuntimeException | Error e) {
            Breakdown.of("the poll of " + job.getFullName(), e);
            Breakdown.rethrowThreadDeath(e);
        } finally {
            turn.end();
            ended.incrementAndGet();
        }
        if (later) {
            asked.merge(job, request, PollRequest::and);
            line.add(job, servers(job));
        }
        return !turn.isLeftBehind();
    }

    private void leave(Job<?, ?> job, Poller poller) {
        servers.put(job, poller.servers());
        line.ended(job);
        lookAgain();
    }

    /** Whether a job is being polled, or is going to be. */
    public boolean isBusy(Job<?, ?> job) {
        return line.contains(job);
    }

    /** Whether no job is being polled or waits for it. */
    public boolean isIdle() {
        return line.isEmpty();
    }

    /** How many polls have ended since Jenkins started. */
    public int ended() {
        return ended.get();
    }

    /** How many jobs wait for their poll. */
    int waiting() {
        return line.waiting();
    }

    /** The job that waits for longest; empty if none does. */
    Optional<Job<?, ?>> longestWaiting() {
        return line.longestWaiting();
    }

    /** For how long that one waits. */
    Duration longestWait() {
        return line.longestWait();
    }

    /** The servers that do not answer. */
    List<ServerHealth.Pause> troubles() {
        return health.troubles();
    }

    /** How many jobs use a server, as far as is known. */
    long users(String server) {
        synchronized (servers) {
            return servers.values().stream()
                    .filter(used -> used.contains(server))
                    .count();
        }
    }

    /** Interrupts what is under way. */
    @Terminator
    public static void close() {
        get().pool.shutdownNow();
    }
}
