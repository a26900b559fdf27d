package io.jenkins.plugins.argoimageupdate.engine.storage;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps all other processes, and all other threads of this one, from working on the same files. The file that stands for the lock is
 * made, with its directory, when it is needed; what is in its way is deleted. A process that dies gives its locks back. Thread-safe.
 */
public final class ProcessLock {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** A file lock is held by the whole process, so that threads need one of their own. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path file;
    private final Path directory;
    private final ReentrantLock threads;

    /** @param file that stands for the lock; nothing is written to it */
    public ProcessLock(Path file) {
        this.file = file.toAbsolutePath().normalize();
        this.directory = Objects.requireNonNull(this.file.getParent(), "a lock is a file in a directory");
        this.threads = THREADS.computeIfAbsent(this.file, path -> new ReentrantLock());
    }

    /** What is done under the lock. Doing it again has to do no harm. */
    public interface Work<T> {
        /**
         * Does it.
         *
         * @throws IOException if it cannot be done; the lock is given back
         */
        T run() throws IOException;
    }

    /**
     * Does short work under the lock. An interrupt waits until it is done.
     *
     * @throws IOException if another process holds the lock for more than ten seconds, or the disk does not let it
     */
    public <T> T run(Work<T> work) throws IOException {
        boolean interrupted = Thread.interrupted();
        threads.lock();
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                try (FileChannel channel = open()) {
                    if (!isLockedBefore(deadline, channel)) {
                        throw new IOException(
                                file + " is locked by another process for more than " + PATIENCE.toSeconds() + " s");
                    }
                    return work.run();
                } catch (ClosedByInterruptException | InterruptedException e) {
                    interrupted = true;
                    Thread.interrupted();
                }
            }
        } finally {
            threads.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Takes the lock for work that may be long. The thread that takes it gives it back.
     *
     * @param patience with others
     * @return empty if others do not end
     * @throws InterruptedException if interrupted while waiting
     * @throws IOException if the disk does not let it
     */
    public Optional<Held> acquire(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        if (!threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        Held held = null;
        try {
            FileChannel channel = open();
            try {
                held = isLockedBefore(deadline, channel) ? new Held(channel) : null;
            } finally {
                if (held == null) {
                    channel.close();
                }
            }
            return Optional.ofNullable(held);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException().initCause(e);
        } finally {
            if (held == null) {
                threads.unlock();
            }
        }
    }

    /** A lock that is held until it is closed. */
    public final class Held implements AutoCloseable {

        private final FileChannel channel;

        private Held(FileChannel channel) {
            this.channel = channel;
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

    /** To open a FIFO would wait for whoever opens its other end. */
    private FileChannel open() throws IOException {
        Files.createDirectories(directory);
        boolean lockable = Files.isRegularFile(file) && Files.isWritable(file);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !lockable) {
            CacheFiles.delete(file);
        }
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** @param deadline by {@link System#nanoTime}; after it the lock is tried once */
    private static boolean isLockedBefore(long deadline, FileChannel channel) throws IOException, InterruptedException {
        while (!isLocked(channel)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return true;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // the same code, loaded twice in this process
        }
    }
}
