package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import java.time.Duration;
import java.util.List;
import net.sf.json.JSONArray;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What was written and is not in the cluster yet, while its build waits for it and when that is aborted. */
public class UpdateUnderWayTest {

    /** Depending on when the pods were looked at. */
    private static final String ON_ITS_WAY = "(waiting for the sync|is being rolled out)";

    private static final String BEFORE = "main-0000000";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    private WorkflowJob job;

    @Before
    public void configure() throws Exception {
        demo.world().holdSyncs(true);
        demo.pushBoth();
        job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'example'", true));
    }

    @Test
    public void isRollingOutAndNotUpdated() throws Exception {
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Running to ", build);
        await().atMost(Duration.ofMinutes(5))
                .until(() ->
                        text(build.getUrl()).contains("running: " + BEFORE)); // pods are looked at after some seconds
        for (String page : new String[] {"", "image-update/"}) {
            assertThat(text(build.getUrl() + page))
                    .contains("Rolling out", "Waiting for the rollout of example")
                    .containsSubsequence("lyzhang1999/frontend", DemoJenkins.NEW, "rolling out", "running: " + BEFORE)
                    .containsSubsequence("lyzhang1999/backend", DemoJenkins.NEW, "rolling out", "running: " + BEFORE)
                    .doesNotContain("it was aborted");
        }

        build.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        assertThat(text(job.getUrl()))
                .containsSubsequence("lyzhang1999/frontend", BEFORE, "rolling out")
                .containsPattern(DemoJenkins.NEW + " " + ON_ITS_WAY)
                .doesNotContain("updated by the last build");
        JSONArray history = JSONArray.fromObject(jenkins.createWebClient()
                .goTo(job.getUrl() + "image-updates/json", "application/json")
                .getWebResponse()
                .getContentAsString());
        List<?> changes = history;
        assertThat(changes)
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.toString())
                        .contains("\"outcome\":\"ABORTED\"")
                        .containsPattern("\"reason\":\"" + ON_ITS_WAY + "\""));
    }

    private String text(String path) throws Exception {
        return jenkins.createWebClient().withJavaScriptEnabled(false).goTo(path).asNormalizedText();
    }
}
