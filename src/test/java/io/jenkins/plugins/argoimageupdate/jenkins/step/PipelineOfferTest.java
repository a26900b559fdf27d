package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.net.URL;
import java.util.List;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.CoreStep;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Pipelines are offered the step, which returns what it did, and never the build step of freestyle jobs, which cannot. */
public class PipelineOfferTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Test
    public void theSnippetGeneratorWritesTheStepByItsName() throws Exception {
        assertThat(snippet(new JSONObject()
                        .element("stapler-class", ArgoImageUpdateStep.class.getName())
                        .element("$class", ArgoImageUpdateStep.class.getName())
                        .element("application", "example")
                        .element("sync", true)
                        .element("waitFor", "healthy")))
                .isEqualTo("argoImageUpdate application: 'example'");
        ArgoImageUpdateStep step = new ArgoImageUpdateStep();
        step.setApplication("example");
        assertThat(Snippetizer.object2Groovy(step)).isEqualTo("argoImageUpdate application: 'example'");
    }

    @Test
    public void nothingOffersTheBuildStepToPipelines() throws Exception {
        CoreStep.DescriptorImpl general = JENKINS.jenkins.getDescriptorByType(CoreStep.DescriptorImpl.class);
        assertThat(general.getApplicableDescriptors())
                .noneMatch(descriptor -> descriptor.clazz == ArgoImageUpdateBuilder.class);
        assertThat(StepDescriptor.metaStepsOf("argoImageUpdate")).isEmpty();
        assertThat(StepDescriptor.all().stream()
                        .filter(descriptor -> descriptor.getFunctionName().equals("argoImageUpdate")))
                .singleElement()
                .isInstanceOf(ArgoImageUpdateStep.DescriptorImpl.class);
        try (JenkinsRule.WebClient client = JENKINS.createWebClient().withJavaScriptEnabled(false)) {
            assertThat(client.goTo("pipeline-syntax/").getWebResponse().getContentAsString())
                    .contains(ArgoImageUpdateStep.class.getName())
                    .doesNotContain(ArgoImageUpdateBuilder.class.getName());
        }
    }

    @Test
    public void aPipelineThatNamesTheBuildStepFailsInsteadOfUpdatingWithoutAResult() throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(
                new CpsFlowDefinition("step([$class: 'ArgoImageUpdateBuilder', application: 'example'])", true));
        WorkflowRun build = JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(JenkinsRule.getLog(build)).contains("ArgoImageUpdateBuilder");
    }

    private static String snippet(JSONObject form) throws Exception {
        try (JenkinsRule.WebClient client = JENKINS.createWebClient()) {
            WebRequest request = new WebRequest(new URL(JENKINS.getURL(), Snippetizer.GENERATE_URL), HttpMethod.POST);
            request.setRequestParameters(List.of(new NameValuePair("json", form.toString())));
            return client.getPage(client.addCrumb(request))
                    .getWebResponse()
                    .getContentAsString()
                    .strip();
        }
    }
}
