package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.registry.FakeTime;
import io.jenkins.plugins.argoimageupdate.engine.registry.LoggedWarnings;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.Digest;
import io.jenkins.plugins.argoimageupdate.engine.storage.CacheFiles;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Whatever becomes of a file beside the cache of metadata, what is put from then on is kept, with at most one warning. */
public class DamagedMetadataTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final LoggedWarnings warnings = new LoggedWarnings();

    private final FakeTime time = new FakeTime();

    private enum Damage {
        EMPTY,
        TRUNCATED,
        RANDOM,
        FLIPPED,
        DIRECTORY,
        FIFO,
        MISSING,
        UNREADABLE
    }

    @Test
    public void keepsWhatComesAfterWhateverFileIsDamaged() throws IOException {
        RealPrograms.requirePosix();
        Random random = new Random(16);
        int tag = 0;
        for (int round = 0; round < 10; round++) {
            for (String name :
                    List.of(MetadataLog.FORMAT, "lock", MetadataLog.FORMAT + ".new", MetadataLog.FORMAT + ".damaged")) {
                for (Damage damage : Damage.values()) {
                    String what = name + " " + damage;
                    Path directory = folder.newFolder().toPath();
                    put(directory, "tag-" + ++tag);
                    put(directory, "tag-" + ++tag);
                    damage(directory.resolve(name), damage, random);
                    warnings.messages().clear();
                    put(directory, "tag-" + ++tag);
                    assertThat(warnings.messages()).as(what).hasSizeLessThanOrEqualTo(1);
                    warnings.messages().clear();
                    assertThat(open(directory).contains(key("tag-" + tag)))
                            .as(what)
                            .isTrue();
                    assertThat(warnings.messages()).as("after " + what).isEmpty();
                    assertThat(directory.resolve(MetadataLog.FORMAT + ".new")).doesNotExist();
                }
            }
        }
    }

    @Test
    public void setsAsideWhatIsWholeButOfNoKnownKind() throws IOException {
        Path directory = folder.newFolder().toPath();
        put(directory, "before");
        byte[] nonsense = {0x7f, -1, -1, -1, 1, 2, 3};
        CRC32 checksum = new CRC32();
        checksum.update(nonsense);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(ByteBuffer.allocate(8)
                .putInt(nonsense.length)
                .putInt((int) checksum.getValue())
                .array());
        frame.writeBytes(nonsense);
        Files.write(directory.resolve(MetadataLog.FORMAT), frame.toByteArray(), StandardOpenOption.APPEND);

        put(directory, "after");

        assertThat(warnings.messages()).singleElement().asString().contains("of no known kind");
        MetadataStore next = open(directory);
        assertThat(next.contains(key("before"))).isTrue();
        assertThat(next.contains(key("after"))).isTrue();
    }

    private static void damage(Path file, Damage damage, Random random) throws IOException {
        byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[100];
        CacheFiles.delete(file);
        switch (damage) {
            case EMPTY -> Files.write(file, new byte[0]);
            case TRUNCATED -> Files.write(file, Arrays.copyOf(content, random.nextInt(content.length + 1)));
            case RANDOM -> {
                random.nextBytes(content);
                Files.write(file, content);
            }
            case FLIPPED -> {
                if (content.length > 0) {
                    content[random.nextInt(content.length)] ^= 0x55;
                }
                Files.write(file, content);
            }
            case DIRECTORY -> Files.createDirectories(file.resolve("inside/it"));
            case FIFO -> RealPrograms.run(file.getParent(), List.of("mkfifo", file.toString()));
            case UNREADABLE -> {
                Files.write(file, content);
                assertThat(file.toFile().setReadable(false)).isTrue();
                assertThat(file.toFile().setWritable(false)).isTrue();
            }
            default -> {}
        }
    }

    private MetadataStore open(Path directory) {
        return MetadataStore.in(directory, time, 100_000);
    }

    private void put(Path directory, String tag) {
        MetadataStore store = open(directory);
        String digest = Digest.sha256(tag.getBytes(StandardCharsets.UTF_8));
        store.put(
                key(tag),
                MetadataCodec.encode(
                        new MetadataCodec.TagState(digest, time.now().getEpochSecond())));
        store.flush();
    }

    private static byte[] key(String tag) {
        return MetadataCodec.tagKey(MetadataCodec.repositoryKey(RegistryEndpoint.inferred("ghcr.io"), "org/app"), tag);
    }
}
