package io.jenkins.plugins.argoimageupdate.jenkins.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.DefaultsConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollView;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.WaitingJobs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

public class GuardsTest {

    @ClassRule
    public static final BuildWatcher BUILDS = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Test
    public void whatNeedsApprovalIsWrittenByTheCallThatNamesIt() throws Exception {
        demo.pushBoth();
        WorkflowJob job = pipeline("""
                def guards = [approve: ['regexp:^main']]
                def result = argoImageUpdate application: 'example', guards: guards
                echo "waiting: ${result.waiting}, changes: ${result.changes}, ${env.ARGO_IMAGE_UPDATE_WAITING}"
                def waiting = result.waiting.findAll { it.cause == 'APPROVAL' }
                echo "until '${waiting[0].until}', ${waiting[0].alias} of ${waiting[0].application}: ${waiting[0].reason}"
                def second = argoImageUpdate application: 'example', guards: guards, approved: waiting.collect { it.to }
                echo "then: ${second.changes}, waiting ${second.waiting}"
                """);

        WorkflowRun build = jenkins.buildAndAssertSuccess(job);

        assertThat(JenkinsRule.getLog(build))
                .contains(
                        "waiting: [frontend main-0000000 → main-b99bc73: main-b99bc73 needs somebody's approval (approve:"
                                + " regexp:^main), backend",
                        "changes: [], frontend=main-b99bc73 backend=main-b99bc73",
                        "until '', frontend of example: main-b99bc73 needs",
                        "then: [frontend main-0000000 → main-b99bc73, backend main-0000000 → main-b99bc73], waiting []");
        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
    }

    @Test
    public void theExampleOfTheDocumentationAsksAndThenWrites() throws Exception {
        demo.pushBoth();
        String page = Files.readString(Path.of("docs", "jenkins.md"));
        String section = page.substring(page.indexOf("### Guard rails"));
        int start = section.indexOf("```groovy\n") + "```groovy\n".length();
        WorkflowJob job = pipeline(section.substring(start, section.indexOf("```", start)));

        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage(
                "Update frontend main-0000000 → main-b99bc73, backend main-0000000 → main-b99bc73?", build);
        assertThat(demo.world().override()).isNull();
        await().atMost(Duration.ofMinutes(5)).until(() -> {
            InputAction asked = build.getAction(InputAction.class);
            return asked != null && !asked.getExecutions().isEmpty();
        });
        build.getAction(InputAction.class).getExecutions().get(0).proceed(null);

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
    }

    @Test
    public void aPollStartsOneBuildForWhatNeedsApproval() throws Exception {
        setDefaults(guards -> guards.setApprove(List.of("any")), false);
        FreeStyleProject job = watchingJob();
        demo.pushBoth();

        Polls.poll(jenkins, job);
        Polls.poll(jenkins, job);

        assertThat(job.getBuilds()).hasSize(1);
        jenkins.assertBuildStatusSuccess(job.getLastBuild());
        assertThat(Polls.of(job)).extracting(PollView::getOutcome).containsExactly("WAITING", "STARTED");
        assertThat(Polls.of(job).get(0).getDecision()).contains("needs somebody's approval");
        JenkinsRule.WebClient client = jenkins.createWebClient();
        assertThat(client.getPage(job.getLastBuild(), "image-update/").asNormalizedText())
                .contains("2 updates wait", "waiting: main-b99bc73", "needs somebody's approval");
        assertThat(client.getPage(job).asNormalizedText()).contains("main-b99bc73 waits");
        String api = client.goTo(job.getLastBuild().getUrl() + "image-update/api/json", "application/json")
                .getWebResponse()
                .getContentAsString();
        assertThat(api)
                .contains("\"waitsFor\":\"APPROVAL\"", "\"waiting\":\"main-b99bc73\"", "\"outcome\":\"WAITING\"");
        assertThat(demo.world().commits()).isEqualTo(1);
    }

    @Test
    public void aPollStartsNoBuildOutsideOfTheWindowsAndOneWithinThem() throws Exception {
        setDefaults(guards -> guards.setWindows(List.of(new WindowArgument("deny", "* * * * *", "1h"))), false);
        FreeStyleProject job = watchingJob();
        demo.pushBoth();

        Polls.poll(jenkins, job);

        assertThat(job.getLastBuild()).isNull();
        assertThat(Polls.of(job)).singleElement().satisfies(poll -> {
            assertThat(poll.getOutcome()).isEqualTo("WAITING");
            assertThat(poll.getDecision())
                    .startsWith("Nothing to update now. frontend: the window 'deny * * * * * for 1h (UTC)' is active");
        });
        assertThat(jenkins.createWebClient().getPage(job, "argo-image-polling/").asNormalizedText())
                .contains("main-b99bc73 waits");

        setDefaults(guards -> guards.setWindows(List.of(new WindowArgument("allow", "* * * * *", "1h"))), false);
        Polls.poll(jenkins, job);
        assertThat(job.getBuilds()).hasSize(1);
        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
    }

    @Test
    public void aJobIsPolledWhenItsWaitIsOverWhateverItsSchedule() throws Exception {
        setDefaults(guards -> guards.setMinimumAge("1h"), false);
        FreeStyleProject job = watchingJob();
        Instant almostAnHourAgo = Instant.now().minus(Duration.ofHours(1)).plusSeconds(20);
        demo.world().push(DemoWorld.FRONTEND, DemoJenkins.NEW, almostAnHourAgo);

        Polls.poll(jenkins, job);
        assertThat(job.getLastBuild()).isNull();

        WaitingJobs waiting =
                jenkins.jenkins.getExtensionList(WaitingJobs.class).get(0);
        await().atMost(Duration.ofMinutes(5)).until(() -> {
            waiting.run();
            Polls.settle(jenkins);
            return job.getLastBuild() != null;
        });
        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
        assertThat(Polls.of(job).get(0).getOrigin()).contains("the end of a wait");
    }

    @Test
    public void aChangeThatABuildLetWaitIsBuiltAgainAfterwards() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        ArgoImageUpdateBuilder step = new ArgoImageUpdateBuilder();
        step.setApplication("example");
        GuardsArgument own = new GuardsArgument();
        own.setMinimumAge("1h");
        step.setGuards(own);
        job.getBuildersList().add(step);
        Instant almostAnHourAgo = Instant.now().minus(Duration.ofHours(1)).plusSeconds(30);
        demo.world().push(DemoWorld.FRONTEND, DemoJenkins.NEW, almostAnHourAgo);

        Polls.poll(jenkins, job); // which does not know the guards of the step
        assertThat(job.getBuilds()).hasSize(1);
        assertThat(demo.world().override()).isNull();

        await().atMost(Duration.ofMinutes(5)).until(() -> {
            Polls.poll(jenkins, job);
            return job.getBuilds().size() == 2;
        });
        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
    }

    @Test
    public void aLockedGuardCannotBeSetOtherwise() throws Exception {
        setDefaults(guards -> guards.setMinimumAge("1h"), true);
        WorkflowJob job = pipeline("argoImageUpdate application: 'example', guards: [minimumAge: '1m']");
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(JenkinsRule.getLog(build))
                .contains("'guards.minimumAge'", "the administrator has locked 'minimumAge'", "Leave 'minimumAge' out");

        job.setDefinition(new CpsFlowDefinition(
                "argoImageUpdate application: 'example', images: [[image: 'lyzhang1999/frontend',"
                        + " guards: [minimumAge: '1m']]]",
                true));
        assertThat(JenkinsRule.getLog(jenkins.buildAndAssertStatus(Result.FAILURE, job)))
                .contains("'images[0].guards.minimumAge'");

        job.setDefinition(new CpsFlowDefinition(
                "argoImageUpdate application: 'example', guards: [minimumAge: '60m', maxStep: 'minor']", true));
        jenkins.buildAndAssertSuccess(job);
    }

    @Test
    public void wrongValuesAreToldWithWhatThereIs() throws Exception {
        WorkflowJob job = pipeline("argoImageUpdate application: 'example', guards: [maxStep: 'minr']");
        assertThat(JenkinsRule.getLog(jenkins.buildAndAssertStatus(Result.FAILURE, job)))
                .contains("'guards.maxStep'", "Did you mean 'minor'? There are: major, minor, patch");
        GuardsArgument wrong = new GuardsArgument();
        wrong.setWindows(List.of(new WindowArgument("deny", "* * * *", "1h")));
        assertThatThrownBy(() -> new DefaultsConfig().setGuards(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("five fields");
    }

    private interface Setting {
        void apply(GuardsArgument guards);
    }

    private static void setDefaults(Setting setting, boolean lock) {
        GuardsArgument guards = new GuardsArgument();
        setting.apply(guards);
        DefaultsConfig defaults = new DefaultsConfig();
        defaults.setGuards(guards);
        defaults.setLockGuards(lock);
        ArgoImageUpdateConfiguration.get().setDefaults(defaults);
    }

    private FreeStyleProject watchingJob() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        ArgoImageUpdateBuilder step = new ArgoImageUpdateBuilder();
        step.setApplication("example");
        job.getBuildersList().add(step);
        return job;
    }

    private WorkflowJob pipeline(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }
}
