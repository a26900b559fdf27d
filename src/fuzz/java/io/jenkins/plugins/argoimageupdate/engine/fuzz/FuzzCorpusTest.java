package io.jenkins.plugins.argoimageupdate.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.Test;

/** Reads each input of {@code src/fuzz/corpus} once, in a small stack; {@code make fuzz} looks for more. */
public class FuzzCorpusTest {

    private static final int STACK_BYTES = 512 << 10;

    @Test(timeout = 600_000)
    public void everyInputIsReadOrRefused() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (Map.Entry<String, FuzzTarget> target : FuzzTargets.all().entrySet()) {
            List<Path> inputs = inputs(target.getKey());
            assertThat(inputs).as("inputs of " + target.getKey()).isNotEmpty();
            for (Path input : inputs) {
                all.assertThat(failures(target.getValue(), Files.readAllBytes(input)))
                        .as(input.toString())
                        .isEmpty();
            }
        }
        all.assertAll();
    }

    @Test
    public void everyFolderHasItsTarget() throws IOException {
        try (Stream<Path> folders = Files.list(corpus())) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(FuzzTargets.all().keySet());
        }
    }

    private static List<Throwable> failures(FuzzTarget target, byte[] input) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        Thread reader = new Thread(
                null,
                () -> {
                    try {
                        target.read(input);
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                },
                "fuzz",
                STACK_BYTES);
        reader.setDaemon(true);
        reader.start();
        reader.join();
        return failures;
    }

    private static List<Path> inputs(String target) throws IOException {
        try (Stream<Path> files = Files.list(corpus().resolve(target))) {
            return files.sorted().toList();
        }
    }

    /** The engine is built from its own folder as well as from the project's. */
    private static Path corpus() {
        Path here = Path.of("src/fuzz/corpus").toAbsolutePath();
        return Files.isDirectory(here) ? here : Path.of("../src/fuzz/corpus").toAbsolutePath();
    }
}
