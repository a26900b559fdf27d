package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What Pipelines get to read whose arguments are mistyped, at any depth. */
public class UnknownArgumentsTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Before
    public void configure() throws Exception {
        demo.pushBoth();
    }

    @Test
    public void aScriptedPipelineIsToldInOneLineBeforeAnythingIsAsked() throws Exception {
        int asked = demo.world().argoCdRequests();
        assertRefused(
                "argoImageUpdate application: 'example', waitfor: 'none'",
                "ERROR: argoImageUpdate has no argument 'waitfor'. Did you mean 'waitFor'? There are: ");
        assertRefused(
                "argoImageUpdate application: 'example', images: [[image: 'a/b', alowTags: 'regexp:^main']]",
                "ERROR: argoImageUpdate: images[0] has no argument 'alowTags'. Did you mean 'allowTags'? There are: ");
        assertRefused(
                "argoImageUpdate(application: 'example', git: [\"${'brnch'}\": 'main'])",
                "ERROR: argoImageUpdate: git has no argument 'brnch'. Did you mean 'branch'? There are: ");
        assertRefused(
                "def one = [image: 'a/b', helm: [imagename: 'x']]\nargoImageUpdate application: 'example', images: [one]",
                "ERROR: argoImageUpdate: images[0].helm has no argument 'imagename'. Did you mean 'imageName'? There are: ");
        assertRefused(
                "argoImageUpdate selector: [globs: 'shop-*']",
                "ERROR: argoImageUpdate: selector has no argument 'globs'. Did you mean 'glob'? There are: ");
        assertRefused(
                "argoImageUpdate application: 'example', git: [$class: 'GitArgument', brnch: 'main']",
                "ERROR: argoImageUpdate: git has no argument 'brnch'. Did you mean 'branch'? There are: ");
        assertRefused(
                "argoImageUpdate application: 'example', images: [image: 'a/b']",
                "ERROR: argoImageUpdate: images takes a list, such as [[…], […]]");
        assertThat(demo.world().argoCdRequests()).isEqualTo(asked);
        assertThat(demo.world().commits()).isEqualTo(1);
    }

    @Test
    public void aDeclarativePipelineIsToldToo() throws Exception {
        String nested = JenkinsRule.getLog(
                run(declarative("", "argoImageUpdate application: 'example', git: [brnch: 'main']")));
        assertThat(nested)
                .contains("ERROR: argoImageUpdate: git has no argument 'brnch'. Did you mean 'branch'? There are: ")
                .doesNotContain("\tat ");
        String outer =
                JenkinsRule.getLog(run(declarative("", "argoImageUpdate application: 'example', waitfor: 'none'")));
        assertThat(outer).contains("Invalid parameter \"waitfor\", did you mean \"waitFor\"?");
        assertThat(demo.world().commits()).isEqualTo(1);
    }

    @Test
    public void theTriggerIsRefusedInPropertiesAndInADeclarativePipeline() throws Exception {
        String message = "pollArgoImages: images[0] has no argument 'alowTags'. Did you mean 'allowTags'? There are: ";
        String trigger = "pollArgoImages(spec: 'H * * * *', applications: ['example'],"
                + " images: [[image: 'a/b', alowTags: 'any']])";
        WorkflowRun scripted = run("properties([pipelineTriggers([" + trigger + "])])");
        assertThat(JenkinsRule.getLog(scripted)).contains(message);
        assertThat(ImageUpdateTrigger.of(scripted.getParent())).isNull();

        WorkflowRun declarative = run(declarative("triggers { " + trigger + " }", "echo 'not reached'"));
        assertThat(JenkinsRule.getLog(declarative)).contains(message).doesNotContain("not reached");
        assertThat(ImageUpdateTrigger.of(declarative.getParent())).isNull();

        WorkflowRun outer = run("properties([pipelineTriggers([pollArgoImages(aplications: ['example'])])])");
        assertThat(JenkinsRule.getLog(outer))
                .contains("pollArgoImages has no argument 'aplications'. Did you mean 'applications'? There are: ");
    }

    @Test
    public void theTriggerIsTakenWhereAllIsKnown() throws Exception {
        WorkflowJob job =
                job("properties([pipelineTriggers([pollArgoImages(spec: 'H * * * *', applications: ['example'],"
                        + " git: [branch: 'main'], images: [[image: 'a/b', allowTags: 'any']])])])");
        jenkins.buildAndAssertSuccess(job);
        assertThat(ImageUpdateTrigger.of(job).getImages()).hasSize(1);
        WorkflowJob other = job(declarative("triggers { pollArgoImages('H/7 * * * *') }", "echo 'done'"));
        jenkins.buildAndAssertSuccess(other);
        assertThat(ImageUpdateTrigger.of(other).getSpec()).isEqualTo("H/7 * * * *");
    }

    private void assertRefused(String script, String message) throws Exception {
        assertThat(JenkinsRule.getLog(run(script))).contains(message).doesNotContain("\tat ");
    }

    private WorkflowRun run(String script) throws Exception {
        return jenkins.buildAndAssertStatus(Result.FAILURE, job(script));
    }

    private WorkflowJob job(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static String declarative(String options, String step) {
        return "pipeline {\n agent none\n " + options + "\n stages { stage('Update') { steps {\n" + step + "\n} } }\n}";
    }
}
