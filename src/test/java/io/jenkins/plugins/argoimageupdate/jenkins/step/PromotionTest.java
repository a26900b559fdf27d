package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.demo.StagesWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollView;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** From staging to production. No registry can be reached. */
public class PromotionTest {

    @ClassRule
    public static final BuildWatcher BUILDS = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final StagesWorld world = new StagesWorld();

    @Before
    public void configure() throws Exception {
        jenkins.jenkins.setNumExecutors(0);
        StagesJenkins.configure(world);
    }

    @Test
    public void writesToProductionWhatRunsInStaging() throws Exception {
        WorkflowRun build =
                run(Result.SUCCESS, step("promoteFrom: [application: 'shop-staging', argocd: 'staging'], soak: '2h'"));

        assertThat(world.values()).isEqualTo(StagesWorld.promoted());
        assertThat(JenkinsRule.getLog(build))
                .contains("web: main-1 → main-2 (promoted from shop-staging)", "Synced, Healthy after ");
    }

    @Test
    public void anUpdateThatSoaksSucceedsAndWritesNothing() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "def r = " + call("promoteFrom: [application: 'shop-staging', argocd: 'staging'], soak: '5d'")
                        + "\necho \"changes: ${r.changes.size()}\"");

        assertThat(JenkinsRule.getLog(build)).contains("healthy in shop-staging for ", " of 5 d", "changes: 0");
        assertThat(world.values()).isEqualTo(StagesWorld.PRODUCTION);
    }

    @Test
    public void aTextNamesTheApplicationOnTheSameServer() throws Exception {
        WorkflowRun build = run(Result.FAILURE, step("promoteFrom: 'shop-staging'"));

        assertThat(JenkinsRule.getLog(build)).contains("shop-staging").doesNotContain("ClassCastException");
        assertThat(world.values()).isEqualTo(StagesWorld.PRODUCTION);
    }

    @Test
    public void badValuesAreRefusedWithWhatThereIs() throws Exception {
        for (String[] one : new String[][] {
            {"promoteFrom: [aplication: 'x']", "promoteFrom has no argument 'aplication'. Did you mean 'application'?"},
            {"promoteFrom: [application: 'x', build: 1]", "it names an Application and a build"},
            {"promoteFrom: [job: 'x']", "it names neither an Application nor a build"},
            {"promoteFrom: 'shop-*'", "'shop-*' is a pattern, and a name is expected"},
            {"promoteFrom: [build: 1], soak: '1h'", "the versions of a build do not soak"},
            {"soak: '1h'", "nothing is promoted"},
            {"promoteFrom: 'x', soak: 'soon'", "'soon' is no duration"},
            {"promoteFrom: [build: 99]", "has no build '99'"},
            {"promoteFrom: [build: 1, job: 'nowhere']", "there is no job 'nowhere'"}
        }) {
            assertThat(JenkinsRule.getLog(run(Result.FAILURE, step(one[0]))))
                    .as(one[0])
                    .contains(one[1]);
        }
    }

    @Test
    public void theVersionsOfAnEarlierBuildAreWrittenAgain() throws Exception {
        WorkflowJob job = job(step("promoteFrom: [application: 'shop-staging', argocd: 'staging']"));
        jenkins.buildAndAssertSuccess(job);
        assertThat(world.values()).isEqualTo(StagesWorld.promoted());

        WorkflowJob other = job(step("promoteFrom: [build: 1, job: '" + job.getName() + "']"));
        WorkflowRun build = jenkins.buildAndAssertSuccess(other);
        assertThat(JenkinsRule.getLog(build)).contains("main-2 is current (promoted from " + job.getName() + " #1)");
    }

    @Test
    public void whoeverApprovesSeesTheChangesAndExactlyTheyAreWritten() throws Exception {
        String shown = Files.readString(Path.of("examples", "Jenkinsfile.promotion"));
        assertThat(Files.readString(Path.of("docs", "jenkins.md"))).contains(shown);
        String example = shown.replace("application: 'shop-prod', argocd: 'production',", StagesJenkins.arguments(""));
        WorkflowJob job = job(example);
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Promote or Abort", build);
        assertThat(JenkinsRule.getLog(build)).contains("web main-1 → main-2", "api 1.4 → 1.5");
        assertThat(world.values()).isEqualTo(StagesWorld.PRODUCTION);

        build.getAction(InputAction.class).getExecutions().get(0).proceed(null);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(world.values()).isEqualTo(StagesWorld.promoted());
    }

    @Test
    public void nothingElseThanWhatWasApprovedIsWritten() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                step(
                        "promoteFrom: [application: 'shop-staging', argocd: 'staging'], only: ['shop-prod/web main-1 → main-2']"));

        assertThat(JenkinsRule.getLog(build))
                .contains("what would be written now was not approved: shop-prod/api 1.4 → 1.5");
        assertThat(world.values()).isEqualTo(StagesWorld.PRODUCTION);
    }

    @Test
    public void aPollAsksStagingAndStartsABuildOnlyOnceItHasSoaked() throws Exception {
        WorkflowJob job = job(polling("5d"));
        jenkins.buildAndAssertSuccess(job);
        Polls.poll(jenkins, job);
        assertThat(Polls.of(job).get(0)).satisfies(poll -> {
            assertThat(poll.getOutcome()).isEqualTo("WAITING");
            assertThat(poll.getLog()).contains("Nothing to update now. web: healthy in shop-staging for ");
        });
        assertThat(job.getLastBuild().getNumber()).isEqualTo(1);

        WorkflowJob ready = job(polling("2h").replace("soak: '2h'", "soak: '2h', dryRun: true"));
        jenkins.buildAndAssertSuccess(ready);
        StagesJenkins.script(ready, polling("2h"));
        Polls.poll(jenkins, ready);
        assertThat(ready.getLastBuild().getNumber()).isEqualTo(2);
        jenkins.assertBuildStatusSuccess((Run<?, ?>) ready.getLastBuild());
        assertThat(world.values()).isEqualTo(StagesWorld.promoted());
        PollView started = Polls.of(ready).get(0);
        assertThat(started.getOutcome()).isEqualTo("STARTED");
        assertThat(started.getLog()).contains("web: main-1 → main-2 (promoted from shop-staging)");
    }

    private static String polling(String soak) {
        return "properties([pipelineTriggers([pollArgoImages('" + Polls.NEVER + "')])])\n"
                + step("promoteFrom: [application: 'shop-staging', argocd: 'staging'], soak: '" + soak + "'");
    }

    private static String step(String more) {
        return "argoImageUpdate " + StagesJenkins.arguments(more);
    }

    private static String call(String more) {
        return "argoImageUpdate(" + StagesJenkins.arguments(more) + ")";
    }

    private WorkflowJob job(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        StagesJenkins.script(job, script);
        return job;
    }

    private WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.buildAndAssertStatus(expected, job(script));
    }
}
