package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TreeWriterTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Eleven directories that unfold to 10^20 files. */
    @Test(timeout = 60_000)
    public void editsARepositoryThatUnfoldsToMoreFilesThanThereIsRoomFor() throws IOException, InterruptedException {
        try (EmbeddedGitServer server =
                EmbeddedGitServer.start(folder.newFolder("server").toPath())) {
            String url = server.createRepository("bomb", Map.of("values.yaml", "tag: 1\n"));
            try (Repository repository = new RepositoryBuilder()
                            .setGitDir(server.path("bomb").toFile())
                            .build();
                    ObjectInserter inserter = repository.newObjectInserter()) {
                ObjectId level = inserter.insert(Constants.OBJ_BLOB, new byte[0]);
                FileMode mode = FileMode.REGULAR_FILE;
                for (int depth = 0; depth < 10; depth++) {
                    TreeFormatter tree = new TreeFormatter();
                    for (int i = 0; i < 100; i++) {
                        tree.append(String.valueOf(100 + i), mode, level);
                    }
                    level = inserter.insert(tree);
                    mode = FileMode.TREE;
                }
                TreeFormatter root = new TreeFormatter();
                root.append("deep", FileMode.TREE, level);
                root.append(
                        "values.yaml",
                        FileMode.REGULAR_FILE,
                        inserter.insert(Constants.OBJ_BLOB, "tag: 1\n".getBytes(StandardCharsets.UTF_8)));
                CommitBuilder commit = new CommitBuilder();
                commit.setTreeId(inserter.insert(root));
                commit.setAuthor(new PersonIdent("a", "a@example.com"));
                commit.setCommitter(commit.getAuthor());
                ObjectId id = inserter.insert(commit);
                inserter.flush();
                RefUpdate update = repository.updateRef("refs/heads/main");
                update.setNewObjectId(id);
                update.forceUpdate();
            }
            new GitWorkspace(folder.getRoot().toPath().resolve("cache"))
                    .commit(
                            GitRemote.of(url, new GitCredentials.Anonymous()),
                            BranchChange.on("main", Edits.put("values.yaml", "tag: 2\n")));
            assertThat(server.file("bomb", "main", "values.yaml")).isEqualTo("tag: 2\n");
        }
    }

    @Test
    public void refusesAFileThatIsTooBigToParse() throws IOException {
        try (EmbeddedGitServer server =
                EmbeddedGitServer.start(folder.newFolder("server").toPath())) {
            String url = server.createRepository("app", Map.of("values.yaml", "x".repeat((8 << 20) + 1)));
            assertThatThrownBy(() -> new GitWorkspace(folder.getRoot().toPath().resolve("cache"))
                            .read(
                                    GitRemote.of(url, new GitCredentials.Anonymous()),
                                    "main",
                                    tree -> tree.read("values.yaml")))
                    .hasMessageContaining("it is bigger than 8 MiB");
        }
    }

    /** Whatever the names, the tree is the one that Git's index would write. */
    @Test
    public void writesTheSameTreesAsTheIndex() throws IOException {
        Random random = new Random(12);
        List<String> names = List.of("a", "a.b", "a-b", "a0", "b", "ä", "z", "A", "a b", "aa");
        try (Repository repository = new FileRepository(folder.newFolder("r.git"))) {
            repository.create(true);
            for (int round = 0; round < 50; round++) {
                Map<String, byte[]> files = new TreeMap<>();
                for (int i = 0; i < 1 + random.nextInt(12); i++) {
                    put(files, path(random, names), "old " + i);
                }
                Map<String, byte[]> changes = new TreeMap<>();
                for (int i = 0; i < 1 + random.nextInt(4); i++) {
                    Map<String, byte[]> all = new TreeMap<>(files);
                    all.putAll(changes);
                    String path = path(random, names);
                    put(all, path, "new " + i);
                    if (all.containsKey(path)) {
                        changes.put(path, all.get(path));
                    }
                }
                try (ObjectInserter inserter = repository.newObjectInserter()) {
                    ObjectId before = index(files, inserter);
                    files.putAll(changes);
                    ObjectId expected = index(files, inserter);
                    inserter.flush();
                    TreeWriter.Written written = new TreeWriter(inserter.newReader(), inserter).write(before, changes);
                    assertThat(written.tree())
                            .as("round %s: %s", round, changes.keySet())
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static String path(Random random, List<String> names) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            parts.add(names.get(random.nextInt(names.size())));
        }
        return String.join("/", parts);
    }

    /** Unless it would be a file where there is a directory, or the other way round. */
    private static void put(Map<String, byte[]> files, String path, String content) {
        boolean clashes =
                files.keySet().stream().anyMatch(other -> other.startsWith(path + "/") || path.startsWith(other + "/"));
        if (!clashes) {
            files.put(path, content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static ObjectId index(Map<String, byte[]> files, ObjectInserter inserter) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            DirCacheEntry entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
            builder.add(entry);
        }
        builder.finish();
        return index.writeTree(inserter);
    }
}
