package io.jenkins.plugins.argoimageupdate.jenkins.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LeftOversTest {

    private static final Instant NOW = Instant.now().plus(Duration.ofHours(1));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final LeftOvers leftOvers = new LeftOvers(NOW);
    private Path job;
    private Path builds;

    @Before
    public void folders() throws Exception {
        job = folder.newFolder("job").toPath();
        builds = Files.createDirectory(job.resolve("builds"));
    }

    @Test
    public void deletesWhatWasBeingWrittenAndNothingElse() throws Exception {
        Path left = file(job, "argo-image-update-polls.json-atomic123tmp");
        Path leftInBuild = file(build(7), "argo-image-update-1.json-atomic456tmp");
        Path ours = file(job, "argo-image-update-polls.json");
        Path damaged = file(job, "argo-image-update-polls.json.damaged");
        Path others = file(job, "config.xml-atomic123tmp");
        Path othersInBuild = file(build(7), "build.xml-atomic123tmp");

        leftOvers.sweepJob(job, builds);

        assertThat(left).doesNotExist();
        assertThat(leftInBuild).doesNotExist();
        assertThat(ours).exists();
        assertThat(damaged).exists();
        assertThat(others).exists();
        assertThat(othersInBuild).exists();
        assertThat(leftOvers.deleted()).isEqualTo(2);
    }

    @Test
    public void leavesWhatIsBeingWrittenNow() throws Exception {
        Path young = file(job, "argo-image-update-polls.json-atomic123tmp");
        Files.setLastModifiedTime(young, java.nio.file.attribute.FileTime.from(NOW.plusSeconds(1)));
        leftOvers.sweepJob(job, builds);
        assertThat(young).exists();
    }

    @Test
    public void looksAtTheNewestBuildsOfJobsThatHaveFilesOfOurs() throws Exception {
        Path old = file(build(1), "argo-image-update-1.json-atomic1tmp");
        for (int number = 2; number <= LeftOvers.MOST_BUILDS; number++) {
            build(number);
        }
        Path second = file(build(LeftOvers.MOST_BUILDS), "argo-image-update-1.json-atomic1tmp");
        Path newest = file(build(LeftOvers.MOST_BUILDS + 1), "argo-image-update-1.json-atomic1tmp");
        leftOvers.sweepJob(job, builds);
        assertThat(newest)
                .as("of what may be the first build with files of ours")
                .doesNotExist();
        assertThat(second).as("of a job without files of ours").exists();

        file(job, "argo-image-update-history.json");
        leftOvers.sweepJob(job, builds);
        assertThat(second).doesNotExist();
        assertThat(old).exists();
    }

    private Path build(int number) throws IOException {
        return Files.createDirectories(builds.resolve(Integer.toString(number)));
    }

    private static Path file(Path folder, String name) throws IOException {
        return Files.writeString(folder.resolve(name), "{");
    }
}
