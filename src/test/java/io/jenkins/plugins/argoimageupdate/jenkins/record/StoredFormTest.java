package io.jenkins.plugins.argoimageupdate.jenkins.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Files beside jobs stay as they are from one version to the next, whatever becomes of the classes that hold them. */
public class StoredFormTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void whatPollsKeepIsWrittenAsItWasRead() throws Exception {
        assertKept("polls.json", PollMemory.class);
    }

    @Test
    public void theHistoryIsWrittenAsItWasRead() throws Exception {
        assertKept("history.json", UpdateHistory.class);
    }

    private <T> void assertKept(String name, Class<T> type) throws Exception {
        Path path = folder.getRoot().toPath().resolve(name);
        try (InputStream kept = getClass().getResourceAsStream(name)) {
            Files.copy(kept, path);
        }
        String before = Files.readString(path);
        JsonFile<T> file = new JsonFile<>(path, type);
        file.write(file.read().orElseThrow());
        assertThat(path).hasContent(before);
    }
}
