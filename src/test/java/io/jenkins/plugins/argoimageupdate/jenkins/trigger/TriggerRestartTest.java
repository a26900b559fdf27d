package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.properties.PipelineTriggersJobProperty;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.JenkinsSessionRule;

public class TriggerRestartTest {

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final DemoJenkins demo = new DemoJenkins();

    @Test
    public void aBuildThatHasFailedIsNotStartedAgainAfterARestart() throws Throwable {
        demo.pushBoth();
        sessions.then(jenkins -> {
            demo.configure();
            FreeStyleProject job = jenkins.createFreeStyleProject("shop");
            job.getBuildersList().add(new FailureBuilder());
            Polls.watch(job);
            job.save();
            Polls.poll(jenkins, job);
            assertThat(job.getBuilds()).hasSize(1);
        });
        sessions.then(jenkins -> {
            FreeStyleProject job = jenkins.jenkins.getItemByFullName("shop", FreeStyleProject.class);
            assertThat(job.getLastBuild().getCause(ImageUpdateCause.class).getChanges())
                    .hasSize(2);
            assertThat(job.getLastBuild().getAction(BuildPollLog.class).getLog())
                    .contains("Starts a build");
            assertThat(WatchIndex.get().watching("docker.io/" + DemoWorld.FRONTEND))
                    .hasSize(1);

            Polls.poll(jenkins, job);

            assertThat(job.getBuilds()).hasSize(1);
            assertThat(Polls.of(job)).extracting(PollView::getOutcome).containsExactly("STARTED_EARLIER", "STARTED");
        });
    }

    @Test
    public void whatTheLastBuildWatchedIsKnownAfterARestartEvenWithoutThatBuild() throws Throwable {
        sessions.then(jenkins -> {
            demo.configure();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
            job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'example', waitFor: 'none'", true));
            job.addProperty(new PipelineTriggersJobProperty(java.util.List.of(new ImageUpdateTrigger(Polls.NEVER))));
            jenkins.buildAndAssertSuccess(job).delete();
        });
        demo.pushBoth();
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
            Polls.poll(jenkins, job);
            assertThat(job.getLastBuild().getCause(ImageUpdateCause.class).getChanges())
                    .hasSize(2);
            jenkins.assertBuildStatusSuccess(job.getLastBuild());
            assertThat(demo.world().commits()).isEqualTo(2);
        });
    }
}
