package io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitBudget;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.LimitedInserter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.BaseRepositoryBuilder;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;

/**
 * A bare repository whose configuration is its own file alone. JGit would let it inherit the user's and the system's
 * (proxies, TLS checks, filters …) unless the JVM-wide {@code SystemReader} is replaced, which would hit every other user of
 * JGit in the JVM.
 */
public final class CacheRepository extends FileRepository {

    private final FileBasedConfig own;
    private GitBudget budget;

    private CacheRepository(BaseRepositoryBuilder<?, ?> builder) throws IOException {
        super(builder);
        own = new FileBasedConfig(new File(getDirectory(), "config"), FS.DETECTED);
        try {
            own.load();
        } catch (ConfigInvalidException e) {
            throw new IOException(e);
        }
    }

    /** Opens it; creates it if there is none. */
    static CacheRepository open(Path directory) throws IOException {
        CacheRepository repository = new CacheRepository(new RepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .setFS(FS.DETECTED)
                .setup());
        if (!repository.getObjectDatabase().exists()) {
            repository.create(true);
        }
        return repository;
    }

    /** Takes no pack from here on that is beyond this. */
    public void limit(GitBudget other) {
        budget = other;
    }

    @Override
    public ObjectInserter newObjectInserter() {
        ObjectInserter inserter = super.newObjectInserter();
        return budget == null ? inserter : new LimitedInserter(inserter, budget);
    }

    /** During construction, before there is an own one, the inherited one. */
    @Override
    public FileBasedConfig getConfig() {
        return own == null ? super.getConfig() : own;
    }
}
