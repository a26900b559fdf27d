package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.RegistryConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What the administrator's page answers first, and how it is searched. */
public class ImageWatchTest {

    private static final String PAGE = "manage/image-watch/";
    private static final String DEAD = "main-dead001";
    private static final String POLLS = "argo-image-update-polls.json";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final DemoJenkins demo = new DemoJenkins();

    @Test
    public void saysWhatIsMissingUntilAllIsThere() throws Exception {
        assertThat(text(""))
                .contains("No job watches images yet", "Set up")
                .contains("Argo CD server · to do", "A job that watches images · to do", "Webhook · optional")
                .doesNotContain("Credentials for Argo CD", "No problems", "Image repositories", "Pause …", "Pause all");
        assertThat(open("").getAnchorByText("Argo CD server").getHrefAttribute())
                .endsWith("/manage/configure");

        ArgoCdServerConfig server =
                new ArgoCdServerConfig("production", demo.world().argocd().toString());
        ArgoImageUpdateConfiguration.get().setArgoCdServers(List.of(server));
        assertThat(text(""))
                .contains(
                        "Argo CD server · done", "Credentials for Argo CD · to do", "production: choose credentials.");
        server.setCredentialsId("gone");
        assertThat(text("")).contains("production: there are no usable credentials 'gone'.");

        demo.configure();
        assertThat(text("")).contains("Credentials for Argo CD · done", "A job that watches images · to do");
        FreeStyleProject job = Polls.watchingJob(jenkins);
        assertThat(text(""))
                .contains("No image has been checked yet", "First successful poll or build · to do")
                .contains("A job that watches images · done");
        Polls.poll(jenkins, job);
        assertThat(text("")).contains("No problems: 2 images in 1 job checked").doesNotContain("Set up", "to do");
    }

    @Test
    public void saysFirstHowManyImagesAreNotLiveEvenIfTheyArePaused() throws Exception {
        demo.configure();
        FreeStyleProject job = jobWithADeadPod();

        assertThat(text("")).containsSubsequence("1 of 2 images is not live", "Problems", "frontend", DEAD, "Jobs");
        PollPause.get().setRepositoryPaused(key("frontend"), true, "spare it");
        assertThat(text("")).contains("1 of 2 images is not live").doesNotContain("No problems");
        assertThat(text("")).containsPattern("Paused by SYSTEM .*: spare it\\.");
        PollPause.get().setAllPaused(true, "registry maintenance");
        assertThat(text(""))
                .contains("1 of 2 images is not live")
                .containsPattern("All polling paused by SYSTEM .*: registry maintenance\\.");

        JSONObject answer = json();
        assertThat(answer.getJSONObject("pause").getString("reason")).isEqualTo("registry maintenance");
        JSONObject snapshot = answer.getJSONObject("snapshot");
        assertThat(snapshot.getString("summary")).isEqualTo("1 of 2 images is not live");
        assertThat(snapshot.getInt("notLive")).isEqualTo(1);
        JSONObject problem = snapshot.getJSONArray("problems").getJSONObject(0);
        assertThat(problem.getString("sentence")).contains(DEAD, "cannot start");
        assertThat(problem.getJSONArray("images").getJSONObject(0).getString("job"))
                .isEqualTo(job.getFullName());
    }

    @Test
    public void allPausedIsNoProblemAndNotAllWell() throws Exception {
        demo.configure();
        Polls.poll(jenkins, Polls.watchingJob(jenkins));
        PollPause.get().setAllPaused(true);
        assertThat(text("")).contains("Polling is paused for all jobs").doesNotContain("No problems");
        PollPause.get().setAllPaused(false);
        PollPause.get().setRepositoryPaused(key("frontend"), true);
        assertThat(text("")).contains("No problems: 2 images in 1 job checked, 1 of them paused");
    }

    @Test
    public void tellsOneErrorOfSeveralJobsOnceWithAllItsImages() throws Exception {
        demo.configure();
        RegistryConfig registry = new RegistryConfig("docker.io");
        registry.setApiUrl("http://127.0.0.1:1");
        ArgoImageUpdateConfiguration.get().setRegistries(List.of(registry));
        FreeStyleProject job = Polls.watchingJob(jenkins);
        Polls.poll(jenkins, job);
        copies(job, 2);

        JSONArray problems = json().getJSONObject("snapshot").getJSONArray("problems");
        assertThat(problems.size()).isEqualTo(1);
        assertThat(problems.getJSONObject(0).getJSONArray("images").size()).isEqualTo(6);
        assertThat(text("")).contains("6 of 6 images cannot be checked", "backend · copy-2");
    }

    @Test
    public void searchesPagesAndHidesEmptyColumns() throws Exception {
        demo.configure();
        FreeStyleProject job = Polls.watchingJob(jenkins);
        Polls.poll(jenkins, job);
        copies(job, 60);

        assertThat(text(""))
                .contains("No problems: 122 images in 61 jobs checked", "1 to 50 of 61", "copy-1")
                .doesNotContain("Rate limit", "Last error", "copy-9");
        assertThat(text("?jobs=2")).contains("51 to 61 of 61", "copy-9");
        assertThat(text("?q=copy-9")).contains("copy-9").doesNotContain("copy-8", "1 to 50");
        assertThat(text("watchFragment?q=nowhere")).contains("Nothing on this page matches “nowhere”.");
        assertThat(json().getJSONObject("snapshot").getJSONArray("jobs").size()).isEqualTo(61);
    }

    @Test
    public void theRemoteApiIsDocumented() throws Exception {
        assertThat(text("api/")).contains("What all jobs watch", "snapshot.problems", "reason=");
    }

    @Test
    public void aRepositoryIsPausedAndResumedByTheNameThatWebhooksGiveIt() throws Exception {
        demo.configure();
        Polls.poll(jenkins, Polls.watchingJob(jenkins));

        assertThat(post("pause", "docker.io/lyzhang1999/frontend").getStatusCode())
                .isEqualTo(302);
        assertThat(PollPause.get().pausedRepositories()).containsExactly(key("frontend"));
        assertThat(post("resume", "docker.io/lyzhang1999/frontend").getStatusCode())
                .isEqualTo(302);
        assertThat(PollPause.get().pausedRepositories()).isEmpty();
        WebResponse refused = post("pause", "docker.io/lyzhang1999/other");
        assertThat(refused.getStatusCode()).isEqualTo(404);
        assertThat(refused.getContentAsString()).contains("No job watches an image repository of this name.");
    }

    @Test
    public void anOpenPageLearnsOfPollsAndPauses() throws Exception {
        demo.configure();
        FreeStyleProject job = Polls.watchingJob(jenkins);
        int before = version();
        Polls.poll(jenkins, job);
        int polled = version();
        PollPause.get().setPaused(job, true);

        assertThat(polled).isNotEqualTo(before);
        assertThat(version()).isNotEqualTo(polled);
    }

    private FreeStyleProject jobWithADeadPod() throws Exception {
        demo.world().breakImage(DemoWorld.FRONTEND, DEAD);
        demo.world().push(DemoWorld.FRONTEND, DEAD, Instant.now());
        FreeStyleProject job = Polls.watchingJob(jenkins);
        ArgoImageUpdateBuilder step = new ArgoImageUpdateBuilder();
        step.setApplication(DemoWorld.APPLICATION);
        job.getBuildersList().add(step);
        Polls.poll(jenkins, job);
        Polls.poll(jenkins, job);
        return job;
    }

    /** Jobs whose polls found the same. */
    private void copies(FreeStyleProject job, int count) throws Exception {
        Path polls = job.getRootDir().toPath().resolve(POLLS);
        for (int number = 1; number <= count; number++) {
            FreeStyleProject copy = jenkins.createFreeStyleProject("copy-" + number);
            Files.copy(polls, copy.getRootDir().toPath().resolve(POLLS));
            Polls.watch(copy);
        }
    }

    private String key(String name) {
        return demo.world().registry().getAuthority() + "/lyzhang1999/" + name;
    }

    private WebResponse post(String what, String repository) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            client.withThrowExceptionOnFailingStatusCode(false).withRedirectEnabled(false);
            URL address = client.createCrumbedUrl(PAGE + what);
            WebRequest request = new WebRequest(new URL(address + "&repository=" + repository), HttpMethod.POST);
            return client.loadWebResponse(request);
        }
    }

    private HtmlPage open(String rest) throws Exception {
        return jenkins.createWebClient().withJavaScriptEnabled(false).goTo(PAGE + rest);
    }

    private String text(String rest) throws Exception {
        return open(rest).asNormalizedText();
    }

    private JSONObject json() throws Exception {
        return get("api/json");
    }

    private int version() throws Exception {
        return get("progress").getJSONObject("data").getInt("version");
    }

    private JSONObject get(String rest) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            return JSONObject.fromObject(client.goTo(PAGE + rest, "application/json")
                    .getWebResponse()
                    .getContentAsString());
        }
    }
}
