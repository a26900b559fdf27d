package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutAction;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.RolloutActions;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** A step that follows a canary over a restart of Jenkins. */
public class ArgoRolloutRestartTest {

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final DemoJenkins demo = DemoJenkins.withCanaryNotConfigured();

    @Test
    public void goesOnAfterARestartAndPromotesOnce() throws Throwable {
        demo.pushBoth();
        sessions.then(jenkins -> {
            demo.configure();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "update");
            job.setDefinition(new CpsFlowDefinition(
                    "argoImageUpdate application: 'example', waitFor: 'paused'\n"
                            + "def r = argoRollout(action: 'promote', application: 'example', waitFor: 'healthy')\n"
                            + "echo \"left: ${r.rollouts.size()}\"",
                    true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("paused at step 5 of 5", build);
        });
        assertThat(demo.world().actions()).hasSize(1);
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("update", WorkflowJob.class)
                    .getLastBuild();
            new RolloutActions(build).run("", ApplicationRef.named("example"), "", RolloutAction.PROMOTE);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            assertThat(demo.world().actions()).hasSize(2);
            assertThat(JenkinsRule.getLog(build))
                    .containsOnlyOnce("promoted Rollout/frontend")
                    .contains("left: 0");
        });
    }
}
