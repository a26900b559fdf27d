package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Files in the folders of jobs and builds that something has damaged, before a start of Jenkins and while it runs. */
public class DamagedFilesTest {

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final DemoJenkins demo = new DemoJenkins();

    private Path folder;

    @Test
    public void damagedFilesAreSetAsideAndBreakNothing() throws Throwable {
        sessions.then(jenkins -> {
            demo.configure();
            FreeStyleProject job = jenkins.createProject(FreeStyleProject.class, "job");
            ArgoImageUpdateBuilder builder = new ArgoImageUpdateBuilder();
            builder.setApplication("example");
            job.getBuildersList().add(builder);
            ImageUpdateTrigger trigger = new ImageUpdateTrigger(Polls.NEVER);
            trigger.start(job, true);
            job.addTrigger(trigger);
            jenkins.buildAndAssertSuccess(job);
            Polls.poll(jenkins, job);
            assertThat(Polls.of(job).get(0).getOutcome()).isEqualTo("CURRENT");
            folder = job.getRootDir().toPath();
        });
        damage(new byte[0]);
        Path left = Files.writeString(folder.resolve("argo-image-update-polls.json-atomic1tmp"), "{");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(60)));
        sessions.then(jenkins -> {
            await().atMost(Duration.ofMinutes(5))
                    .untilAsserted(() -> assertThat(left).doesNotExist());
            assertAllWorks(jenkins);
            byte[] random = new byte[1_000];
            new Random(12).nextBytes(random);
            for (byte[] content :
                    List.of(random, text("<list>"), text("<string>x</string>"), text("{\"polls\": [{}]}"))) {
                damage(content);
                assertAllWorks(jenkins);
            }
        });
    }

    private void assertAllWorks(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.jenkins.getItemByFullName("job", FreeStyleProject.class);
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            for (String page : List.of("", "argo-image-polling/", "image-updates/", "1/", "1/image-update/")) {
                int status = client.withThrowExceptionOnFailingStatusCode(false)
                        .goTo(job.getUrl() + page, null)
                        .getWebResponse()
                        .getStatusCode();
                assertThat(status).as(page).isIn(200, 404); // 404 for what is gone
            }
        }
        ImageUpdateTrigger.of(job).run();
        Polls.settle(jenkins);
        assertThat(Polls.of(job).get(0).getOutcome()).isEqualTo("CURRENT");
        assertThat(folder.resolve("argo-image-update-polls.json.damaged")).exists();
        assertThat(folder.resolve("argo-image-update-watched.xml.damaged")).exists();
        jenkins.buildAndAssertSuccess(job);
        assertThat(folder.resolve("argo-image-update-history.json")).isNotEmptyFile();
        assertThat(folder.resolve("argo-image-update-watched.xml")).isNotEmptyFile();
    }

    private void damage(byte[] content) throws IOException {
        for (String file : List.of(
                "argo-image-update-polls.json",
                "argo-image-update-history.json",
                "argo-image-update-watched.xml",
                "builds/1/argo-image-update-1.json")) {
            Files.write(folder.resolve(file), content);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
