package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.addToJenkins;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.userPassword;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.record.LiveRollout;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Before
    public void configure() throws Exception {
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
        addToJenkins(userPassword("dockerhub", "ci", "registry-password"));
        addToJenkins(userPassword("github", "ci", "git-password"));
        WorkflowRun build = run(
                Result.SUCCESS,
                Files.readString(Path.of("examples", "Jenkinsfile.explicit"))
                        .replace(
                                "https://github.com/lyzhang1999/kubernetes-example-helm.git",
                                demo.world().repository()));

        UpdateRecord record = build.getAction(UpdateRunAction.class).getRecord(1);
        assertThat(record.getState()).isEqualTo(UpdateRecord.State.FINISHED);
        assertThat(record.getChanges())
                .containsExactlyInAnyOrder("frontend=" + DemoJenkins.NEW, "backend=" + DemoJenkins.NEW);
        assertThat(JenkinsRule.getLog(build))
                .contains("2 updated, commit " + record.getCommit() + ", Healthy")
                .contains("frontend is now main-b99bc73");
        assertThat(demo.world().override()).contains("frontend.tag", DemoJenkins.NEW);
    }

    @Test
    public void findsNothingToDoTheSecondTimeAndSucceeds() throws Exception {
        demo.pushBoth();
        run(Result.SUCCESS, "argoImageUpdate application: 'example'");
        WorkflowRun second = run(
                Result.SUCCESS,
                "def r = argoImageUpdate(application: 'example')\necho \"${r.changes.size()} changed: ${r.summary}\"");

        assertThat(demo.world().commits()).isEqualTo(2);
        assertThat(JenkinsRule.getLog(second))
                .contains("0 changed: nothing to do, 2 images are current: frontend " + DemoJenkins.NEW);
    }

    @Test
    public void showsWhatItWouldCommitInADryRunAndChangesNothing() throws Exception {
        demo.pushBoth();
        WorkflowRun build = run(
                Result.SUCCESS,
                "def r = argoImageUpdate(application: 'example', dryRun: true)\necho \"${r.dryRun} ${r.changes[0].from}\"");

        assertThat(demo.world().commits()).isEqualTo(1);
        assertThat(demo.world().override()).isNull();
        assertThat(JenkinsRule.getLog(build))
                .contains("dry run, would commit to main of kubernetes-example-helm")
                .contains("value: main-b99bc73")
                .contains("true main-0000000");
    }

    @Test
    public void failsWithTheLineOfThePodThatCannotStart() throws Exception {
        demo.world().breakImage(DemoWorld.FRONTEND, DemoJenkins.NEW);
        demo.pushBoth();
        WorkflowRun build = run(Result.FAILURE, "argoImageUpdate application: 'example'\necho 'not reached'");

        assertThat(JenkinsRule.getLog(build))
                .containsPattern(
                        "ERROR: .*pod frontend-[^ ]+ .*cannot start: .*ErrImagePull: manifest for .*main-b99bc73 not found")
                .doesNotContain("not reached")
                .doesNotContain("\tat ");
        assertThat(build.getAction(UpdateRunAction.class).getRecord(1).isFailed())
                .isTrue();
    }

    @Test
    public void goesOnUnstableWhereAFailureIsTolerated() throws Exception {
        WorkflowRun build = run(
                Result.UNSTABLE,
                "def r = argoImageUpdate(application: 'nowhere', unstableOn: ['application'])\n"
                        + "echo \"went on: ${r.failures[0].reason}\"");

        assertThat(JenkinsRule.getLog(build))
                .contains("went on: ")
                .contains("UNSTABLE: ")
                .contains("nowhere");
    }

    @Test
    public void goesOnWhereAFailureIsNoneThatFailsTheBuild() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "def r = argoImageUpdate(application: 'nowhere', failOn: 'degraded')\n"
                        + "echo \"went on: ${r.failures[0].reason}\"");

        assertThat(JenkinsRule.getLog(build)).contains("went on: ").contains("ERROR: ");
    }

    @Test
    public void namesTheArgumentThatCannotBeUsed() throws Exception {
        assertRefused("argoImageUpdate sync: true", "'application': neither 'application' nor 'selector' is set");
        assertRefused(
                "argoImageUpdate application: 'example', waitFor: 'synched'",
                "'waitFor': 'synched' is not known. Did you mean 'synced'?");
        assertRefused("argoImageUpdate application: 'example', timeout: -1", "'timeout': -1 is negative");
        assertRefused("argoImageUpdate application: 'example', writeBack: 'svn'", "'writeBack': 'svn' is not known");
        assertRefused(
                "argoImageUpdate application: 'example', unstableOn: ['pod']", "'unstableOn': 'pod' is not known");
        assertRefused(
                "argoImageUpdate application: 'example', failOn: ['image'], unstableOn: 'image'",
                "'failOn': 'image' is in unstableOn too");
        assertRefused(
                "argoImageUpdate application: 'example', images: [[image: 'a/b'], [image: 'a/c', strategy: 'newest']]",
                "'images[1].strategy': 'newest' is not known. Did you mean 'newest-build' or 'newest-push'?");
        assertRefused(
                "argoImageUpdate application: 'example', images: [[alias: 'x', image: '']]",
                "'images[0].image': no image is set. Enter an image, for example ghcr.io/my-org/app");
        assertRefused("argoImageUpdate selector: [labels: 'team in web']", "'selector.labels'");
        assertRefused(
                "argoImageUpdate application: 'example', git: [url: 'https://user:canary@example.com/x.git']",
                "'git.url': it holds a login");
        assertRefused(
                "argoImageUpdate application: 'example', argocd: 'moon'",
                "choose the Argo CD server: no Argo CD server 'moon'. There are: ");
        assertThat(demo.world().commits()).isEqualTo(1);
    }

    @Test
    public void updatesEverythingThatASelectorFinds() throws Exception {
        demo.pushBoth();
        WorkflowRun build = run(Result.SUCCESS, "argoImageUpdate selector: [glob: 'exam*'], waitFor: 'none'");

        assertThat(demo.world().commits()).isEqualTo(2);
        assertThat(build.getAction(UpdateRunAction.class).getRecord(1).getChanges())
                .hasSize(2);
    }

    @Test
    public void tellsLaterStepsInTheEnvironment() throws Exception {
        demo.pushBoth();
        WorkflowRun build = run(
                Result.SUCCESS,
                "argoImageUpdate application: 'example', waitFor: 'none'\necho \"now ${env.ARGO_IMAGE_UPDATE_CHANGES}\"");

        assertThat(JenkinsRule.getLog(build)).contains("now frontend=main-b99bc73 backend=main-b99bc73");
    }

    @Test
    public void takesNoThreadWhileItWaits() throws Exception {
        demo.world().holdSyncs(true);
        demo.pushBoth();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'example'", true));
        List<WorkflowRun> builds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("then wait for ", build);
            builds.add(build);
        }
        await().atMost(Duration.ofMinutes(5))
                .until(() -> Thread.getAllStackTraces().values().stream()
                        .flatMap(Arrays::stream)
                        .noneMatch(frame -> frame.getClassName().equals(ArgoImageUpdateExecution.class.getName())));
        assertThat(builds).allMatch(WorkflowRun::isBuilding);

        demo.world().holdSyncs(false);
        for (WorkflowRun build : builds) {
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        }
    }

    @Test
    public void canBeAbortedWhileItWaitsAndKeepsWhatHadHappened() throws Exception {
        demo.world().holdSyncs(true);
        demo.pushBoth();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'example'", true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Running to ", build);
        UpdateRunAction action = build.getAction(UpdateRunAction.class);
        assertThat(action.isRunning()).isTrue();
        assertThat(action.getLive().get(1).describe()).startsWith("waiting for the rollout of example for ");
        LiveRollout rollout = action.getLive().get(1).getRollouts().iterator().next();
        assertThat(rollout.getChanges()).isNotEmpty();
        await().atMost(Duration.ofMinutes(5))
                .until(() -> !rollout.getResources().isEmpty());

        build.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        assertThat(action.getRecord(1).getState()).isEqualTo(UpdateRecord.State.ABORTED);
        assertThat(action.isRunning()).isFalse();
        assertThat(action.getReports().get(0).applications().get(0).rollout().timeline())
                .isNotEmpty();
        assertThat(action.getRecord(1).getChanges()).hasSize(2);

        demo.world().holdSyncs(false);
        jenkins.buildAndAssertSuccess(job);
        assertThat(demo.world().commits())
                .as("the second build commits nothing")
                .isEqualTo(2);
    }

    private void assertRefused(String script, String message) throws Exception {
        WorkflowRun build = run(Result.FAILURE, script);
        assertThat(JenkinsRule.getLog(build))
                .contains("ERROR: ")
                .contains(message)
                .doesNotContain("\tat ");
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
