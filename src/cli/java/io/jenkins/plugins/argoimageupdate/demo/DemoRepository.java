package io.jenkins.plugins.argoimageupdate.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Makes and reads bare repositories on the disk. */
final class DemoRepository {

    private static final String MAIN = Constants.R_HEADS + "main";
    private static final PersonIdent AUTHOR =
            new PersonIdent("Demo", "demo@example.com", Instant.EPOCH, ZoneOffset.UTC);

    private DemoRepository() {}

    static void create(Path directory, Map<String, String> files) throws IOException {
        try (Repository repository = open(directory)) {
            repository.create(true);
            repository.getConfig().setBoolean("http", null, "receivepack", true);
            repository.getConfig().setBoolean("receive", null, "autogc", false);
            repository.getConfig().save();
            RefUpdate head = repository.updateRef(Constants.HEAD);
            head.disableRefLog();
            head.link(MAIN);
            RefUpdate main = repository.updateRef(MAIN);
            main.setNewObjectId(commit(repository, files));
            main.disableRefLog();
            main.update();
        }
    }

    private static ObjectId commit(Repository repository, Map<String, String> files) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            for (Map.Entry<String, String> file : files.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(
                        inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
                builder.add(entry);
            }
            builder.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            commit.setAuthor(AUTHOR);
            commit.setCommitter(AUTHOR);
            commit.setMessage("Initial commit\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    static @Nullable String file(Path directory, String branch, String path) throws IOException {
        try (Repository repository = open(directory);
                RevWalk walk = new RevWalk(repository)) {
            ObjectId tip = repository.resolve(Constants.R_HEADS + branch);
            if (tip == null) {
                return null;
            }
            RevCommit commit = walk.parseCommit(tip);
            try (TreeWalk found = TreeWalk.forPath(repository, path, commit.getTree())) {
                return found == null
                        ? null
                        : new String(repository.open(found.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    static int commits(Path directory, String branch) throws IOException {
        try (Repository repository = open(directory);
                RevWalk walk = new RevWalk(repository)) {
            ObjectId tip = repository.resolve(Constants.R_HEADS + branch);
            if (tip == null) {
                return 0;
            }
            walk.markStart(walk.parseCommit(tip));
            int count = 0;
            for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
                count++;
            }
            return count;
        }
    }

    private static Repository open(Path directory) throws IOException {
        return new RepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
    }
}
