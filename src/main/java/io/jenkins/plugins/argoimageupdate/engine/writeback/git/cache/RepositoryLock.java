package io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Excludes other threads of this JVM and other processes. */
final class RepositoryLock implements AutoCloseable {

    /** File locks hold for a whole JVM, so that its threads need locks of their own. */
    private static final Map<Path, ReentrantLock> IN_THIS_JVM = new ConcurrentHashMap<>();

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ReentrantLock threads;
    private final FileChannel channel;

    private RepositoryLock(ReentrantLock threads, FileChannel channel) {
        this.threads = threads;
        this.channel = channel;
    }

    /**
     * @param patience with others
     * @throws GitException with {@link Reason#CANCELLED} if interrupted while waiting, with {@link Reason#TIMEOUT} if others do not end
     */
    static RepositoryLock acquire(Path file, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        ReentrantLock threads =
                IN_THIS_JVM.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock());
        try {
            if (!threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw inUse(file, patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(channel, file, patience, deadline);
            return new RepositoryLock(threads, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            threads.unlock();
            if (e instanceof FileLockInterruptionException || e instanceof ClosedByInterruptException) {
                throw cancelled(e);
            }
            throw e;
        }
    }

    private static void lock(FileChannel channel, Path file, Duration patience, long deadline) throws IOException {
        while (!isLocked(channel)) {
            if (System.nanoTime() > deadline) {
                throw inUse(file, patience);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw cancelled(null);
            }
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // the same code, loaded twice in this process
        }
    }

    private static GitException inUse(Path file, Duration patience) {
        return new GitException(
                Reason.TIMEOUT,
                "use the Git cache in " + file.getParent(),
                "another update of the same repository has not ended for " + Math.max(0, patience.toSeconds()) + " s",
                "Look at what the other updates of this repository wait for");
    }

    private static GitException cancelled(@Nullable Exception cause) {
        return new GitException(Reason.CANCELLED, "wait for the Git cache", "interrupted", "", cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the lock is gone with the channel
        } finally {
            threads.unlock();
        }
    }
}
