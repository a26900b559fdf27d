package io.jenkins.plugins.argoimageupdate.jenkins.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class UpdateHistoryTest {

    private static final String PAGE = "https://argocd.example.com/applications/argocd/example";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void keepsTheNewestBuilds() {
        UpdateHistory history = history(1, 700).with(701, List.of());

        assertThat(history.entries()).hasSize(Budget.PAGE_BUILDS.intValue());
        assertThat(history.entries().get(0).build()).isEqualTo(700);
    }

    @Test
    public void keepsTwoHundredBuildsOfFiveImages() {
        assertThat(history(5, 200).with(201, List.of()).entries()).hasSize(1_000);
    }

    @Test
    public void forgetsABuildOfWhichNotAllCanBeKept() {
        UpdateHistory history = history(3, 700).with(701, List.of());

        assertThat(history.entries()).hasSize(Budget.PAGE_BUILDS.intValue() * 3);
        history = history(7, 400).with(401, List.of());
        assertThat(history.entries()).hasSize(Budget.PAGE_CHANGES.intValue() / 7 * 7);
    }

    @Test
    public void cutsTheOnlyBuild() {
        assertThat(history(2_500, 1).with(2, List.of()).entries()).hasSize(Budget.PAGE_CHANGES.intValue());
    }

    @Test
    public void keepsThePageOfTheApplication() throws Exception {
        Path path = folder.getRoot().toPath().resolve("history.json");
        JsonFile<UpdateHistory> file = new JsonFile<>(path, UpdateHistory.class);
        file.write(new UpdateHistory(List.of(entry(1, 1, PAGE)), List.of(), List.of()));

        assertThat(file.read().orElseThrow().entries().get(0).revision().applicationUrl())
                .isEqualTo(PAGE);
    }

    @Test
    public void keepsNoAddressThatIsNoPage() throws Exception {
        Path path = folder.getRoot().toPath().resolve("history.json");
        JsonFile<UpdateHistory> file = new JsonFile<>(path, UpdateHistory.class);
        String tooLong = PAGE + "/" + "x".repeat(Budget.ADDRESS.intValue());
        file.write(new UpdateHistory(
                Stream.of("javascript:alert(1)", "https://user:secret@argocd.example.com/", tooLong, "")
                        .map(url -> entry(1, 1, url))
                        .toList(),
                List.of(),
                List.of()));

        assertThat(Files.readString(path)).doesNotContain("applicationUrl");
        assertThat(file.read().orElseThrow().entries())
                .allMatch(entry -> entry.revision().applicationUrl().isEmpty());
    }

    private static UpdateHistory history(int images, int builds) {
        List<HistoryEntry> entries = IntStream.iterate(builds, build -> build > 0, build -> build - 1)
                .boxed()
                .flatMap(build -> IntStream.range(0, images).mapToObj(image -> entry(build, image, PAGE)))
                .toList();
        return new UpdateHistory(entries, List.of(), List.of());
    }

    private static HistoryEntry entry(int build, int image, String url) {
        return new HistoryEntry(
                build,
                Instant.EPOCH,
                new HistoryEntry.Change("example", "image-" + image, "image-" + image, "1", "2", ""),
                new HistoryEntry.Revision("", "", url),
                HistoryEntry.Outcome.HEALTHY,
                1_000L,
                false,
                "");
    }
}
