package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.RegistryConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PlannedChange;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import java.time.Instant;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.JenkinsRule;

public class ImageUpdateTriggerTest {

    @ClassRule
    public static final BuildWatcher BUILDS = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    /** There the name means the step, as Declarative has it. */
    @Test
    public void aDeclarativePipelineThatCallsItByTheStepsNameIsToldTheOther() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("""
                pipeline {
                    agent none
                    triggers { argoImageUpdate('H H 1 1 *') }
                    stages { stage('Update') { steps { argoImageUpdate application: 'example' } } }
                }
                """, true));
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(JenkinsRule.getLog(build))
                .contains("Invalid trigger type \"argoImageUpdate\". Valid trigger types:", "pollArgoImages");
    }

    @Test
    public void theFirstBuildTeachesWhatToPollAndANewTagStartsTheNext() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("""
                pipeline {
                    agent none
                    triggers { pollArgoImages('H H 1 1 *') }
                    stages {
                        stage('Update') {
                            steps {
                                echo "triggered: ${env.ARGO_IMAGE_UPDATE_TRIGGERED} ${env.ARGO_IMAGE_UPDATE_CHANGES}"
                                argoImageUpdate application: 'example'
                            }
                        }
                    }
                }
                """, true));
        WorkflowRun first = jenkins.buildAndAssertSuccess(job);
        assertThat(JenkinsRule.getLog(first)).contains("triggered: null null");
        assertThat(ImageUpdateTrigger.of(job).getSpec()).isEqualTo("H H 1 1 *");

        demo.pushBoth();
        Polls.poll(jenkins, job);

        WorkflowRun second = jenkins.assertBuildStatusSuccess(job.getBuildByNumber(2));
        String cause = "Image update: frontend main-0000000 → main-b99bc73, backend main-0000000 → main-b99bc73";
        assertThat(second.getCause(ImageUpdateCause.class).getShortDescription())
                .isEqualTo(cause);
        assertThat(jenkins.createWebClient().getPage(second).asNormalizedText()).contains(cause);
        assertThat(JenkinsRule.getLog(second))
                .contains("triggered: true frontend=main-b99bc73 backend=main-b99bc73", "committed ");
        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
        assertThat(demo.world().commits()).isEqualTo(2);
        assertThat(second.getAction(BuildPollLog.class).getLog())
                .contains(
                        "Asked by the schedule",
                        "frontend lyzhang1999/frontend: main-0000000 → main-b99bc73 (newest-build")
                .contains("Starts a build: frontend main-0000000 → main-b99bc73");
        PollView poll = Polls.of(job).get(0);
        assertThat(poll.getOutcome()).isEqualTo("STARTED");
        assertThat(poll.getLog()).contains("Took ").doesNotContain(DemoWorld.TOKEN);
    }

    @Test
    public void aJobThatHasUpdatedNothingYetHasNothingToPoll() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        ImageUpdateTrigger trigger = new ImageUpdateTrigger(Polls.NEVER);
        trigger.start(job, true);
        job.addTrigger(trigger);

        Polls.poll(jenkins, job);

        assertThat(job.getLastBuild()).isNull();
        assertThat(Polls.of(job)).singleElement().satisfies(poll -> {
            assertThat(poll.getOutcome()).isEqualTo("NOTHING_WATCHED");
            assertThat(poll.getDecision()).contains("Build it once");
        });
        assertThat(demo.world().registryRequests()).isZero();
    }

    @Test
    public void theSameChangesStartOneBuildEvenIfItFails() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        job.getBuildersList().add(new FailureBuilder());
        demo.pushBoth();

        Polls.poll(jenkins, job);
        Polls.poll(jenkins, job);

        assertThat(job.getBuilds()).hasSize(1);
        jenkins.assertBuildStatus(Result.FAILURE, job.getLastBuild());
        assertThat(Polls.of(job)).extracting(PollView::getOutcome).containsExactly("STARTED_EARLIER", "STARTED");
    }

    @Test
    public void pollNowAndNewerVersionsStartAnother() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        job.getBuildersList().add(new FailureBuilder());
        demo.pushBoth();
        Polls.poll(jenkins, job);

        ImageUpdateTrigger.of(job).pollNow();
        Polls.settle(jenkins);
        assertThat(job.getBuilds()).hasSize(2);

        demo.world().push(DemoWorld.BACKEND, "main-c0ffee0", Instant.now());
        ImageUpdateTrigger.of(job).pollFor("the test", Instant.now());
        Polls.settle(jenkins);
        assertThat(job.getBuilds()).hasSize(3);
        FreeStyleBuild last = job.getLastBuild();
        assertThat(last.getCause(ImageUpdateCause.class).getChanges())
                .extracting(PlannedChange::toString)
                .containsExactly("frontend main-0000000 → main-b99bc73", "backend main-0000000 → main-c0ffee0");
    }

    @Test
    public void aPollOfWhatIsHealthyAsksArgoCdOnce() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        Polls.poll(jenkins, job);
        int requests = demo.world().argoCdRequests();

        Polls.poll(jenkins, job);

        assertThat(Polls.of(job).get(0).getOutcome()).isEqualTo("CURRENT");
        assertThat(demo.world().argoCdRequests() - requests)
                .as("for the one Application, without a look at its pods")
                .isEqualTo(1);
    }

    @Test
    public void aPartOfChangesThatABuildWasStartedForIsNothingNew() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        demo.pushBoth();
        Polls.poll(jenkins, job);
        PollMemory memory = PollMemory.read(job);
        List<PlannedChange> both =
                job.getLastBuild().getCause(ImageUpdateCause.class).getChanges();

        assertThat(memory.hasStarted(both)).isTrue();
        assertThat(memory.hasStarted(both.subList(1, 2))).isTrue();
        assertThat(PollMemory.EMPTY.hasStarted(both)).isFalse();
        assertThat(PollMemory.EMPTY.withStarted(both.subList(0, 1)).hasStarted(both))
                .isFalse();
    }

    @Test
    public void theStateTellsEachImageAndWhatIsWrongWithIt() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        RegistryConfig gone = new RegistryConfig("docker.io");
        gone.setApiUrl("http://127.0.0.1:1");
        ArgoImageUpdateConfiguration.get().setRegistries(List.of(gone));

        Polls.poll(jenkins, job);

        PollState state = ImageUpdateTrigger.of(job).getState();
        assertThat(state.isFailed()).isTrue();
        assertThat(state.isPolling()).isFalse();
        assertThat(state.getLastCheck()).isNotNull();
        assertThat(state.getImages()).hasSize(2).allSatisfy(image -> {
            assertThat(image.isFailed()).isTrue();
            assertThat(image.getError()).contains("list tags of 127.0.0.1", "lyzhang1999/" + image.getAlias());
            assertThat(image.getApplication()).isEqualTo("example");
        });
        assertThat(job.getLastBuild()).isNull();

        demo.configureRegistry();
        ImageUpdateTrigger.of(job).pollNow();
        Polls.settle(jenkins);
        assertThat(ImageUpdateTrigger.of(job).getState().getImages()).hasSize(2).allSatisfy(image -> {
            assertThat(image.isCurrent()).isTrue();
            assertThat(image.getLive()).isEqualTo("main-0000000");
            assertThat(image.getStrategy()).isEqualTo("newest-build");
            assertThat(image.getFilter()).isEqualTo("^main");
        });
    }

    @Test
    public void whatIsWatchedIsRememberedWhileArgoCdIsGone() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        Polls.poll(jenkins, job);
        ArgoImageUpdateConfiguration.get()
                .setArgoCdServers(List.of(new ArgoCdServerConfig("production", "http://127.0.0.1:1")));

        Polls.poll(jenkins, job);

        PollState state = ImageUpdateTrigger.of(job).getState();
        assertThat(state.isFailed()).isTrue();
        assertThat(state.getDecision()).startsWith("ERROR: ");
        assertThat(state.getImages()).hasSize(2);
        assertThat(WatchIndex.get().watching("docker.io/" + DemoWorld.FRONTEND)).hasSize(1);
    }

    @Test
    public void aDisabledJobIsNotPolled() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        job.makeDisabled(true);
        Polls.poll(jenkins, job);
        assertThat(Polls.of(job)).isEmpty();
    }

    @Test
    public void theNextCheckIsWhenTheScheduleSays() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        ImageUpdateTrigger trigger = new ImageUpdateTrigger("");
        trigger.start(job, true);
        job.addTrigger(trigger);
        Instant now = Instant.now();

        assertThat(trigger.getState().getNextCheck().toInstant())
                .as("the global configuration says every five minutes")
                .isBetween(now, now.plusSeconds(6 * 60));
        assertThat(trigger.getSpec()).isEmpty();
    }
}
