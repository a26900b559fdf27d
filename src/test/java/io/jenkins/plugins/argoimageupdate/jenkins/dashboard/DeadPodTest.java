package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollView;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import java.time.Instant;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** One version of an image is live, and the pods of the next one cannot pull it: what all pages say then. */
public class DeadPodTest {

    private static final String LIVE = "main-feed001";
    private static final String DEAD = "main-dead001";
    private static final String CANNOT_START = "cannot start: (ErrImagePull|ImagePullBackOff): .*main-dead001";

    @ClassRule
    public static final BuildWatcher BUILDS = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    private WorkflowJob job;

    @Before
    public void breakThePods() throws Exception {
        job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'example'", true));
        demo.world().push(DemoWorld.FRONTEND, LIVE, Instant.now().minusSeconds(60));
        jenkins.buildAndAssertSuccess(job);
        demo.world().breakImage(DemoWorld.FRONTEND, DEAD);
        demo.world().push(DemoWorld.FRONTEND, DEAD, Instant.now().minusSeconds(30));
        jenkins.buildAndAssertStatus(Result.FAILURE, job);
    }

    @Test
    public void noPageCallsItLiveOrCurrentAndNoBuildIsGreen() throws Exception {
        assertJobPage();
        JSONArray history = JSONArray.fromObject(get(job.getUrl() + "image-updates/json"));
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.getJSONObject(0).getString("to")).isEqualTo(DEAD);
        assertThat(history.getJSONObject(0).getString("outcome")).isEqualTo("FAILED");
        assertThat(history.getJSONObject(0).getString("reason")).containsPattern(CANNOT_START);
        assertThat(history.getJSONObject(1).getString("outcome")).isEqualTo("HEALTHY");
        assertThat(text(job.getUrl() + "2/image-update/"))
                .containsSubsequence("frontend", LIVE, DEAD, "cannot start", LIVE);

        jenkins.buildAndAssertStatus(Result.FAILURE, job);

        assertJobPage();
        assertThat(JSONArray.fromObject(get(job.getUrl() + "image-updates/json"))
                        .size())
                .as("nothing was written")
                .isEqualTo(2);
        for (String page : new String[] {"3/", "3/image-update/"}) {
            assertThat(text(job.getUrl() + page))
                    .contains("Not healthy", "nothing to update, but not healthy: frontend " + DEAD)
                    .containsPattern(CANNOT_START)
                    .doesNotContain("all current");
        }
        assertThat(JenkinsRule.getLog(job.getBuildByNumber(1))).contains("'latest' is the old name");
        assertThat(JenkinsRule.getLog(job.getBuildByNumber(3)))
                .as("it is told once")
                .doesNotContain("'latest' is the old name");
    }

    private void assertJobPage() throws Exception {
        assertThat(text(job.getUrl()))
                .containsSubsequence("lyzhang1999/frontend", "newest-build ^main", LIVE, "cannot start", "Lead time")
                .contains("frontend: " + DEAD + " of #2 cannot start: ")
                .containsPattern(CANNOT_START)
                .containsSubsequence("lyzhang1999/backend", "main-0000000", "current")
                .contains("Not polled. State as of the last update, ")
                .doesNotContain("updated by the last build");
        JSONArray images = JSONObject.fromObject(get(job.getUrl() + "image-panel/api/json"))
                .getJSONArray("images");
        assertDead(images.getJSONObject(0), "status", "CANNOT_START");
        assertThat(images.getJSONObject(1).getString("status")).isEqualTo("CURRENT");
    }

    @Test
    public void aPollSaysSoAndStartsNoBuild() throws Exception {
        FreeStyleProject polled = Polls.watchingJob(jenkins);
        poll(polled);
        poll(polled);

        assertThat(polled.getLastBuild()).isNull();
        assertThat(Polls.of(polled)).hasSize(2).allSatisfy(poll -> {
            assertThat(poll.getOutcome()).isEqualTo("UNHEALTHY");
            assertThat(poll.getDecision())
                    .startsWith("Nothing to update, but not healthy: frontend " + DEAD + " cannot start: ")
                    .doesNotContain("backend");
        });
        assertThat(Polls.of(polled))
                .extracting(PollView::getLog)
                .satisfiesExactly(
                        second -> assertThat(second).doesNotContain("'latest' is the old name"),
                        first -> assertThat(first).containsOnlyOnce("'latest' is the old name"));
        for (String page : new String[] {"", "argo-image-polling/"}) {
            assertThat(text(polled.getUrl() + page))
                    .contains("lyzhang1999/frontend", LIVE, DEAD + " cannot start: ")
                    .contains("lyzhang1999/backend", "main-0000000", "current");
        }
        assertThat(text(polled.getUrl() + "argo-image-polling/"))
                .contains("Nothing to update, but not healthy: frontend " + DEAD + " cannot start")
                .contains("Check the configuration:", "'latest' is the old name");
        assertThat(text("manage/image-watch/"))
                .contains("1 of 2 images is not live", "Problems", DEAD + " cannot start: ")
                .doesNotContain("No problems");
        JSONObject state = JSONObject.fromObject(get(polled.getUrl() + "argo-image-polling/api/json"))
                .getJSONObject("state");
        assertThat(state.getBoolean("unhealthy")).isTrue();
        assertThat(state.getBoolean("failed")).isFalse();
        assertThat(state.getJSONArray("warnings").size()).isEqualTo(1);
        assertDead(state.getJSONArray("images").getJSONObject(0), "unhealthy", "true");
        assertThat(state.getJSONArray("images").getJSONObject(0).getBoolean("current"))
                .isFalse();
    }

    private void poll(Job<?, ?> polled) throws Exception {
        ImageUpdateTrigger.of(polled).run();
        Polls.settle(jenkins);
    }

    private static void assertDead(JSONObject image, String name, String value) {
        assertThat(image.getString("live")).isEqualTo(LIVE);
        assertThat(image.getString(name)).isEqualTo(value);
        JSONObject state = image.getJSONObject("state");
        assertThat(state.getString("verdict")).isEqualTo("CANNOT_START");
        assertThat(state.getString("git")).isEqualTo(DEAD);
        assertThat(state.getString("pod")).startsWith("frontend-");
        assertThat(state.getString("reason")).containsPattern(CANNOT_START);
    }

    private String text(String path) throws Exception {
        return jenkins.createWebClient().withJavaScriptEnabled(false).goTo(path).asNormalizedText();
    }

    private String get(String path) throws Exception {
        return jenkins.createWebClient()
                .goTo(path, "application/json")
                .getWebResponse()
                .getContentAsString();
    }
}
