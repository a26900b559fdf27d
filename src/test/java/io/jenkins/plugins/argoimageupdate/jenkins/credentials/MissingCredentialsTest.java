package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.GitArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import java.net.URL;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Credentials that a job cannot use are said while nothing has to be written, not only when the first update is due. */
public class MissingCredentialsTest {

    private static final String MISSING = "'nosuch'";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Test
    public void theStepFailsWhenNothingChanges() throws Exception {
        assertFails("argoImageUpdate application: 'example', git: [credentialsId: 'nosuch']");
        assertFails("argoImageUpdate application: 'example', dryRun: true, git: [credentialsId: 'nosuch']");
    }

    private void assertFails(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(JenkinsRule.getLog(build))
                .contains("ERROR: ", MISSING, job.getFullName())
                .doesNotContain("\tat ");
    }

    @Test
    public void theBuildStepAndItsFormFailWhenNothingChanges() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        ArgoImageUpdateBuilder update = new ArgoImageUpdateBuilder();
        update.setApplication("example");
        update.setGit(git());
        job.getBuildersList().add(update);
        assertThat(JenkinsRule.getLog(jenkins.buildAndAssertStatus(Result.FAILURE, job)))
                .contains("ERROR: ", MISSING);

        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            WebRequest request = new WebRequest(
                    new URL(
                            jenkins.getURL(),
                            job.getUrl() + "descriptorByName/" + ArgoImageUpdateBuilder.class.getName() + "/dryRun"),
                    HttpMethod.POST);
            request.setRequestParameters(List.of(
                    new NameValuePair("json", "{'application': 'example', 'git': {'credentialsId': 'nosuch'}}")));
            assertThat(client.loadWebResponse(client.addCrumb(request)).getContentAsString())
                    .contains("Failed", "nosuch");
        }
    }

    @Test
    public void thePollFailsWhenNothingChanges() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        ImageUpdateTrigger trigger = new ImageUpdateTrigger(Polls.NEVER);
        trigger.setApplications(List.of("example"));
        trigger.setGit(git());
        trigger.start(job, true);
        job.addTrigger(trigger);
        trigger.run();
        Polls.settle(jenkins);

        assertThat(Polls.of(job)).first().satisfies(poll -> {
            assertThat(poll.getOutcome()).isEqualTo("FAILED");
            assertThat(poll.getLog()).contains("ERROR: ", MISSING);
        });
        assertThat(job.getLastBuild()).isNull();
    }

    private static GitArgument git() {
        GitArgument git = new GitArgument();
        git.setCredentialsId("nosuch");
        return git;
    }
}
