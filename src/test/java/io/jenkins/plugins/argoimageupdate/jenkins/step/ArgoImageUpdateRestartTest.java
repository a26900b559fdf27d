package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

public class ArgoImageUpdateRestartTest {

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final DemoJenkins demo = new DemoJenkins();

    @Test
    public void goesOnWaitingAfterARestartAndCommitsOnce() throws Throwable {
        demo.world().holdSyncs(true);
        demo.pushBoth();
        sessions.then(jenkins -> {
            demo.configure();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "update");
            job.setDefinition(new CpsFlowDefinition(
                    "def before = argoImageUpdate(application: 'example', dryRun: true)\n"
                            + "def result = argoImageUpdate(application: 'example')\n"
                            + "echo \"planned ${before.changes.size()}, ${result.health}: ${result.resources.size() > 3}\"",
                    true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Running to ", build);
        });
        assertThat(sessions.getHome().toPath().resolve("caches/argo-image-update/metadata"))
                .isNotEmptyDirectory();
        demo.world().holdSyncs(false);
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("update", WorkflowJob.class)
                    .getLastBuild();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));

            assertThat(demo.world().commits()).isEqualTo(2);
            assertThat(JenkinsRule.getLog(build))
                    .containsOnlyOnce("committed ")
                    .containsOnlyOnce("Jenkins was restarted; all is written back, going on with the rollout")
                    .contains("Synced, Healthy after ")
                    .contains("planned 2, Healthy: true");
            UpdateRunAction action = build.getAction(UpdateRunAction.class);
            assertThat(action.getRecord(2).getState()).isEqualTo(UpdateRecord.State.FINISHED);
            assertThat(action.getReports()).hasSize(2);
            assertThat(action.getReport(2).changes()).hasSize(2);
        });
        sessions.then(jenkins -> {
            UpdateRunAction action = jenkins.jenkins
                    .getItemByFullName("update", WorkflowJob.class)
                    .getLastBuild()
                    .getAction(UpdateRunAction.class);
            assertThat(action.isRunning()).isFalse();
            assertThat(action.getRecord(2).getSummary()).startsWith("updated frontend main-0000000 → main-b99bc73");
            assertThat(action.getRecord(2).getArguments().getApplication()).isEqualTo("example");
            assertThat(action.getReport(2).applications().get(0).rollout().resources())
                    .isNotEmpty();
        });
    }

    @Test
    public void doesItAgainWithoutASecondCommitWhenItDidNotGetToKeepWhatItHadDone() throws Throwable {
        demo.world().holdSyncs(true);
        demo.pushBoth();
        Path[] build = new Path[1];
        sessions.then(jenkins -> {
            demo.configure();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "update");
            job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'example'", true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Running to ", run);
            build[0] = run.getRootDir().toPath();
        });
        Path record = build[0].resolve("build.xml");
        Files.writeString(record, Files.readString(record).replace("ROLLING_OUT", "RUNNING"));
        Files.delete(build[0].resolve("argo-image-update-1.json"));
        demo.world().holdSyncs(false);
        sessions.then(jenkins -> {
            WorkflowRun run = jenkins.jenkins
                    .getItemByFullName("update", WorkflowJob.class)
                    .getLastBuild();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));

            assertThat(demo.world().commits()).isEqualTo(2);
            assertThat(JenkinsRule.getLog(run)).containsOnlyOnce("committed ");
        });
    }
}
