package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.engine.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.view.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.view.UpdateRunAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

public class ArgoImageUpdateStepTest {

    @ClassRule
    public static final BuildWatcher BUILDS = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final DemoJenkins demo = new DemoJenkins();

    @Before
    public void configure() throws Exception {
        demo.configure();
        jenkins.jenkins.setNumExecutors(0);
    }

    @Test
    public void updatesAsTheAnnotationsSayInADeclarativePipelineWithoutAnAgent() throws Exception {
        demo.pushBoth();
        WorkflowRun build = run(Result.SUCCESS, Files.readString(Path.of("examples", "Jenkinsfile")));

        assertThat(demo.world().override()).contains(DemoJenkins.NEW).doesNotContain("main-0000000");
        assertThat(demo.world().commits()).isEqualTo(2);
        assertThat(JenkinsRule.getLog(build))
                .contains("[argo-image-update] example: 2 images from annotations, live status from Argo CD")
                .contains("frontend lyzhang1999/frontend: main-0000000 → main-b99bc73 (newest-build, ")
                .contains("committed ")
                .contains("Synced, Healthy after ")
                .doesNotContain(DemoWorld.TOKEN);
        assertThat(filesOf(build)).doesNotContain(DemoWorld.TOKEN);
    }

    @Test
    public void updatesAsTheArgumentsSayAndReturnsAResultThatTheSandboxMayRead() throws Exception {
        demo.pushBoth();
        WorkflowRun build = run(
                Result.SUCCESS,
                Files.readString(Path.of("examples", "Jenkinsfile.explicit"))
                        .replace(
                                "https://github.com/lyzhang1999/kubernetes-example-helm.git",
                                demo.world().repository())
                        .replaceAll(",? credentialsId: '[a-z]+'", ""));

        UpdateRecord record = build.getAction(UpdateRunAction.class).getRecord(1);
        assertThat(record.getState()).isEqualTo(UpdateRecord.State.FINISHED);
        assertThat(record.getChanges())
                .containsExactlyInAnyOrder("frontend=" + DemoJenkins.NEW, "backend=" + DemoJenkins.NEW);
        assertThat(JenkinsRule.getLog(build))
                .contains("2 image(s), commit " + record.getCommit() + ", Healthy")
                .contains("frontend is now main-b99bc73");
        assertThat(demo.world().override()).contains("frontend.tag", DemoJenkins.NEW);
    }

    private WorkflowRun run(Result expected, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.buildAndAssertStatus(expected, job);
    }

    private static String filesOf(WorkflowRun build) throws IOException {
        StringBuilder content = new StringBuilder();
        try (Stream<Path> files = Files.walk(build.getRootDir().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.append(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return content.toString();
    }
}
