package io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.storage.CacheFiles;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.BranchChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.Edits;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitRemote;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Whatever becomes of a file of the cache, the next run does its work, and says at most once what it found. */
public class DamagedCacheTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Logger logger = Logger.getLogger(RepositoryLease.class.getName());
    private final List<String> warnings = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            if (record.getLevel() == Level.WARNING) {
                warnings.add(String.valueOf(record.getParameters()[2]));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private EmbeddedGitServer server;
    private String url;
    private Path cache;
    private int value;

    private enum Damage {
        EMPTY,
        TRUNCATED,
        RANDOM,
        FLIPPED,
        DIRECTORY,
        FILE,
        FIFO,
        MISSING,
        UNREADABLE
    }

    @Before
    public void start() throws IOException {
        server = EmbeddedGitServer.start(folder.newFolder("server").toPath());
        url = server.createRepository("app", Map.of("values.yaml", "tag: 0\n", "other", "x\n".repeat(1000)));
        cache = folder.getRoot().toPath().resolve("cache");
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @After
    public void stop() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        server.close();
    }

    @Test
    public void worksWhateverFileIsDamaged() throws IOException, InterruptedException {
        RealPrograms.requirePosix();
        update(new GitWorkspace(cache));
        Random random = new Random(16);
        for (String part : parts()) {
            for (Damage damage : Damage.values()) {
                String what = part + " " + damage;
                if (!Files.exists(repository().resolve(part))) {
                    update(new GitWorkspace(cache)); // packs have other names in a cache that was made anew
                    continue;
                }
                warnings.clear();
                damage(repository().resolve(part), damage, random);
                try {
                    update(new GitWorkspace(cache));
                } catch (RuntimeException e) {
                    throw new AssertionError(what, e);
                }
                assertThat(server.file("app", "main", "values.yaml")).as(what).isEqualTo("tag: " + value + "\n");
                assertThat(warnings).as(what).hasSizeLessThanOrEqualTo(1);
                readOther();
                assertThat(warnings).as(what).hasSizeLessThanOrEqualTo(1);
                warnings.clear();
                readOther();
                assertThat(warnings).as("after " + what).isEmpty();
            }
        }
    }

    @Test
    public void waitsForNoFifoInThePlaceOfItsLock() throws IOException, InterruptedException {
        RealPrograms.requirePosix();
        update(new GitWorkspace(cache));
        Path lock = repository().resolveSibling(repository().getFileName() + ".lock");
        Files.delete(lock);
        RealPrograms.run(cache, List.of("mkfifo", lock.toString()));

        update(new GitWorkspace(cache));

        assertThat(server.file("app", "main", "values.yaml")).isEqualTo("tag: " + value + "\n");
        assertThat(lock).isRegularFile();
    }

    @Test
    public void followsNothingThatItsConfigurationIncludes() throws IOException, InterruptedException {
        for (String config : List.of(
                "[include]\n\tpath = /dev/zero\n",
                "[core] \n [ InClude]\n\tpath = config\n",
                "[includeIf \"gitdir:/\"]\n\tpath = /dev/zero\n",
                "#" + "x".repeat(1 << 20))) {
            update(new GitWorkspace(cache));
            warnings.clear();
            Files.writeString(repository().resolve("config"), config);

            update(new GitWorkspace(cache));

            assertThat(warnings).singleElement().asString().startsWith("its config ");
            assertThat(repository().resolve("config")).content().doesNotContainIgnoringCase("include");
        }
    }

    @Test
    public void saysOnceWhatWasDamaged() throws IOException, InterruptedException {
        for (String part : List.of("config", "shallow", "refs", "objects", "objects/pack")) {
            update(new GitWorkspace(cache));
            warnings.clear();
            update(new GitWorkspace(folder.getRoot().toPath().resolve("another")));
            Path path = repository().resolve(part);
            CacheFiles.delete(path);
            Files.writeString(path, "[[[ no such thing");
            update(new GitWorkspace(cache));
            assertThat(warnings).as(part).hasSize(1);
        }
    }

    @Test
    public void worksWhenThePlaceOfTheLockOrOfTheRepositoryIsTaken() throws IOException, InterruptedException {
        update(new GitWorkspace(cache));
        Path repository = repository();
        Path lock = Path.of(repository + ".lock");
        Files.delete(lock);
        Files.createDirectories(lock.resolve("x/y"));
        CacheFiles.delete(repository);
        Files.writeString(repository, "taken");
        update(new GitWorkspace(cache));
        assertThat(server.file("app", "main", "values.yaml")).isEqualTo("tag: " + value + "\n");
    }

    @Test
    public void sweepsWhatProcessesThatDiedLeftBehind() throws IOException, InterruptedException {
        update(new GitWorkspace(cache));
        Path repository = repository();
        Files.writeString(repository.resolve("in-use"), "");
        Files.writeString(repository.resolve("objects/incoming_1.pack"), "PACK");
        assertThat(new GitWorkspace(cache).shrinkCache(Long.MAX_VALUE)).isZero();
        assertThat(repository).doesNotExist();
        update(new GitWorkspace(cache));
        assertThat(new GitWorkspace(cache).shrinkCache(Long.MAX_VALUE)).isPositive();
        assertThat(repository).exists();
    }

    private void update(GitWorkspace workspace) throws InterruptedException {
        workspace.commit(
                GitRemote.of(url, new GitCredentials.Anonymous()),
                BranchChange.on("main", Edits.put("values.yaml", "tag: " + ++value + "\n")));
    }

    private void readOther() throws InterruptedException {
        new GitWorkspace(cache)
                .read(GitRemote.of(url, new GitCredentials.Anonymous()), "main", tree -> tree.read("other"));
    }

    private Path repository() throws IOException {
        try (var entries = Files.list(cache)) {
            return entries.filter(entry -> !entry.toString().endsWith(".lock"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<String> parts() throws IOException {
        Path repository = repository();
        try (var all = Files.walk(repository)) {
            return all.filter(path -> !path.equals(repository))
                    .map(path -> repository.relativize(path).toString())
                    .filter(path -> !path.startsWith("hooks")
                            && !path.startsWith("logs")
                            && !path.matches("objects/[0-9a-f]{2}.*"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static void damage(Path path, Damage damage, Random random) throws IOException {
        byte[] content = Files.isReadable(path) && Files.isRegularFile(path) ? Files.readAllBytes(path) : new byte[0];
        boolean directory = Files.isDirectory(path);
        if (damage == Damage.UNREADABLE) {
            File file = path.toFile();
            assertThat(file.setReadable(false)).isTrue();
            return;
        }
        if (directory
                && damage != Damage.FILE
                && damage != Damage.FIFO
                && damage != Damage.MISSING
                && damage != Damage.EMPTY) {
            return;
        }
        CacheFiles.delete(path);
        switch (damage) {
            case EMPTY -> make(path, new byte[0], directory);
            case TRUNCATED -> make(path, java.util.Arrays.copyOf(content, content.length / 2), false);
            case RANDOM -> {
                random.nextBytes(content);
                make(path, content, false);
            }
            case FLIPPED -> {
                if (content.length > 0) {
                    content[random.nextInt(content.length)] ^= 0x55;
                }
                make(path, content, false);
            }
            case DIRECTORY -> {
                make(path, content, true);
                make(path.resolve("inside"), content, false);
            }
            case FIFO -> RealPrograms.run(path.getParent(), List.of("mkfifo", path.toString()));
            case FILE -> make(path, "file".getBytes(), false);
            default -> {}
        }
    }

    private static void make(Path path, byte[] content, boolean directory) throws IOException {
        if (directory) {
            Files.createDirectories(path);
        } else {
            Files.write(path, content);
        }
    }
}
