package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.registry.FakeTime;
import io.jenkins.plugins.argoimageupdate.engine.registry.LoggedWarnings;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Digest;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ImageConfig;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Manifest;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class MetadataStoreTest {

    private static final RegistryEndpoint ENDPOINT = RegistryEndpoint.inferred("ghcr.io");
    private static final String REPOSITORY = "org/app";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public LoggedWarnings warnings = new LoggedWarnings();

    private final FakeTime time = new FakeTime();
    private Path directory;
    private Path file;

    @Before
    public void nameTheDirectory() {
        directory = folder.getRoot().toPath().resolve("metadata");
        file = directory.resolve(MetadataLog.FORMAT);
    }

    @Test
    public void writesNothingBeforeThereIsSomethingToWrite() {
        MetadataStore store = open();
        assertThat(store.get(key("1"))).isNull();
        store.flush();
        assertThat(directory).doesNotExist();
    }

    @Test
    public void anotherProcessFindsWhatWasWritten() {
        MetadataStore store = open();
        put(store, "1");
        put(store, "2");
        store.remove(key("1"));
        store.flush();
        MetadataStore next = open();
        assertThat(next.contains(key("1"))).isFalse();
        assertThat(next.get(key("2"))).isEqualTo(value("2"));
    }

    @Test
    public void setsADamagedFileAsideWithOneWarningAndKeepsWhatCameBefore() throws Exception {
        MetadataStore store = open();
        put(store, "before");
        store.flush();
        long damage = Files.size(file) + 20;
        put(store, "damaged");
        store.flush();
        put(store, "after");
        store.flush();
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(damage);
            int old = bytes.read();
            bytes.seek(damage);
            bytes.write(old ^ 1);
        }
        MetadataStore next = open();
        assertThat(next.contains(key("before"))).isTrue();
        assertThat(next.contains(key("damaged"))).isFalse();
        put(next, "later");
        next.flush();
        MetadataStore third = open();
        assertThat(third.contains(key("before"))).isTrue();
        assertThat(third.contains(key("later"))).isTrue();
        assertThat(warnings.messages()).singleElement().asString().contains("is damaged", file.toString(), "set aside");
        assertThat(directory.resolve(MetadataLog.FORMAT + ".damaged")).exists();
    }

    @Test
    public void startsAnewWhenTheFileIsSomethingElse() throws Exception {
        Files.createDirectories(directory);
        Files.writeString(file, "nonsense ".repeat(1_000));
        MetadataStore store = open();
        put(store, "1");
        store.flush();
        assertThat(open().contains(key("1"))).isTrue();
        assertThat(warnings.messages()).hasSize(1);
    }

    @Test
    public void anEmptyFileIsDamageToo() throws Exception {
        Files.createDirectories(directory);
        Files.createFile(file);
        MetadataStore store = open();
        put(store, "1");
        store.flush();
        assertThat(open().contains(key("1"))).isTrue();
        assertThat(warnings.messages()).hasSize(1);
    }

    @Test
    public void goesOnAfterAWriteThatWasStoppedInTheMiddle() throws Exception {
        MetadataStore store = open();
        put(store, "1");
        store.flush();
        long whole = Files.size(file);
        put(store, "2");
        store.flush();
        long end = Files.size(file);
        for (long cut = whole + 1; cut < end; cut += 7) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.setLength(cut);
            }
            MetadataStore next = open();
            assertThat(next.contains(key("1"))).isTrue();
            assertThat(next.contains(key("2"))).isFalse();
            put(next, "2");
            next.flush();
            assertThat(open().contains(key("2"))).isTrue();
        }
        assertThat(warnings.messages()).isEmpty();
    }

    @Test
    public void severalWritersAtOnceLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            MetadataStore store = open();
            String name = "writer" + i + "-";
            writers.add(threads.submit(() -> {
                for (int tag = 0; tag < 50; tag++) {
                    put(store, name + tag);
                    store.flush();
                }
            }));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        threads.shutdownNow();
        MetadataStore all = open();
        for (int i = 0; i < 4; i++) {
            for (int tag = 0; tag < 50; tag++) {
                assertThat(all.contains(key("writer" + i + "-" + tag))).isTrue();
            }
        }
        assertThat(warnings.messages()).isEmpty();
    }

    @Test
    public void severalProcessesAtOnceLoseNothing() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(MetadataProcess.start(directory, "process" + i, 100));
        }
        for (Process process : processes) {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        MetadataStore all = open();
        for (int i = 0; i < 3; i++) {
            for (int tag = 0; tag < 100; tag++) {
                assertThat(all.contains(MetadataProcess.key("process" + i, tag)))
                        .isTrue();
            }
        }
        assertThat(warnings.messages()).isEmpty();
        assertThat(directory.resolve(MetadataLog.FORMAT + ".damaged")).doesNotExist();
    }

    @Test
    public void takesOverWhatOthersWrite() {
        MetadataStore one = open();
        MetadataStore other = open();
        put(one, "1");
        one.flush();
        assertThat(other.contains(key("1"))).isTrue();
        put(one, "2");
        one.flush();
        assertThat(other.contains(key("2"))).isFalse();
        other.refresh();
        assertThat(other.contains(key("2"))).isTrue();
    }

    @Test
    public void tellsWhetherATagCameToNameSomethingElse() {
        MetadataStore store = open();
        put(store, "1");
        put(store, "2");
        long first = store.tagChanges();
        time.pass(Duration.ofMinutes(1));
        put(store, "1");
        put(store, "3");
        assertThat(store.tagChanges()).as("looked at again, and new").isEqualTo(first);
        put(store, "1", Digest.sha256("other".getBytes(StandardCharsets.UTF_8)));
        long moved = store.tagChanges();
        assertThat(moved).as("moved").isGreaterThan(first);
        store.remove(key("2"));
        assertThat(store.tagChanges()).as("forgotten").isGreaterThan(moved);
    }

    @Test
    public void tellsOfChangesThatOthersWrite() {
        MetadataStore store = open();
        MetadataStore other = open();
        put(store, "1");
        store.flush();
        put(other, "1", Digest.sha256("other".getBytes(StandardCharsets.UTF_8)));
        other.flush();
        long before = store.tagChanges();
        store.refresh();
        assertThat(store.tagChanges()).isGreaterThan(before);
    }

    @Test
    public void tagsLeftOutForWantOfRoomCountAsChanged() {
        MetadataStore store = new MetadataStore(directory, time, 16 << 10);
        for (int tag = 0; tag < 2_000; tag++) {
            put(store, "tag-" + tag);
        }
        assertThat(store.contains(key("tag-0"))).isFalse();
        assertThat(store.tagChanges()).isPositive();
    }

    @Test
    public void anInterruptLosesNothing() {
        MetadataStore store = open();
        put(store, "1");
        Thread.currentThread().interrupt();
        store.flush();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(open().contains(key("1"))).isTrue();
    }

    @Test
    public void theFileDoesNotGrowForEverByTheSameTags() throws Exception {
        MetadataStore store = open();
        MetadataStore other = open();
        for (int round = 0; round < 200; round++) {
            time.pass(Duration.ofMinutes(10));
            for (int tag = 0; tag < 200; tag++) {
                put(store, "tag-" + tag);
            }
            store.flush();
        }
        put(other, "of another process");
        other.flush();
        assertThat(Files.size(file)).isLessThan(2 << 20);
        MetadataStore next = open();
        assertThat(next.contains(key("tag-0"))).isTrue();
        assertThat(next.contains(key("tag-199"))).isTrue();
        assertThat(next.contains(key("of another process"))).isTrue();
    }

    @Test
    public void whenItIsFullWhatWasCheckedTheLongestTimeAgoGoes() throws Exception {
        int most = 64 << 10;
        MetadataStore store = new MetadataStore(directory, time, most);
        for (int tag = 0; tag < 2_000; tag++) {
            time.pass(Duration.ofSeconds(1));
            String digest = Digest.sha256(("manifest " + tag).getBytes(StandardCharsets.UTF_8));
            String config = Digest.sha256(("config " + tag).getBytes(StandardCharsets.UTF_8));
            put(store, "tag-" + tag, digest);
            store.put(MetadataCodec.manifestKey(digest), MetadataCodec.encode(new Manifest.Image(config, Map.of())));
            store.put(MetadataCodec.configKey(config), MetadataCodec.encode(ImageConfig.UNREADABLE));
            assertThat(store.liveBytes()).isLessThanOrEqualTo(most);
            assertThat(store.contains(MetadataCodec.configKey(config))).isTrue();
        }
        store.flush();
        assertThat(store.contains(key("tag-0"))).isFalse();
        assertThat(store.contains(key("tag-1900"))).isTrue();
    }

    @Test
    public void aStoreWithLessRoomLeavesOutWhatWasCheckedTheLongestTimeAgo() throws Exception {
        MetadataStore store = open();
        for (int tag = 0; tag < 2_000; tag++) {
            time.pass(Duration.ofSeconds(1));
            put(store, "tag-" + tag);
        }
        store.flush();

        int less = store.liveBytes() / 4;
        MetadataStore smaller = new MetadataStore(directory, time, less);
        smaller.refresh();

        assertThat(smaller.liveBytes()).isPositive().isLessThanOrEqualTo(less);
        assertThat(smaller.contains(key("tag-0"))).isFalse();
        assertThat(smaller.contains(key("tag-1999"))).isTrue();
    }

    @Test
    public void goesOnInMemoryWhereNothingCanBeWritten() throws Exception {
        Files.writeString(directory, "a file where the directory should be", StandardOpenOption.CREATE_NEW);
        MetadataStore store = open();
        put(store, "1");
        store.flush();
        put(store, "2");
        store.flush();
        assertThat(store.contains(key("1"))).isTrue();
        assertThat(store.contains(key("2"))).isTrue();
        assertThat(warnings.messages()).singleElement().asString().contains("kept in memory alone");
    }

    private MetadataStore open() {
        return MetadataStore.in(directory, time, 100_000);
    }

    private void put(MetadataStore store, String tag) {
        store.put(key(tag), value(tag));
    }

    private void put(MetadataStore store, String tag, String digest) {
        store.put(key(tag), MetadataCodec.encode(new MetadataCodec.TagState(digest, store.now())));
    }

    private byte[] value(String tag) {
        String digest = Digest.sha256(tag.getBytes(StandardCharsets.UTF_8));
        return MetadataCodec.encode(
                new MetadataCodec.TagState(digest, time.now().getEpochSecond()));
    }

    private static byte[] key(String tag) {
        return MetadataCodec.tagKey(MetadataCodec.repositoryKey(ENDPOINT, REPOSITORY), tag);
    }
}
