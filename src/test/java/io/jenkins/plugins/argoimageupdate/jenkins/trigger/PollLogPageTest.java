package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import java.time.Duration;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlPage;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;

public class PollLogPageTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Test
    public void showsTheLastPollAndItsImagesAndPollsByItsButton() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        demo.pushBoth();
        Polls.poll(jenkins, job);
        try (WebClient client = jenkins.createWebClient()) {
            HtmlPage page = client.getPage(job, "argo-image-polling/");
            assertThat(page.asNormalizedText())
                    .contains(
                            "Image polling log",
                            "lyzhang1999/frontend",
                            "newest-build ^main",
                            "main-0000000",
                            "Last poll")
                    .contains("frontend lyzhang1999/frontend: main-0000000 → main-b99bc73");
            page.<HtmlButton>getFirstByXPath("//form[@name='poll']//button").click();
            await().atMost(Duration.ofMinutes(5)).until(() -> Polls.of(job).size() == 2);
        }
        Polls.settle(jenkins);
        assertThat(job.getBuilds()).hasSize(2);
        assertThat(Polls.of(job).get(0).getOrigin()).endsWith("(poll now)");
    }

    @Test
    public void theRemoteApiTellsTheStateAndThePollsAtItsDefaultDepthAndIsDocumented() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        Polls.poll(jenkins, job);
        try (WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            String page = job.getUrl() + "argo-image-polling/api/";
            JSONObject answer = JSONObject.fromObject(client.goTo(page + "json", "application/json")
                    .getWebResponse()
                    .getContentAsString());
            JSONObject state = answer.getJSONObject("state");
            assertThat(state.getString("spec")).isEqualTo(Polls.NEVER);
            assertThat(state.getJSONArray("images").getJSONObject(0).getString("live"))
                    .isEqualTo("main-0000000");
            assertThat(answer.getJSONArray("polls").getJSONObject(0).getString("outcome"))
                    .isEqualTo("CURRENT");
            assertThat(client.goTo(page).asNormalizedText())
                    .contains("What the job watches, and its last polls.", "REPOSITORIES_PAUSED");
        }
    }

    @Test
    public void anOpenPageLearnsThatAPollHasEnded() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        JSONObject before = progress(job);
        Polls.poll(jenkins, job);
        JSONObject after = progress(job);

        assertThat(after.getBoolean("running")).isFalse();
        assertThat(after.getInt("version")).isNotEqualTo(before.getInt("version"));
        assertThat(after.getJSONArray("updates").getJSONObject(0).getString("sentence"))
                .isEqualTo("Nothing to do: all images are current");
    }

    private JSONObject progress(FreeStyleProject job) throws Exception {
        try (WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            return JSONObject.fromObject(client.goTo(job.getUrl() + "argo-image-polling/progress", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .getJSONObject("data");
        }
    }
}
