package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.FailureKind;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** An image whose pod cannot start: no build after it is green, whether it has anything to update or not. */
public class DeadPodTest {

    /** As written by a Pipeline that reads {@code result.images}. */
    private static final String TELL = "for (image in result.images) {\n"
            + "  echo \"${image.application}/${image.alias} ${image.image} wanted ${image.tag}, live ${image.live}:"
            + " ${image.state}, ${image.reason}, ${image.pod}\"\n}\n"
            + "echo \"summary ${result.summary}, failed ${result.failures}\"";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Before
    public void breakTheFrontend() throws Exception {
        demo.world().breakImage(DemoWorld.FRONTEND, DemoJenkins.NEW);
        demo.pushBoth();
    }

    @Test
    public void thePipelinesSecondBuildFailsToo() throws Exception {
        WorkflowJob job = pipeline("argoImageUpdate application: 'example'");
        WorkflowRun first = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(kinds(first)).containsExactly(FailureKind.DEGRADED);

        WorkflowRun second = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(demo.world().commits()).as("there was nothing left to write").isEqualTo(2);
        assertThat(kinds(second)).containsExactly(FailureKind.UNHEALTHY);
        assertThat(JenkinsRule.getLog(second))
                .containsPattern("ERROR: .*nothing to update, but not healthy: frontend main-b99bc73 cannot start:"
                        + " (ErrImagePull|ImagePullBackOff).*[(]pod frontend-[^ ]+[)]")
                .doesNotContain("all current")
                .doesNotContain("nothing to do")
                .doesNotContain("\tat ");
    }

    @Test
    public void aJobThatToleratesItIsStillToldWhatRuns() throws Exception {
        jenkins.buildAndAssertStatus(Result.FAILURE, pipeline("argoImageUpdate application: 'example'"));

        WorkflowRun tolerant = jenkins.buildAndAssertSuccess(
                pipeline("def result = argoImageUpdate(application: 'example', failOn: ['image'])\n" + TELL));
        assertThat(JenkinsRule.getLog(tolerant))
                .containsPattern("example/frontend lyzhang1999/frontend wanted main-b99bc73, live [^:]*:"
                        + " CANNOT_START, .+, frontend-[^ ]+")
                .as("the other image is live, or on its way")
                .containsPattern(
                        "example/backend lyzhang1999/backend wanted main-b99bc73, live [^:]*: (LIVE|ROLLING_OUT), ")
                .containsPattern("summary .*frontend.*, failed \\[.+]");

        WorkflowRun unstable = jenkins.buildAndAssertStatus(
                Result.UNSTABLE, pipeline("argoImageUpdate application: 'example', unstableOn: 'unhealthy'"));
        assertThat(JenkinsRule.getLog(unstable)).containsPattern("UNSTABLE: .*frontend");

        jenkins.buildAndAssertStatus(
                Result.FAILURE, pipeline("argoImageUpdate application: 'example', failOn: 'unhealthy'"));
    }

    @Test
    public void theDocumentedExampleTellsWhichImagesAreNotLive() throws Exception {
        String docs = Files.readString(Path.of("docs", "jenkins.md"));
        Matcher example =
                Pattern.compile("```groovy\n([^`]*result\\.images[^`]*)```").matcher(docs);
        assertThat(example.find()).isTrue();

        WorkflowRun build = jenkins.buildAndAssertSuccess(pipeline(example.group(1)));
        assertThat(JenkinsRule.getLog(build))
                .containsPattern("\nfrontend main-b99bc73: cannot start: (ErrImagePull|ImagePullBackOff).*")
                .doesNotContainPattern("\nbackend main-b99bc73: cannot start");
    }

    @Test
    public void theFreestyleJobsSecondBuildFailsToo() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        ArgoImageUpdateBuilder update = new ArgoImageUpdateBuilder();
        update.setApplication(DemoWorld.APPLICATION);
        job.getBuildersList().add(update);
        jenkins.buildAndAssertStatus(Result.FAILURE, job);

        FreeStyleBuild second = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(kinds(second)).containsExactly(FailureKind.UNHEALTHY);
        assertThat(JenkinsRule.getLog(second)).containsPattern("ERROR: .*pod frontend-");

        update.setUnstableOn(List.of("unhealthy"));
        jenkins.buildAndAssertStatus(Result.UNSTABLE, job);
    }

    private WorkflowJob pipeline(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static Iterable<FailureKind> kinds(hudson.model.Run<?, ?> build) {
        return FailureKind.of(build.getAction(UpdateRunAction.class).getReport(1));
    }
}
