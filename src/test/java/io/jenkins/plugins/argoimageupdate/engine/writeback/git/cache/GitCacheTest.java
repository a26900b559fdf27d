package io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.failure.GitException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.Edits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GitCacheTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void inheritsNoConfigurationOfTheUser() throws Exception {
        SystemReader before = SystemReader.getInstance();
        Path userConfig = folder.newFile("gitconfig").toPath();
        Files.writeString(userConfig, "[http]\n\textraHeader = X-From: user\n\tsslVerify = false\n");
        SystemReader.setInstance(new SystemReader.Delegate(before) {
            @Override
            public FileBasedConfig openUserConfig(Config parent, FS fs) {
                return new FileBasedConfig(parent, userConfig.toFile(), fs);
            }

            @Override
            public org.eclipse.jgit.lib.StoredConfig getUserConfig() throws IOException {
                FileBasedConfig config = openUserConfig(null, FS.DETECTED);
                try {
                    config.load();
                } catch (org.eclipse.jgit.errors.ConfigInvalidException e) {
                    throw new IOException(e);
                }
                return config;
            }
        });
        try (CacheRepository repository =
                CacheRepository.open(folder.getRoot().toPath().resolve("cache"))) {
            assertThat(repository.getConfig().getString("http", null, "extraHeader"))
                    .isNull();
            assertThat(repository.getConfig().getBoolean("http", "sslVerify", true))
                    .isTrue();
            assertThat(repository.isBare()).isTrue();
        } finally {
            SystemReader.setInstance(before);
        }
    }

    @Test
    public void keepsWhatDifferentLoginsFetchApart() throws IOException, InterruptedException {
        Path cache = folder.getRoot().toPath().resolve("cache");
        try (EmbeddedGitServer server =
                EmbeddedGitServer.start(folder.newFolder("server").toPath())) {
            String url = server.createRepository("app", Map.of("a", "1\n"));
            GitWorkspace workspace = new GitWorkspace(cache);
            for (String password : List.of("one", "two", "two")) {
                workspace.read(
                        GitRemote.of(url, new GitCredentials.UserPassword("bot", password)),
                        "",
                        tree -> tree.read("a"));
            }
        }
        try (var entries = Files.list(cache)) {
            assertThat(entries.filter(Files::isDirectory)).hasSize(2);
        }
    }

    @Test
    public void saysThatTheDiskIsFullAndLeavesTheBranchAlone() throws IOException {
        Path small = folder.newFolder("small").toPath();
        mountSmallDisk(small);
        try (EmbeddedGitServer server =
                EmbeddedGitServer.start(folder.newFolder("server").toPath())) {
            String incompressible = new java.util.Random(1)
                    .ints(300_000, 33, 126)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String url = server.createRepository("app", Map.of("big", incompressible));
            GitRemote remote = GitRemote.of(url, new GitCredentials.Anonymous());

            assertThatThrownBy(() -> new GitWorkspace(small.resolve("cache"))
                            .commit(remote, BranchChange.on("main", Edits.put("a", "2\n"))))
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("the local disk failed (")
                    .extracting(failure -> ((GitException) failure).reason())
                    .isEqualTo(Reason.STORAGE);
            assertThat(server.commits("app", "main")).isEqualTo(1);
            try (var left = Files.walk(small)) {
                assertThat(left.filter(file -> file.toString().contains("/objects/") && Files.isRegularFile(file)))
                        .isEmpty();
            }
        } finally {
            RealPrograms.run(folder.getRoot().toPath(), List.of("umount", small.toString()));
        }
    }

    private void mountSmallDisk(Path directory) throws IOException {
        try {
            RealPrograms.run(
                    folder.getRoot().toPath(),
                    List.of("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", directory.toString()));
        } catch (AssertionError e) {
            RealPrograms.skip("a small disk, to be full soon, cannot be mounted by this account");
        }
    }

    @Test
    public void keepsWithinASizeAndDropsWhatWasUsedTheLongestTimeAgo() throws IOException, InterruptedException {
        Path cache = folder.getRoot().toPath().resolve("cache");
        try (EmbeddedGitServer server =
                EmbeddedGitServer.start(folder.newFolder("server").toPath())) {
            GitWorkspace workspace = new GitWorkspace(cache);
            String old = server.createRepository("old", Map.of("a", "1\n"));
            workspace.read(GitRemote.of(old, new GitCredentials.Anonymous()), "", tree -> tree.read("a"));
            Path first = repositories(cache).get(0);
            assertThat(first.toFile().setLastModified(1_000_000)).isTrue();
            String young = server.createRepository("young", Map.of("a", "1\n"));
            workspace.read(GitRemote.of(young, new GitCredentials.Anonymous()), "", tree -> tree.read("a"));
            long both =
                    repositories(cache).stream().mapToLong(GitCacheTest::size).sum();

            workspace.shrinkCache(both);
            assertThat(repositories(cache)).hasSize(2);
            workspace.shrinkCache(both - 1);
            assertThat(repositories(cache)).hasSize(1).doesNotContain(first);
            workspace.shrinkCache(0);
            assertThat(repositories(cache)).isEmpty();
            workspace.read(GitRemote.of(old, new GitCredentials.Anonymous()), "", tree -> tree.read("a"));
        }
    }

    private static List<Path> repositories(Path cache) throws IOException {
        try (var entries = Files.list(cache)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    private static long size(Path tree) {
        try (var files = Files.walk(tree)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
