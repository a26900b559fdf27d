package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

/** Jobs that have a trigger and are not polled all the same. */
public class PollHindranceTest {

    private static final String DISABLED = "This job is disabled, so its images are not polled. Enable the job";
    private static final String NOT_BUILDABLE = "This job cannot be built now, so its images are not polled.";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final DemoJenkins demo = new DemoJenkins();

    private FreeStyleProject job;

    @Before
    public void watch() throws Exception {
        demo.configure();
        job = jenkins.createFreeStyleProject("shop");
        ImageUpdateTrigger trigger = new ImageUpdateTrigger("0 0 * * *");
        trigger.setApplications(List.of("example"));
        trigger.start(job, true);
        job.addTrigger(trigger);
    }

    @Test
    public void aDisabledJobSaysSoAndOffersNoPoll() throws Exception {
        job.makeDisabled(true);

        for (String page : List.of("", "argo-image-polling/")) {
            assertThat(text(page))
                    .contains(DISABLED)
                    .doesNotContain("Next", "Poll now")
                    .doesNotContain("being asked");
        }
        assertThat(buttons("argo-image-polling/")).isEmpty();
        JSONObject state = json(job.getUrl() + "argo-image-polling/api/json").getJSONObject("state");
        assertThat(state.getString("hindrance")).isEqualTo("DISABLED");
        assertThat(state.get("nextCheck")).hasToString("null");
    }

    @Test
    public void aJobThatIsEnabledAgainIsPolledAgain() throws Exception {
        job.makeDisabled(true);
        job.makeDisabled(false);

        assertThat(text("")).contains("Next", "Poll now").doesNotContain("disabled:");
        assertThat(text("argo-image-polling/")).contains("Next poll ").doesNotContain("disabled:");
        assertThat(buttons("argo-image-polling/")).containsExactly("poll");
        assertThat(post().getStatusCode()).isEqualTo(200);
        Polls.settle(jenkins);
        assertThat(Polls.of(job)).hasSize(1);
    }

    @Test
    public void pollingADisabledJobByHandAnswersWithTheReason() throws Exception {
        job.makeDisabled(true);

        WebResponse answer = post();

        assertThat(answer.getStatusCode()).isEqualTo(409);
        assertThat(answer.getContentAsString()).contains(DISABLED);
        Polls.settle(jenkins);
        assertThat(Polls.of(job)).isEmpty();
        assertThat(demo.world().registryRequests()).isZero();
    }

    @Test
    public void aPollByHandThatFindsItsJobDisabledKeepsWhyAndWhatItKnew() throws Exception {
        Polls.poll(jenkins, job);
        job.makeDisabled(true);

        ImageUpdateTrigger.of(job).pollNow();
        Polls.settle(jenkins);

        assertThat(Polls.of(job)).hasSize(2);
        PollView last = Polls.of(job).get(0);
        assertThat(last.getOutcome()).isEqualTo("NOT_BUILDABLE");
        assertThat(last.getDecision()).startsWith(DISABLED);
        assertThat(last.getLog()).contains("Asked by ", "(poll now)");
        assertThat(ImageUpdateTrigger.of(job).getState().getImages()).hasSize(2);
    }

    @Test
    public void scheduleAndWebhookLeaveADisabledJobAlone() throws Exception {
        job.makeDisabled(true);

        ImageUpdateTrigger.of(job).run();
        ImageUpdateTrigger.of(job).pollFor("a webhook", Instant.now());
        Polls.settle(jenkins);

        assertThat(Polls.of(job)).isEmpty();
        assertThat(demo.world().registryRequests()).isZero();
    }

    /** Jenkins builds no copy that nobody has saved yet. */
    @Test
    public void aJobThatCannotBeBuiltSaysSoAndOffersNoPoll() throws Exception {
        TopLevelItem copy = jenkins.jenkins.copy((TopLevelItem) job, "copy");
        job = (FreeStyleProject) copy;
        assertThat(job.isBuildable()).isFalse();

        for (String page : List.of("", "argo-image-polling/")) {
            assertThat(text(page)).contains(NOT_BUILDABLE).doesNotContain("Next", "Poll now");
        }
        assertThat(post().getStatusCode()).isEqualTo(409);
        ImageUpdateTrigger.of(job).run();
        Polls.settle(jenkins);
        assertThat(Polls.of(job)).isEmpty();
    }

    @Test
    public void aPausedJobTellsNoNextPollAndIsPolledByHand() throws Exception {
        PollPause.get().setPaused(job, true);

        assertThat(text("argo-image-polling/")).contains("Paused by SYSTEM ").doesNotContain("Next poll");
        JSONObject state = json(job.getUrl() + "argo-image-polling/api/json").getJSONObject("state");
        assertThat(state.getString("hindrance")).isEqualTo("PAUSED");
        assertThat(post().getStatusCode()).isEqualTo(200);
        Polls.settle(jenkins);
        assertThat(Polls.of(job)).hasSize(1);
    }

    @Test
    public void aDisabledJobThatIsPausedTooSaysWhoPausedIt() throws Exception {
        PollPause.get().setPaused(job, true, "moving house");
        job.makeDisabled(true);

        for (String page : List.of("", "argo-image-polling/")) {
            assertThat(text(page)).contains(DISABLED, "Paused by SYSTEM ", ": moving house.");
        }
        assertThat(imageWatch()).contains(DISABLED, "Paused by SYSTEM ", ": moving house.");
        JSONObject state = json(job.getUrl() + "argo-image-polling/api/json").getJSONObject("state");
        assertThat(state.getString("hindrance")).isEqualTo("DISABLED");
        assertThat(state.getJSONObject("pause").getString("reason")).isEqualTo("moving house");
        assertThat(post().getStatusCode()).isEqualTo(409);
    }

    @Test
    public void everyoneWhoPausedARepositoryOfAJobIsNamed() throws Exception {
        Polls.poll(jenkins, job);
        pause("ann", "frontend", "moving house");
        pause("bob", "backend", "");

        for (String page : List.of("", "argo-image-polling/")) {
            assertThat(text(page)).containsPattern("Its image repositories are paused by .*ann .*\\(moving house\\)");
            assertThat(text(page)).containsPattern("Its image repositories are paused by .*bob ");
        }
        pause("ann", "backend", "moving house");
        assertThat(text(""))
                .contains("Its image repositories are paused by ann ")
                .doesNotContain("bob");
    }

    private void pause(String user, String name, String reason) throws Exception {
        String repository = demo.world().registry().getAuthority() + "/lyzhang1999/" + name;
        try (ACLContext as = ACL.as2(new UsernamePasswordAuthenticationToken(user, "", List.of()))) {
            PollPause.get().setRepositoryPaused(repository, true, reason);
        }
    }

    @Test
    public void imageWatchTellsOfWhatIsNotPolled() throws Exception {
        job.makeDisabled(true);

        assertThat(imageWatch()).contains(DISABLED);
        JSONArray jobs =
                json("manage/image-watch/api/json").getJSONObject("snapshot").getJSONArray("jobs");
        assertThat(jobs.size()).isEqualTo(1);
        assertThat(jobs.getJSONObject(0).getString("hindrance")).isEqualTo("DISABLED");
        assertThat(jobs.getJSONObject(0).get("nextPoll")).hasToString("null");
    }

    private String text(String page) throws Exception {
        try (JenkinsRule.WebClient client = client()) {
            HtmlPage read = client.getPage(job, page);
            return read.getElementById("main-panel").asNormalizedText();
        }
    }

    private String imageWatch() throws Exception {
        try (JenkinsRule.WebClient client = client()) {
            return client.goTo("manage/image-watch/").asNormalizedText();
        }
    }

    private List<String> buttons(String page) throws Exception {
        try (JenkinsRule.WebClient client = client()) {
            HtmlPage read = client.getPage(job, page);
            return read.getForms().stream()
                    .map(form -> form.getNameAttribute())
                    .filter("poll"::equals)
                    .toList();
        }
    }

    private JSONObject json(String path) throws Exception {
        try (JenkinsRule.WebClient client = client()) {
            return JSONObject.fromObject(
                    client.goTo(path, "application/json").getWebResponse().getContentAsString());
        }
    }

    private WebResponse post() throws IOException {
        try (JenkinsRule.WebClient client = client()) {
            client.withThrowExceptionOnFailingStatusCode(false);
            WebRequest request = new WebRequest(client.createCrumbedUrl(url(job)), HttpMethod.POST);
            return client.loadWebResponse(request);
        }
    }

    private static String url(Job<?, ?> job) {
        return job.getUrl() + "argo-image-polling/poll";
    }

    private JenkinsRule.WebClient client() {
        return jenkins.createWebClient().withJavaScriptEnabled(false);
    }
}
