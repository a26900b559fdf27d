package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The demo's Application has an outdated annotation. A job is told once, not in every build. */
public class ToldWarningsTest {

    private static final String WARNING = "'latest' is the old name of 'newest-build'";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Test
    public void eachJobIsToldOnceWhateverItsBuildsDoInBetween() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "argoImageUpdate application: 'example', dryRun: true\nargoImageUpdate application: 'example'", true));
        WorkflowRun first = jenkins.buildAndAssertSuccess(job);
        assertThat(JenkinsRule.getLog(first)).containsOnlyOnce(WARNING);

        job.setDefinition(new CpsFlowDefinition("echo 'nothing is updated'", true));
        jenkins.buildAndAssertSuccess(job);
        job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'example'", true));
        WorkflowRun later = jenkins.buildAndAssertSuccess(job);
        assertThat(JenkinsRule.getLog(later)).doesNotContain(WARNING);
        assertThat(later.getAction(UpdateRunAction.class).getReport(1).warnings())
                .as("the pages still have it")
                .anyMatch(warning -> warning.contains(WARNING));

        FreeStyleProject other = jenkins.createFreeStyleProject();
        ArgoImageUpdateBuilder update = new ArgoImageUpdateBuilder();
        update.setApplication(DemoWorld.APPLICATION);
        other.getBuildersList().add(update);
        assertThat(JenkinsRule.getLog(jenkins.buildAndAssertSuccess(other))).containsOnlyOnce(WARNING);
        assertThat(JenkinsRule.getLog(jenkins.buildAndAssertSuccess(other))).doesNotContain(WARNING);
    }
}
