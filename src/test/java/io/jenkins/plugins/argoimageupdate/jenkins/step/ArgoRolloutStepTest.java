package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Canaries that pause, from a Jenkinsfile and from the page of the build. */
public class ArgoRolloutStepTest {

    @ClassRule
    public static final BuildWatcher BUILDS = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.withCanary();

    @Before
    public void configure() throws Exception {
        jenkins.jenkins.setNumExecutors(0);
        demo.pushBoth();
    }

    @Test
    public void aCanaryIsPromotedFromPauseToPauseByAJenkinsfile() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, Files.readString(Path.of("examples", "Jenkinsfile.canary")));

        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
        assertThat(JenkinsRule.getLog(build))
                .contains("paused at step 2 of 5, weight 20 %")
                .contains("promoted Rollout/frontend (paused at step 2 of 5")
                .contains("paused at step 5 of 5, weight 60 %")
                .contains("promoted in full Rollout/frontend")
                .contains("frontend is live everywhere")
                .doesNotContain(DemoWorld.TOKEN);
        assertThat(demo.world().actions()).hasSize(2);
    }

    @Test
    public void whatTheUpdateReturnsSaysThatItIsPaused() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "def r = argoImageUpdate(application: 'example', waitFor: 'paused')\n"
                        + "echo \"${r.paused} ${r.health} ${r.rollouts[0].name} ${r.rollouts[0].phase}"
                        + " ${r.rollouts[0].step}/${r.rollouts[0].steps} ${r.rollouts[0].weight}\"");
        assertThat(JenkinsRule.getLog(build)).contains("true Suspended frontend Paused 2/5 20");
    }

    @Test
    public void aFailedAnalysisFailsTheStepWithItsMetric() throws Exception {
        demo.world().failAnalyses(true);
        WorkflowRun build = run(
                Result.FAILURE,
                "argoImageUpdate application: 'example', waitFor: 'paused'\n"
                        + "argoRollout action: 'promote', application: 'example'");
        assertThat(JenkinsRule.getLog(build))
                .contains("ERROR: ")
                .contains("is Failed: metric success-rate is Failed (last value [0.82])")
                .doesNotContain("\tat ");
    }

    @Test
    public void whatCannotBeDoneIsAnErrorThatSaysWhatThereIs() throws Exception {
        assertThat(JenkinsRule.getLog(run(Result.FAILURE, "argoRollout action: 'promote', application: 'example'")))
                .contains("nothing is paused: Rollout/frontend is Healthy");
        assertThat(JenkinsRule.getLog(run(Result.FAILURE, "argoRollout action: 'pomote', application: 'example'")))
                .contains("'pomote' is not known. Did you mean 'promote'?");
        assertThat(JenkinsRule.getLog(
                        run(Result.FAILURE, "argoRollout action: 'abort', application: 'example', waitFor: 'synced'")))
                .contains("'synced' is not known");
        assertThat(JenkinsRule.getLog(run(
                        Result.FAILURE, "argoRollout action: 'abort', application: 'example', argocd: 'elsewhere'")))
                .contains("elsewhere", "production");
        assertThat(demo.world().actions()).isEmpty();
    }

    @Test
    public void theSnippetGeneratorWritesWhatIsNotTheDefault() throws Exception {
        ArgoRolloutStep step = new ArgoRolloutStep("promoteFull", "example");
        step.setNamespace("team-a");
        step.setArgocd("production");
        step.setRollout("frontend");
        step.setWaitFor("healthy");
        step.setTimeout(7);
        assertThat(Snippetizer.object2Groovy(step))
                .isEqualTo("argoRollout action: 'promoteFull', application: 'example', argocd: 'production',"
                        + " namespace: 'team-a', rollout: 'frontend', timeout: 7, waitFor: 'healthy'");
        assertThat(Snippetizer.object2Groovy(new ArgoRolloutStep("promote", "example")))
                .isEqualTo("argoRollout action: 'promote', application: 'example'");
    }

    @Test
    public void aButtonOfTheBuildsPagePromotes() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, "argoImageUpdate application: 'example', waitFor: 'paused'");
        protect();
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            client.login("builder");
            HtmlPage page = client.getPage(build, "image-update");
            assertThat(page.asNormalizedText())
                    .contains("Paused until somebody promotes or aborts it")
                    .contains("step 2 of 5")
                    .contains("20 % get the new version");
            HtmlForm form = page.getFormByName("promote-frontend");
            HtmlPage after =
                    (HtmlPage) form.getElementsByTagName("button").get(0).click();
            assertThat(after.asNormalizedText())
                    .contains("What people did with Rollouts")
                    .contains("builder (builder) promoted Rollout/frontend (paused at step 2 of 5");
        }
        assertThat(demo.world().actions()).hasSize(1);
        assertThat(build.getAction(UpdateRunAction.class).getActs()).hasSize(1);
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            client.login("reader");
            HtmlPage page = client.getPage(build, "image-update");
            assertThat(page.getForms())
                    .noneMatch(form -> form.getNameAttribute().contains("frontend"));
        }
    }

    @Test
    public void aButtonPressedWhileTheBuildWaitsIsInItsLog() throws Exception {
        WorkflowJob job = job("argoImageUpdate application: 'example'");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        await().atMost(5, TimeUnit.MINUTES)
                .until(() -> JenkinsRule.getLog(build).contains("paused at step 2 of 5"));
        assertThat(answer(build, "admin", "promoteFull").getKey()).isEqualTo(200);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(JenkinsRule.getLog(build)).contains("promoted in full Rollout/frontend (paused at step 2 of 5");
    }

    @Test
    public void theRemoteApiTellsAndActs() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, "argoImageUpdate application: 'example', waitFor: 'paused'");
        JSONObject rollout = jenkins.getJSON(build.getUrl() + "image-update/api/json?depth=2")
                .getJSONObject()
                .getJSONArray("updates")
                .getJSONObject(0)
                .getJSONArray("applications")
                .getJSONObject(0)
                .getJSONArray("rollouts")
                .getJSONObject(0);
        assertThat(rollout.getString("phase")).isEqualTo("Paused");
        assertThat(rollout.getInt("weight")).isEqualTo(20);
        assertThat(rollout.getBoolean("paused")).isTrue();
        protect();
        assertThat(answer(build, "reader", "abort").getKey()).isEqualTo(403);
        assertThat(answer(build, "builder", "abort").getKey()).isEqualTo(200);
        await().atMost(5, TimeUnit.MINUTES)
                .until(() -> answer(build, "builder", "abort")
                        .getValue()
                        .contains("nothing is under way: Rollout/frontend is aborted"));
        assertThat(answer(build, "builder", "stop").getKey()).isEqualTo(400);
    }

    private Map.Entry<Integer, String> answer(WorkflowRun build, String user, String action) throws Exception {
        if (!jenkins.jenkins.isUseSecurity()) {
            jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        }
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            client.withThrowExceptionOnFailingStatusCode(false).login(user);
            WebRequest request = new WebRequest(
                    new URL(jenkins.getURL() + build.getUrl() + "image-update/rolloutAction"), HttpMethod.POST);
            request.setRequestParameters(
                    List.of(new NameValuePair("action", action), new NameValuePair("application", "example")));
            var response = client.loadWebResponse(client.addCrumb(request));
            return Map.entry(response.getStatusCode(), response.getContentAsString());
        }
    }

    private void protect() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("builder"));
    }

    private WorkflowJob job(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private WorkflowRun run(Result result, String script) throws Exception {
        return jenkins.buildAndAssertStatus(result, job(script));
    }
}
