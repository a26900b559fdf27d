package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Bare repositories that spare a fetch from fetching everything each time: one for each URL and login, so that nobody sees
 * what another login fetched. Nothing in it is needed; it may be deleted at any time, even while in use.
 */
final class GitRepositoryCache {

    private static final String IN_USE = "in-use";
    private static final int MAX_PACKS = 60;

    private final Path directory;

    GitRepositoryCache(Path directory) {
        this.directory = directory;
    }

    /**
     * Waits until no other thread or process uses the repository, and opens it.
     *
     * @throws GitException with {@link Reason#STORAGE} or {@link Reason#CANCELLED}
     */
    Lease acquire(GitAddress address) {
        String key = key(address);
        Path repository = directory.resolve(key);
        RepositoryLock lock = null;
        try {
            Files.createDirectories(directory);
            lock = RepositoryLock.acquire(directory.resolve(key + ".lock"));
            return new Lease(repository, lock);
        } catch (IOException | RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            if (e instanceof GitException cancelled) {
                throw cancelled;
            }
            throw storage(e);
        }
    }

    /**
     * Deletes the repositories that were used the longest time ago until the others take no more than this; returns what they take.
     *
     * @throws IOException if the disk does not let it
     */
    long shrink(long bytes) throws IOException {
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
            if (total <= bytes) {
                break;
            }
            RepositoryLock lock = RepositoryLock.acquire(directory.resolve(repository.getFileName() + ".lock"));
            try {
                total -= size(repository);
                delete(repository);
            } finally {
                lock.close();
            }
        }
        return total;
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
    GitException storage(Exception failure) {
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

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Exclusive use of one repository. A crash leaves a mark by which the next user knows to start anew. */
    static final class Lease implements AutoCloseable {

        private final Path path;
        private final RepositoryLock lock;
        private CacheRepository repository;

        private Lease(Path path, RepositoryLock lock) throws IOException {
            this.path = path;
            this.lock = lock;
            if (Files.exists(path.resolve(IN_USE)) || packs() > MAX_PACKS) {
                delete(path);
            }
            open();
        }

        CacheRepository repository() {
            return repository;
        }

        /** Throws everything away and starts with an empty repository. */
        void reset() throws IOException {
            repository.close();
            delete(path);
            open();
        }

        private void open() throws IOException {
            Files.createDirectories(path);
            Files.writeString(path.resolve(IN_USE), "");
            repository = CacheRepository.open(path);
        }

        private long packs() throws IOException {
            Path packs = path.resolve("objects/pack");
            if (!Files.isDirectory(packs)) {
                return 0;
            }
            try (var files = Files.list(packs)) {
                return files.filter(file -> file.toString().endsWith(".pack")).count();
            }
        }

        @Override
        public void close() {
            try {
                repository.close();
                Files.deleteIfExists(path.resolve(IN_USE));
            } catch (IOException e) {
                // the mark stays, so that the next user starts anew
            } finally {
                lock.close();
            }
        }
    }
}
