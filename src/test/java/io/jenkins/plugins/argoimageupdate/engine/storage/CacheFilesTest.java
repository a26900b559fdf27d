package io.jenkins.plugins.argoimageupdate.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CacheFilesTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Windows refuses that at first. */
    @Test
    public void deletesFilesThatAreReadOnly() throws IOException {
        Path tree = folder.newFolder("cache").toPath();
        Path pack = Files.writeString(
                Files.createDirectories(tree.resolve("objects/pack")).resolve("1.pack"), "PACK");
        assertThat(pack.toFile().setReadOnly()).isTrue();

        CacheFiles.delete(tree);

        assertThat(tree).doesNotExist();
    }

    @Test
    public void whatIsNotThereNeedsNoDeletion() throws IOException {
        Path nothing = folder.getRoot().toPath().resolve("nothing");

        CacheFiles.delete(nothing);

        assertThat(nothing).doesNotExist();
    }
}
