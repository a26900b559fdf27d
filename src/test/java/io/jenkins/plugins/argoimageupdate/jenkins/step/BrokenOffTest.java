package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollView;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.springframework.security.core.Authentication;

/** Errors that are no exceptions, thrown by what the update uses: another plugin, here a provider of credentials. */
public class BrokenOffTest {

    private static volatile Error thrown;

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @After
    public void stopThrowing() {
        thrown = null;
    }

    @Test
    public void anErrorEndsTheStepWithOneLine() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "update");
        job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'example'", true));
        for (Error error :
                List.of(new StackOverflowError("canary"), new OutOfMemoryError("canary"), new LinkageError("canary"))) {
            thrown = error;
            WorkflowRun run = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
            assertTold(run, error);
        }
        thrown = null;
        jenkins.buildAndAssertSuccess(job);
    }

    @Test
    public void soItDoesInOtherJobs() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        ArgoImageUpdateBuilder builder = new ArgoImageUpdateBuilder();
        builder.setApplication("example");
        job.getBuildersList().add(builder);
        thrown = new StackOverflowError("canary");
        FreeStyleBuild build = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        assertTold(build, thrown);
    }

    @Test
    public void anErrorEndsAPollWithOneLineAndTheNextOneIsAsGoodAsAny() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        thrown = new StackOverflowError("canary");
        ImageUpdateTrigger.of(job).run();
        Polls.settle(jenkins);
        PollView poll = Polls.of(job).get(0);
        assertThat(poll.getOutcome()).isEqualTo("FAILED");
        assertThat(poll.getDecision())
                .contains("failed unexpectedly (StackOverflowError)")
                .doesNotContain("canary");

        thrown = null;
        ImageUpdateTrigger.of(job).run();
        Polls.settle(jenkins);
        assertThat(Polls.of(job).get(0).getOutcome()).isEqualTo("CURRENT");
    }

    private static void assertTold(Run<?, ?> run, Error error) throws Exception {
        String name = error.getClass().getSimpleName();
        assertThat(JenkinsRule.getLog(run))
                .containsOnlyOnce("failed unexpectedly (" + name + ")")
                .doesNotContain("canary", "\tat ");
        UpdateRecord record = run.getAction(UpdateRunAction.class).getRecord(1);
        assertThat(record.getState()).isEqualTo(UpdateRecord.State.FAILED);
        assertThat(record.getSummary()).contains(name);
    }

    @TestExtension
    public static final class BrokenProvider extends CredentialsProvider {

        @Override
        public <C extends Credentials> List<C> getCredentialsInItemGroup(
                Class<C> type, ItemGroup group, Authentication user, List<DomainRequirement> requirements) {
            return none();
        }

        @Override
        public <C extends Credentials> List<C> getCredentialsInItem(
                Class<C> type, Item item, Authentication user, List<DomainRequirement> requirements) {
            return none();
        }

        private static <C> List<C> none() {
            if (thrown != null) {
                throw thrown;
            }
            return List.of();
        }
    }
}
