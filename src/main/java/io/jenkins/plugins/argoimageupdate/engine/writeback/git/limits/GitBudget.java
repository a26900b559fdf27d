package io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is left of the {@link GitLimits} of one operation. Thread-safe: what a server says besides is read by a thread of its own. */
public final class GitBudget {

    private final GitLimits limits;
    private final long started = System.nanoTime();
    private volatile boolean interrupted;
    private boolean inPack;
    private long received;
    private long talk;
    private @Nullable LimitExceededException exceeded;

    public GitBudget(GitLimits limits) {
        this.limits = limits;
    }

    /** The limits that it began with. */
    public GitLimits limits() {
        return limits;
    }

    /** Another conversation with the server begins. */
    public synchronized void begin() {
        inPack = false;
        received = 0;
        talk = 0;
        exceeded = null;
    }

    /** From here on it is a pack that comes. */
    synchronized void packBegins() {
        inPack = true;
    }

    /**
     * Counts what came from the server.
     *
     * @throws LimitExceededException if that was too much
     */
    synchronized void received(long bytes) throws LimitExceededException {
        received += bytes;
        talk += inPack ? 0 : bytes;
        if (talk > limits.talkBytes()) {
            throw note(LimitExceededException.tooMuch(
                    "sent more than " + GitLimits.describe(limits.talkBytes()) + " of names of branches and messages"));
        }
        if (received > limits.packBytes()) {
            throw note(LimitExceededException.tooMuch("sent more than " + GitLimits.describe(limits.packBytes())
                    + (inPack ? " for one commit with its files" : " of messages")));
        }
    }

    /** So much of what came takes no memory any more. */
    public synchronized void leftOut(long bytes) {
        talk -= inPack ? 0 : bytes;
    }

    /** @throws LimitExceededException if the operation has taken too long */
    public synchronized void requireTime() throws LimitExceededException {
        if (left().isNegative()) {
            throw note(new LimitExceededException(
                    Reason.TIMEOUT,
                    "took longer than " + describe(limits.operation()) + " for the whole operation",
                    "Check the load of the server and of the network between"));
        }
    }

    /** Negative when time is up. */
    public Duration left() {
        return limits.operation().minusNanos(System.nanoTime() - started);
    }

    /** Ends the operation as soon as it can be ended. For good: JGit swallows interrupts of a thread in some of its waits. */
    public void interrupt() {
        interrupted = true;
    }

    /** Whether the operation, or the thread that does it, was interrupted. */
    public boolean isInterrupted() {
        return interrupted || Thread.currentThread().isInterrupted();
    }

    /** Whether it is of no use to go on. */
    public boolean isOver() {
        try {
            requireTime();
            return isInterrupted();
        } catch (LimitExceededException e) {
            return true;
        }
    }

    /** What was exceeded in this conversation: JGit does not pass on all it is told. */
    public synchronized Optional<LimitExceededException> exceeded() {
        return Optional.ofNullable(exceeded);
    }

    /** Remembers the failure, and returns it. */
    synchronized LimitExceededException note(LimitExceededException failure) {
        exceeded = failure;
        return failure;
    }

    private static String describe(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(2)) >= 0
                ? duration.toMinutes() + " minutes"
                : duration.toMillis() / 1000.0 + " s";
    }
}
