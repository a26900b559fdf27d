package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Several processes, and processes that die. The server refuses forced pushes. */
public class ProcessesTest {

    private static final int PROCESSES = 4;
    private static final int UPDATES = 25;

    @ClassRule
    public static final RealGitHttp SERVER = new RealGitHttp();

    private static int repositories;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String name;
    private RealRepository repository;
    private Path caPem;

    @Before
    public void create() throws IOException {
        name = "charts" + repositories++ + ".git";
        repository = SERVER.createRepository(name);
        caPem = folder.newFile("ca.pem").toPath();
        Files.writeString(caPem, SERVER.caPem());
    }

    private Process start(String process, Path cache, int updates) throws IOException {
        Path log = folder.getRoot().toPath().resolve(process + ".log");
        return UpdateProcess.start(log, SERVER.url(name), caPem, cache, process, updates);
    }

    @Test
    public void noUpdateIsLostOrMadeTwiceBySeveralWriters() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            boolean sharesACache = i < 2;
            Path cache = folder.getRoot().toPath().resolve(sharesACache ? "shared" : "cache" + i);
            processes.add(start("writer" + i, cache, UPDATES));
        }
        for (Process process : processes) {
            assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(logs()).isZero();
        }

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            for (int update = 1; update <= UPDATES; update++) {
                expected.add("writer" + i + "-" + update);
            }
        }
        assertThat(repository.git("show", "main:first").lines()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(repository.git("rev-list", "--count", "main").strip())
                .isEqualTo(String.valueOf(1 + PROCESSES * UPDATES));
        assertThat(repository.git("rev-list", "--count", "--merges", "main").strip())
                .isEqualTo("0");
        assertThat(repository.git("fsck", "--full", "--strict")).doesNotContain("error");
    }

    @Test
    public void aProcessThatDiesLeavesWholeCommitsAndAUsableCache() throws Exception {
        Path cache = folder.getRoot().toPath().resolve("cache");
        for (int round = 0; round < 4; round++) {
            int before = commits();
            Process process = start("dying" + round, cache, 1000);
            Awaitility.await()
                    .atMost(RealPrograms.PATIENCE)
                    .pollInterval(Duration.ofMillis(7))
                    .until(() -> commits() > before);
            process.destroyForcibly().waitFor();
        }
        int after = commits();

        Process survivor = start("survivor", cache, 1);
        assertThat(survivor.waitFor(15, TimeUnit.MINUTES)).isTrue();
        assertThat(survivor.exitValue()).as(logs()).isZero();

        assertThat(commits()).isGreaterThan(after);
        assertThat(repository.git("fsck", "--full", "--strict")).doesNotContain("error");
        for (String commit : repository.git("rev-list", "main", "--", "first").split("\n")) {
            assertThat(repository.git("rev-parse", commit + ":first"))
                    .isEqualTo(repository.git("rev-parse", commit + ":second"));
        }
        List<String> lines = repository.git("show", "main:first").lines().toList();
        assertThat(lines).doesNotHaveDuplicates().hasSize(commits() - 1).contains("survivor-1");
    }

    private int commits() {
        return Integer.parseInt(repository.git("rev-list", "--count", "main").strip());
    }

    private String logs() throws IOException {
        StringBuilder text = new StringBuilder();
        try (var files = Files.list(folder.getRoot().toPath())) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                text.append(log.getFileName()).append(": ").append(Files.readString(log));
            }
        }
        return text.toString();
    }
}
