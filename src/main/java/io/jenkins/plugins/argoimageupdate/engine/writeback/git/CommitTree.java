package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.guard.RollbackHistory;
import io.jenkins.plugins.argoimageupdate.engine.writeback.BranchHistory;
import io.jenkins.plugins.argoimageupdate.engine.writeback.RepositoryTree;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache.LocalStoreException;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits.GitLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** The files of one commit. */
final class CommitTree implements RepositoryTree {

    /** A parsed YAML document takes many times the memory of its text. */
    static final int MAX_FILE_BYTES = Budget.GIT_FILE.intValue();

    private final ObjectReader reader;
    private final AnyObjectId tree;
    private final @Nullable TipHistory past;

    CommitTree(ObjectReader reader, AnyObjectId tree) {
        this(reader, tree, null);
    }

    /** @param past null for none */
    CommitTree(ObjectReader reader, AnyObjectId tree, @Nullable TipHistory past) {
        this.reader = reader;
        this.tree = tree;
        this.past = past;
    }

    @Override
    public List<BranchHistory> history(Collection<String> paths, RollbackHistory bound) {
        try {
            return past == null ? List.of() : past.of(reader, paths, bound);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<byte[]> read(String path) {
        SafePath.check(path);
        try {
            AnyObjectId blob = find(path);
            if (blob == null) {
                return Optional.empty();
            }
            if (reader.getObjectSize(blob, Constants.OBJ_BLOB) > MAX_FILE_BYTES) {
                throw tooBig(path, null);
            }
            return Optional.of(reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(MAX_FILE_BYTES));
        } catch (LargeObjectException e) {
            throw tooBig(path, e);
        } catch (IOException e) {
            throw new LocalStoreException(e);
        }
    }

    @Override
    public List<String> files(String directory) {
        List<String> names = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(reader)) {
            AnyObjectId id = tree;
            if (!directory.isEmpty()) {
                SafePath.check(directory);
                try (TreeWalk found = TreeWalk.forPath(reader, directory, tree)) {
                    if (found == null || !found.getFileMode().equals(FileMode.TREE)) {
                        return List.of();
                    }
                    id = found.getObjectId(0);
                }
            }
            walk.addTree(id);
            while (walk.next()) {
                FileMode mode = walk.getFileMode();
                if (mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE)) {
                    names.add(walk.getNameString());
                }
            }
        } catch (IOException e) {
            throw new LocalStoreException(e);
        }
        return names;
    }

    private static GitException tooBig(String path, @Nullable Exception cause) {
        return SafePath.refused(path, "it is bigger than " + GitLimits.describe(MAX_FILE_BYTES), cause);
    }

    /** The content's id; null if there is nothing at that path. */
    private @Nullable AnyObjectId find(String path) throws IOException {
        int slash = path.indexOf('/');
        while (slash >= 0) {
            FileMode mode = mode(path.substring(0, slash));
            if (mode == null) {
                return null;
            }
            if (!mode.equals(FileMode.TREE)) {
                throw SafePath.refused(path, path.substring(0, slash) + " is " + name(mode), null);
            }
            slash = path.indexOf('/', slash + 1);
        }
        try (TreeWalk walk = TreeWalk.forPath(reader, path, tree)) {
            if (walk == null) {
                return null;
            }
            FileMode mode = walk.getFileMode();
            if (!mode.equals(FileMode.REGULAR_FILE) && !mode.equals(FileMode.EXECUTABLE_FILE)) {
                throw SafePath.refused(path, "it is " + name(mode), null);
            }
            return walk.getObjectId(0);
        }
    }

    private @Nullable FileMode mode(String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(reader, path, tree)) {
            return walk == null ? null : walk.getFileMode();
        }
    }

    private static String name(FileMode mode) {
        if (mode.equals(FileMode.SYMLINK)) {
            return "a symbolic link";
        }
        if (mode.equals(FileMode.GITLINK)) {
            return "a submodule";
        }
        return mode.equals(FileMode.TREE) ? "a directory" : "a file";
    }
}
