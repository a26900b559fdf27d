package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import io.jenkins.plugins.argoimageupdate.engine.storage.CacheFiles;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all other processes, and all other threads of this one, from working on the same files. Work under it is short: an
 * interrupt waits until it is done.
 */
final class DirectoryLock {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(5);

    /** A file lock is held by the whole process, so that threads need one of their own. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path directory;
    private final Path file;
    private final ReentrantLock threads;

    DirectoryLock(Path file) {
        this.file = file.toAbsolutePath().normalize();
        this.directory = Objects.requireNonNull(this.file.getParent(), "a lock is a file in a directory");
        this.threads = THREADS.computeIfAbsent(this.file, path -> new ReentrantLock());
    }

    /** What is done under the lock. Doing it again has to do no harm. */
    interface Work<T extends @Nullable Object> {
        T run() throws IOException;
    }

    <T extends @Nullable Object> T run(Work<T> work) throws IOException {
        boolean interrupted = Thread.interrupted();
        threads.lock();
        try {
            while (true) {
                try {
                    return runLocked(work);
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            threads.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> @Nullable T runLocked(Work<T> work) throws IOException {
        Files.createDirectories(directory);
        boolean lockable = Files.isRegularFile(file) && Files.isWritable(file);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !lockable) {
            CacheFiles.delete(file);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock(channel)) {
            assert held.isValid();
            return work.run();
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            FileLock held = tryLock(channel);
            if (held != null) {
                return held;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new IOException(file + " is locked by another process for more than " + PATIENCE.toSeconds() + " s");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // the same code, loaded twice in this process
        }
    }
}
