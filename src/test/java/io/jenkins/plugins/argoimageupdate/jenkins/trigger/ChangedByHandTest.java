package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.HoldStore;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.RollbackPermission;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.rollback.RollbackCause;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollRecord.Outcome;
import io.jenkins.plugins.argoimageupdate.jenkins.view.DriftView;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What pages, polls, steps and the remote API make of {@code kubectl set image}. */
public class ChangedByHandTest {

    private static final String OLD = "main-0000000";
    private static final String HOTFIX = "main-hotfix";
    private static final String BUTTON = "Write to Git what is live …";
    private static final String RUNS = "main-hotfix runs, Git says main-0000000";
    private static final GuardedImage FRONTEND =
            new GuardedImage("production", "argocd", "example", "frontend", DemoWorld.FRONTEND);

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    private FreeStyleProject job;
    private final ArgoImageUpdateBuilder step = new ArgoImageUpdateBuilder();

    @Before
    public void makeJob() throws Exception {
        job = Polls.watchingJob(jenkins);
        step.setApplication("example");
        job.getBuildersList().add(step);
        jenkins.buildAndAssertSuccess(job);
    }

    @Test
    public void aPollShowsItAndAButtonWritesItToGit() throws Exception {
        changeByHand();

        HtmlPage page = jenkins.createWebClient().getPage(job);
        assertThat(page.asNormalizedText())
                .contains("1 of 2 images was changed by hand")
                .contains("changed by hand (kubectl-set) in Deployment/frontend")
                .contains(RUNS)
                .contains(BUTTON);
        assertThat(job.getLastBuild().getNumber()).isEqualTo(1);
        assertThat(demo.world().override()).isNull();

        HtmlPage ask = page.getAnchorByText(BUTTON).click();
        assertThat(ask.asNormalizedText())
                .contains("Write to Git what is live")
                .contains(OLD)
                .contains(HOTFIX);
        HtmlForm form = ask.getFormByName("aiu-adopt");
        ((HtmlInput) form.getInputByName("reason")).setValue("orders were lost");
        jenkins.submit(form);
        jenkins.waitUntilNoActivity();

        FreeStyleBuild build = jenkins.assertBuildStatusSuccess(job.getBuildByNumber(2));
        assertThat(demo.world().override()).contains(HOTFIX);
        assertThat(JenkinsRule.getLog(build))
                .contains("What is live is written to Git, by anonymous: orders were lost")
                .contains("frontend: held at main-hotfix by anonymous since ");
        assertThat(build.getCause(RollbackCause.class).getShortDescription())
                .isEqualTo("What is live is written to Git, by anonymous: orders were lost");
        assertThat(build.getEnvironment(TaskListener.NULL)).containsEntry("ARGO_IMAGE_UPDATE_ROLLBACK", "live");
        assertThat(UpdateHistory.of(job).entries().get(0).written()).isEqualTo(HistoryEntry.Kind.ADOPTION);
        assertThat(jenkins.createWebClient().getPage(job, "image-updates").asNormalizedText())
                .contains("changed by hand, written to Git");
        assertThat(jenkins.createWebClient().getPage(build, "image-update").asNormalizedText())
                .contains("What was changed by hand is in Git, by anonymous.")
                .contains("changed by hand (kubectl-set) in Deployment/frontend");
        Hold hold = HoldStore.get().of(FRONTEND).orElseThrow();
        assertThat(hold.version()).isEqualTo(HOTFIX);
        assertThat(hold.why()).isEqualTo("orders were lost");

        demo.world().push(DemoWorld.FRONTEND, DemoJenkins.NEW, Instant.now());
        Polls.poll(jenkins, job);
        assertThat(job.getLastBuild().getNumber()).isEqualTo(2);
        assertThat(jenkins.createWebClient().getPage(job).asNormalizedText())
                .contains("Held at main-hotfix by anonymous")
                .doesNotContain(BUTTON)
                .doesNotContain(RUNS);
        assertThat(jenkins.createWebClient()
                        .getPage(job, "image-rollback/?to=live")
                        .asNormalizedText())
                .contains("Nothing was changed by hand");
    }

    @Test
    public void aPollThatIsToAdoptStartsOneBuildWhichDoes() throws Exception {
        ImageUpdateTrigger.of(job).setDrift("adopt");
        step.setDrift("adopt");
        demo.world().setImage("frontend", DemoWorld.FRONTEND + ":" + HOTFIX);

        await().atMost(Duration.ofMinutes(5)).until(() -> {
            Polls.poll(jenkins, job);
            return job.getLastBuild().getNumber() == 2;
        });

        FreeStyleBuild build = jenkins.assertBuildStatusSuccess(job.getBuildByNumber(2));
        assertThat(build.getCause(ImageUpdateCause.class).getShortDescription())
                .contains("frontend main-0000000 → main-hotfix");
        assertThat(demo.world().override()).contains(HOTFIX);
        Hold hold = HoldStore.get().of(FRONTEND).orElseThrow();
        assertThat(hold.by()).isEqualTo("argoImageUpdate of " + build.getFullDisplayName());
        assertThat(hold.why()).startsWith("changed by kubectl-set in Deployment/frontend at ");
        assertThat(UpdateHistory.of(job).entries().get(0).written()).isEqualTo(HistoryEntry.Kind.ADOPTION);
        Polls.poll(jenkins, job);
        Polls.poll(jenkins, job);
        assertThat(job.getLastBuild().getNumber()).isEqualTo(2);
    }

    @Test
    public void whereTheBuildDoesNotAdoptItIsNotStartedOverAndOver() throws Exception {
        ImageUpdateTrigger.of(job).setDrift("adopt");
        demo.world().setImage("frontend", DemoWorld.FRONTEND + ":" + HOTFIX);
        await().atMost(Duration.ofMinutes(5)).until(() -> {
            Polls.poll(jenkins, job);
            return job.getLastBuild().getNumber() == 2;
        });

        Polls.poll(jenkins, job);
        Polls.poll(jenkins, job);

        assertThat(job.getLastBuild().getNumber()).isEqualTo(2);
        assertThat(Polls.of(job).get(0).getOutcome()).isEqualTo(Outcome.STARTED_EARLIER.name());
        assertThat(demo.world().override()).isNull();
        demo.world().setImage("frontend", DemoWorld.FRONTEND + ":main-hotfix2");
        await().atMost(Duration.ofMinutes(5)).until(() -> {
            Polls.poll(jenkins, job);
            return job.getLastBuild().getNumber() == 3;
        });
    }

    @Test
    public void whatIsIgnoredIsNotLookedFor() throws Exception {
        changeByHand();
        ImageUpdateTrigger.of(job).setDrift("ignore");
        step.setDrift("ignore");

        Polls.poll(jenkins, job);

        assertThat(drift()).isNull();
        jenkins.assertBuildStatusSuccess(job.getBuildByNumber(2));
        assertThat(demo.world().imageOf("frontend")).endsWith(OLD);
        assertThat(jenkins.createWebClient().getPage(job).asNormalizedText()).doesNotContain(BUTTON);
    }

    @Test
    public void whatCannotBeWrittenIsNamedWithTheReason() throws Exception {
        demo.world().breakImage(DemoWorld.FRONTEND, HOTFIX);
        demo.world().setImage("frontend", DemoWorld.FRONTEND + ":" + HOTFIX);

        await().atMost(Duration.ofMinutes(5)).until(() -> {
            Polls.poll(jenkins, job);
            return drift() != null && drift().getObstacle().contains("cannot start");
        });

        assertThat(jenkins.createWebClient().getPage(job).asNormalizedText())
                .contains("It cannot be written to Git: ")
                .doesNotContain(BUTTON);
        assertThat(jenkins.createWebClient()
                        .getPage(job, "image-rollback/?to=live")
                        .getForms())
                .noneMatch(form -> form.getNameAttribute().equals("aiu-adopt"));
    }

    @Test
    public void otherProgramsSeeItAndAskForIt() throws Exception {
        changeByHand();

        String api = jenkins.createWebClient()
                .goTo(job.getUrl() + "image-panel/api/json", "application/json")
                .getWebResponse()
                .getContentAsString();
        assertThat(api)
                .contains("\"by\":\"kubectl-set\"")
                .contains("\"live\":\"main-hotfix\"")
                .contains("\"place\":\"Deployment/frontend\"")
                .contains("\"adoptable\":true");
        post(null, "to=live&application=elsewhere", 404);
        jenkins.waitUntilNoActivity();
        assertThat(job.getLastBuild().getNumber()).isEqualTo(1);

        post(null, "to=live&hold=false", 200);
        jenkins.waitUntilNoActivity();
        jenkins.assertBuildStatusSuccess(job.getBuildByNumber(2));
        assertThat(demo.world().override()).contains(HOTFIX);
        assertThat(HoldStore.get().book().held()).isEmpty();

        post(null, "to=live", 200);
        jenkins.waitUntilNoActivity();
        assertThat(JenkinsRule.getLog(jenkins.assertBuildStatus(Result.FAILURE, job.getBuildByNumber(3))))
                .contains("write what is live to Git: nothing of example was changed in the cluster by hand");
    }

    @Test
    public void itTakesThePermissionToRollBack() throws Exception {
        changeByHand();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "operator")
                .grant(RollbackPermission.ROLLBACK)
                .everywhere()
                .to("operator"));

        assertThat(jenkins.createWebClient().login("reader").getPage(job).asNormalizedText())
                .contains(RUNS)
                .doesNotContain(BUTTON);
        assertThat(jenkins.createWebClient()
                        .login("reader")
                        .getPage(job, "image-rollback/?to=live")
                        .getForms())
                .noneMatch(form -> form.getNameAttribute().equals("aiu-adopt"));
        assertThat(jenkins.createWebClient().login("operator").getPage(job).asNormalizedText())
                .contains(BUTTON);
        post("reader", "to=live", 403);
        post("operator", "to=live", 200);
        jenkins.waitUntilNoActivity();
        assertThat(demo.world().override()).contains(HOTFIX);
    }

    @Test
    public void aPipelineReadsItAndTheDocumentedExampleWritesIt() throws Exception {
        changeByHand();
        String example = "argoImageUpdateRollback application: 'shop', to: 'live', reason: 'hotfix of the night'";
        assertThat(Files.readString(Path.of("docs", "jenkins.md"))).contains(example);
        WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class, "pipeline");
        pipeline.setDefinition(new CpsFlowDefinition(
                "def r = argoImageUpdate application: 'example', waitFor: 'none'\n"
                        + "def d = r.images.find { it.alias == 'frontend' }.drift\n"
                        + "echo \"${d.live}, ${d.git}, ${d.by}, ${d.place}, ${!d.since.empty}, '${d.obstacle}'\"\n"
                        + "echo \"backend: ${r.images.find { it.alias == 'backend' }.drift}\"\n"
                        + example.replace("'shop'", "'example'"),
                true));

        WorkflowRun build = jenkins.buildAndAssertSuccess(pipeline);

        assertThat(JenkinsRule.getLog(build))
                .contains("main-hotfix, main-0000000, kubectl-set, Deployment/frontend, true, ''")
                .contains("backend: null")
                .contains("What is live is written to Git, by pipeline #1: hotfix of the night");
        assertThat(demo.world().override()).contains(HOTFIX);
        assertThat(UpdateHistory.of(pipeline).entries().get(0).written()).isEqualTo(HistoryEntry.Kind.ADOPTION);
    }

    private void changeByHand() throws Exception {
        demo.world().setImage("frontend", DemoWorld.FRONTEND + ":" + HOTFIX);
        await().atMost(Duration.ofMinutes(5)).until(() -> {
            Polls.poll(jenkins, job);
            return drift() != null && drift().isAdoptable();
        });
    }

    /** As the last poll has found it. */
    @CheckForNull
    private DriftView drift() {
        return ImageUpdateTrigger.of(job).getState().getImages().stream()
                .filter(image -> image.getAlias().equals("frontend"))
                .map(image -> image.getState() == null ? null : image.getState().getDrift())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private String post(@CheckForNull String user, String query, int status) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        if (user != null) {
            client.login(user);
        }
        client.setThrowExceptionOnFailingStatusCode(false);
        URL url = client.createCrumbedUrl(job.getUrl() + "image-rollback/rollback?" + query);
        WebRequest request = new WebRequest(url, HttpMethod.POST);
        request.setAdditionalHeader("Accept", "application/json");
        Page page = client.getPage(request);
        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(status);
        return page.getWebResponse().getContentAsString();
    }
}
