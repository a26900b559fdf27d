package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jgit.api.Git;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import tools.jackson.databind.json.JsonMapper;

/** What polls, builds and the page of a job make of a revert in Git. */
public class RolledBackInGitTest {

    private static final String NEWER = "main-c0ffee1";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private FreeStyleProject job;

    @Before
    public void writeAndRevert() throws Exception {
        job = Polls.watchingJob(jenkins);
        ArgoImageUpdateBuilder update = new ArgoImageUpdateBuilder();
        update.setApplication("example");
        job.getBuildersList().add(update);
        demo.world().push(DemoWorld.FRONTEND, DemoJenkins.NEW, Instant.now());
        Polls.poll(jenkins, job);
        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
        Polls.poll(jenkins, job);
        revert();
    }

    private void revert() throws Exception {
        try (Git clone = Git.cloneRepository()
                .setURI(demo.world().repository())
                .setDirectory(folder.newFolder())
                .call()) {
            clone.getRepository().getConfig().setString("user", null, "name", "Jane Doe");
            clone.getRepository().getConfig().setString("user", null, "email", "jane@example.com");
            clone.revert().include(clone.getRepository().resolve("HEAD")).call();
            clone.push().call();
        }
        await().atMost(Duration.ofMinutes(5))
                .until(
                        () -> argoCd("?refresh=normal"),
                        text -> text.contains("lyzhang1999/frontend:main-0000000")
                                && !text.contains("lyzhang1999/frontend:" + DemoJenkins.NEW));
    }

    private String argoCd(String query) throws Exception {
        URI address = URI.create(demo.world().argocd() + "/api/v1/applications/example" + query);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + DemoWorld.TOKEN)
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("status")
                .path("summary")
                .toString();
    }

    @Test
    public void oneBuildFindsItAndThePageSaysWhoDidIt() throws Exception {
        int builds = job.getLastBuild().getNumber();

        Polls.poll(jenkins, job);
        Polls.poll(jenkins, job);

        assertThat(demo.world().override()).isNull();
        assertThat(job.getLastBuild().getNumber()).isLessThanOrEqualTo(builds + 1);
        assertThat(JenkinsRule.getLog(job.getLastBuild()))
                .contains("main-b99bc73 waits: main-b99bc73 was rolled back by Jane Doe in");
        assertThat(jenkins.createWebClient().getPage(job).asNormalizedText())
                .contains("main-b99bc73 waits")
                .contains("was rolled back by Jane Doe in");
    }

    @Test
    public void theNextNewerVersionIsWritten() throws Exception {
        demo.world().push(DemoWorld.FRONTEND, NEWER, Instant.now());

        Polls.poll(jenkins, job);

        assertThat(demo.world().override()).contains(NEWER);
    }

    @Test
    public void aPersonCanReleaseIt() throws Exception {
        Polls.poll(jenkins, job);

        jenkins.submit(jenkins.createWebClient().getPage(job).getFormByName("aiu-release-frontend"));
        Polls.poll(jenkins, job);

        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
    }
}
