package io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.storage.CacheFiles;
import io.jenkins.plugins.argoimageupdate.engine.storage.ProcessLock;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitAddress;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bare repositories that spare a fetch from fetching everything each time: one for each URL and login, so that nobody sees
 * what another login fetched. Nothing in it is needed; it may be deleted at any time, even while in use.
 */
public final class GitRepositoryCache {

    private static final Duration SHORT_WAIT = Duration.ofMillis(100);

    private final Path directory;

    public GitRepositoryCache(Path directory) {
        this.directory = directory;
    }

    /**
     * Waits until no other thread or process uses the repository, and opens it.
     *
     * @param patience with the others
     * @throws GitException with {@link Reason#STORAGE} or {@link Reason#TIMEOUT}
     */
    public RepositoryLease acquire(GitAddress address, Duration patience) throws InterruptedException {
        String key = key(address);
        ProcessLock.Held lock = null;
        try {
            lock = lock(key, patience).orElseThrow(() -> inUse(patience));
            return new RepositoryLease(directory.resolve(key), address.shown(), lock);
        } catch (IOException | RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            if (e instanceof GitException inUse) {
                throw inUse;
            }
            throw storage(e);
        }
    }

    /**
     * Deletes the repositories that were used the longest time ago until the others take no more than this; returns what they take.
     * Those in use stay. Those that processes have left half written when they died go in any case.
     *
     * @throws IOException if the disk does not let it
     */
    public long shrink(long bytes) throws IOException, InterruptedException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        List<Path> repositories;
        try (Stream<Path> entries = Files.list(directory)) {
            repositories = entries.filter(Files::isDirectory)
                    .sorted(Comparator.comparingLong(
                            repository -> repository.toFile().lastModified()))
                    .toList();
        }
        long total = 0;
        for (Path repository : repositories) {
            total += size(repository);
        }
        for (Path repository : repositories) {
            if (total > bytes || RepositoryLease.wasLeftBehind(repository)) {
                total -= deleteUnused(repository, total > bytes);
            }
        }
        return total;
    }

    /**
     * Deletes a repository unless it is in use.
     *
     * @param healthy whether to delete it also where no process that has died has left it behind
     * @return the bytes that are free by that
     */
    private long deleteUnused(Path repository, boolean healthy) throws IOException, InterruptedException {
        Optional<ProcessLock.Held> lock = lock(String.valueOf(repository.getFileName()), SHORT_WAIT);
        if (lock.isEmpty()) {
            return 0;
        }
        try (ProcessLock.Held held = lock.get()) {
            assert held != null;
            if (!healthy && !RepositoryLease.wasLeftBehind(repository)) {
                return 0;
            }
            long size = size(repository);
            CacheFiles.delete(repository);
            return size;
        }
    }

    private Optional<ProcessLock.Held> lock(String repository, Duration patience)
            throws IOException, InterruptedException {
        return new ProcessLock(directory.resolve(repository + ".lock")).acquire(patience);
    }

    private GitException inUse(Duration patience) {
        return new GitException(
                Reason.TIMEOUT,
                "use the Git cache in " + directory,
                "another update of the same repository has not ended for " + Math.max(0, patience.toSeconds()) + " s",
                "Look at what the other updates of this repository wait for");
    }

    private static long size(Path tree) throws IOException {
        long[] sum = {0};
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return sum[0];
    }

    /** @param failure a failure of the local disk */
    public GitException storage(Exception failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return new GitException(
                Reason.STORAGE,
                "use the Git cache in " + directory,
                root.getClass().getSimpleName() + ": " + root.getMessage(),
                "Check that the disk is not full and that this process may write there; the directory may be deleted at any"
                        + " time",
                failure);
    }

    private static String key(GitAddress address) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {address.uri().toString(), secret(address.credentials())}) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 40);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String secret(GitCredentials credentials) {
        if (credentials instanceof GitCredentials.UserPassword password) {
            return "password\0" + password.user() + "\0" + password.password();
        }
        return credentials instanceof GitCredentials.SshKey key ? "key\0" + key.user() + "\0" + key.privateKey() : "";
    }
}
