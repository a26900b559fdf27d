package io.jenkins.plugins.argoimageupdate.engine.writeback;

import io.jenkins.plugins.argoimageupdate.engine.guard.RollbackHistory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The files of one commit, read only. Paths are relative to the repository's root, with {@code /}, without a leading one. */
public interface RepositoryTree {

    /**
     * The content of a regular file, or empty if there is nothing at that path.
     *
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.GitException if a directory, a symbolic link or a submodule
     *     is at the path or above it; links are never followed
     */
    Optional<byte[]> read(String path);

    /**
     * The names of the regular files in a directory, in no certain order; empty if there is no such directory.
     *
     * @param directory empty for the root
     */
    List<String> files(String directory);

    /**
     * What the branch carried in some files, and the branch that it was made from: one history for each. Only then the commits before are
     * fetched, as far as they are not known yet.
     *
     * @param paths of files, whether they are there now or not
     * @return empty for files that are no commit of a branch
     */
    default List<BranchHistory> history(Collection<String> paths, RollbackHistory bound) {
        return List.of();
    }
}
