package io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache;

import io.jenkins.plugins.argoimageupdate.engine.storage.CacheFiles;
import io.jenkins.plugins.argoimageupdate.engine.storage.ProcessLock;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.ServerText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** Exclusive use of one cached repository. A crash leaves a mark by which the next user knows to start anew. */
public final class RepositoryLease implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(RepositoryLease.class.getName());
    private static final String IN_USE = "in-use";
    private static final int MAX_PACKS = 60;
    private static final Pattern INCLUDE = Pattern.compile("(?i)\\[\\s*+include");
    private static final int MOST_CONFIGURATION = 64 << 10;

    private final Path path;
    private final String shown;
    private final ProcessLock.Held lock;
    private CacheRepository repository;
    private boolean isNew;

    /**
     * @param shown the repository's address, for messages
     * @throws IOException if the disk does not let it
     */
    RepositoryLease(Path path, String shown, ProcessLock.Held lock) throws IOException {
        this.path = path;
        this.shown = shown;
        this.lock = lock;
        if (wasLeftBehind(path) || packs() > MAX_PACKS) {
            CacheFiles.delete(path);
        }
        try {
            open();
        } catch (IOException | RuntimeException damaged) {
            if (isNew) {
                throw damaged;
            }
            startAnew(damaged);
        }
    }

    /** Whether somebody uses a repository, or died doing so. */
    static boolean wasLeftBehind(Path repository) {
        return Files.exists(repository.resolve(IN_USE));
    }

    public CacheRepository repository() {
        return repository;
    }

    /** Whether it was made for this lease, so that whatever is in it was fetched just now. */
    public boolean isNew() {
        return isNew;
    }

    /** Throws everything away and starts with an empty repository. */
    public void reset(Exception damage) throws IOException {
        repository.close();
        startAnew(damage);
    }

    private void startAnew(Exception damage) throws IOException {
        Throwable cause = damage instanceof LocalStoreException ? damage.getCause() : damage;
        LOGGER.log(Level.WARNING, "The Git cache of {0} in {1} was damaged and is recreated: {2}", new Object[] {
            shown, path, ServerText.line(String.valueOf(cause.getMessage()))
        });
        LOGGER.log(Level.FINE, "What was wrong with it", damage);
        CacheFiles.delete(path);
        open();
    }

    private void open() throws IOException {
        isNew = !Files.exists(path);
        CacheFiles.makeDirectory(path);
        CacheFiles.requirePlain(path);
        requireOwnConfiguration();
        Files.writeString(path.resolve(IN_USE), "");
        repository = CacheRepository.open(path);
    }

    /** JGit follows what a configuration includes, wherever that is; the ones that it writes are small and include nothing. */
    private void requireOwnConfiguration() throws IOException {
        Path config = path.resolve("config");
        if (!Files.isRegularFile(config)) {
            return;
        }
        if (Files.size(config) > MOST_CONFIGURATION) {
            throw new IOException("its config is too large");
        }
        if (INCLUDE.matcher(Files.readString(config, StandardCharsets.ISO_8859_1))
                .find()) {
            throw new IOException("its config includes other files");
        }
    }

    private long packs() throws IOException {
        Path packs = path.resolve("objects/pack");
        if (!Files.isDirectory(packs) || !Files.isReadable(packs)) {
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
