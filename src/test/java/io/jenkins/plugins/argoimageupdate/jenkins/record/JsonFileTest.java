package io.jenkins.plugins.argoimageupdate.jenkins.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JsonFileTest {

    private static final Logger LOG = Logger.getLogger(DamagedFile.class.getName());
    private static final Shelf SHELF = new Shelf("left", List.of(new Book("a"), new Book("b")));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path path;
    private JsonFile<Shelf> file;

    record Book(String title) {}

    record Shelf(String name, List<Book> books) {

        Shelf {
            Objects.requireNonNull(name);
            Objects.requireNonNull(books);
        }
    }

    @Before
    public void open() {
        LOG.setLevel(Level.OFF); // thousands of files are damaged here
        path = folder.getRoot().toPath().resolve("shelf.json");
        file = new JsonFile<>(path, Shelf.class);
    }

    @After
    public void speakAgain() {
        LOG.setLevel(null);
    }

    @Test
    public void readsWhatWasWritten() throws Exception {
        assertThat(file.read()).isEmpty();
        file.write(SHELF);
        assertThat(file.read()).contains(SHELF);
        assertThat(names()).containsExactly("shelf.json");
    }

    @Test
    public void membersOfOtherVersionsAreNoDamage() throws Exception {
        Files.writeString(path, "{\"name\": \"left\", \"books\": [{}], \"colour\": \"red\"}");
        assertThat(file.read()).contains(new Shelf("left", List.of(new Book(null))));
    }

    enum Cover {
        HARD,
        SOFT
    }

    record Look(Cover cover) {}

    record Bound(String title, @JsonUnwrapped Look look) {}

    record Rack(List<Bound> books) {}

    @Test
    public void elementsThatSayWhatOnlyOtherVersionsKnowAreLeftOut() throws Exception {
        String json =
                "{\"books\": [{\"title\": \"a\", \"cover\": \"HARD\"}, {\"title\": \"b\", \"cover\": \"LEATHER\"}, {\"title\": \"c\", \"cover\": \"LINEN\"}]}";
        Files.writeString(path, json);
        assertThat(new JsonFile<>(path, Rack.class).read())
                .contains(new Rack(List.of(new Bound("a", new Look(Cover.HARD)))));
        assertThat(path).hasContent(json);
    }

    @Test
    public void aFileThatIsNothingButUnknownIsSetAside() throws Exception {
        Files.writeString(path, "{\"cover\": \"LEATHER\"}");
        assertThat(new JsonFile<>(path, Look.class).read()).isEmpty();
        assertThat(names()).containsExactly("shelf.json.damaged");
    }

    @Test
    public void everyPartOfAFileIsSetAsideOrHoldsAll() throws Exception {
        file.write(SHELF);
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = new byte[length];
            System.arraycopy(whole, 0, part, 0, length);
            assertSetAside(part);
        }
    }

    @Test
    public void filesWithHolesAreSetAside() throws Exception {
        for (String json : List.of(
                "null",
                "{}",
                "[]",
                "7",
                "{\"name\": \"left\"}",
                "{\"name\": \"left\", \"books\": [null]}",
                "{\"name\": {}, \"books\": []}",
                "[".repeat(100_000),
                "{\"books\":".repeat(100_000))) {
            assertSetAside(json.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    public void randomBytesAreSetAside() throws Exception {
        Random random = new Random(12);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            assertSetAside(bytes);
        }
    }

    @Test
    public void aFileThatIsTooLongIsNotRead() throws Exception {
        try (var channel = java.nio.channels.FileChannel.open(
                path, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[] {' '}), JsonFile.LONGEST);
        }
        assertThat(file.read()).isEmpty();
        assertThat(names()).containsExactly("shelf.json.damaged");
    }

    private void assertSetAside(byte[] content) throws IOException {
        Files.write(path, content);
        assertThat(file.read())
                .as(() -> new String(content, StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(names()).containsExactly("shelf.json.damaged");
        assertThat(folder.getRoot().toPath().resolve("shelf.json.damaged")).hasBinaryContent(content);
        assertThat(file.read()).isEmpty();
        file.write(SHELF);
        assertThat(file.read()).contains(SHELF);
        Files.delete(folder.getRoot().toPath().resolve("shelf.json.damaged"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
