package io.jenkins.plugins.argoimageupdate.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.diagnosis.OldDataMonitor;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.PasswordParameterDefinition;
import hudson.model.PasswordParameterValue;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.GitArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.nio.file.Files;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.CaptureEnvironmentBuilder;
import org.jvnet.hudson.test.JenkinsRule;

public class ArgoImageUpdateBuilderTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    private FreeStyleProject job;

    @Before
    public void configure() throws Exception {
        job = jenkins.createFreeStyleProject("update");
    }

    @Test
    public void updatesTheApplicationThatABuildParameterNamesAndTellsLaterSteps() throws Exception {
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("APP", "")));
        ArgoImageUpdateBuilder update = new ArgoImageUpdateBuilder();
        update.setApplication("${APP}");
        CaptureEnvironmentBuilder environment = new CaptureEnvironmentBuilder();
        job.getBuildersList().addAll(List.of(update, environment));
        demo.pushBoth();
        FreeStyleBuild build = jenkins.assertBuildStatusSuccess(
                job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("APP", DemoWorld.APPLICATION))));

        assertThat(demo.world().override()).contains(DemoJenkins.NEW);
        UpdateRecord record = build.getAction(UpdateRunAction.class).getRecord(1);
        assertThat(environment.getEnvVars())
                .containsEntry("ARGO_IMAGE_UPDATE_CHANGES", "frontend=main-b99bc73 backend=main-b99bc73")
                .containsEntry("ARGO_IMAGE_UPDATE_COMMIT", record.getCommit())
                .containsEntry("ARGO_IMAGE_UPDATE_SUMMARY", record.getSummary());
        assertThat(JenkinsRule.getLog(build)).contains("Synced, Healthy after ").doesNotContain(DemoWorld.TOKEN);
        assertThat(Files.readString(build.getRootDir().toPath().resolve("build.xml")))
                .contains("frontend=main-b99bc73")
                .doesNotContain(DemoWorld.TOKEN);
    }

    @Test
    public void keepsSeveralUpdatesOfABuildApart() throws Exception {
        ArgoImageUpdateBuilder look = new ArgoImageUpdateBuilder();
        look.setApplication(DemoWorld.APPLICATION);
        look.setDryRun(true);
        ArgoImageUpdateBuilder update = new ArgoImageUpdateBuilder();
        update.setApplication(DemoWorld.APPLICATION);
        update.setWaitFor("synced");
        job.getBuildersList().addAll(List.of(look, update));
        demo.pushBoth();
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        UpdateRunAction action = build.getAction(UpdateRunAction.class);
        assertThat(action.getRecords()).hasSize(2);
        assertThat(action.getReport(1).dryRun()).isTrue();
        assertThat(action.getReport(2).dryRun()).isFalse();
        assertThat(action.getRecord(1).getCommit()).isEmpty();
        assertThat(action.getRecord(2).getCommit()).hasSize(40);
    }

    @Test
    public void keepsNoPasswordThatSomebodyWroteIntoAnAddress() throws Exception {
        GitArgument git = new GitArgument();
        git.setUrl("https://user:${WORD}@git.example.com/charts.git");
        ArgoImageUpdateBuilder update = new ArgoImageUpdateBuilder();
        update.setApplication(DemoWorld.APPLICATION);
        update.setGit(git);
        GitArgument plain = new GitArgument();
        plain.setUrl("https://${LOGIN}git.example.com/charts.git");
        ArgoImageUpdateBuilder other = new ArgoImageUpdateBuilder();
        other.setApplication(DemoWorld.APPLICATION);
        other.setGit(plain);
        other.setUnstableOn(List.of("application"));
        job.addProperty(new ParametersDefinitionProperty(new PasswordParameterDefinition("LOGIN", "", "")));
        job.getBuildersList().add(other);
        FreeStyleBuild build = jenkins.assertBuildStatus(
                Result.FAILURE,
                job.scheduleBuild2(0, new ParametersAction(new PasswordParameterValue("LOGIN", "user:canary@"))));

        assertThat(JenkinsRule.getLog(build))
                .contains("'git.url': it holds a login")
                .doesNotContain("canary");
        assertThat(Files.readString(build.getRootDir().toPath().resolve("build.xml")))
                .contains("https://git.example.com/charts.git")
                .doesNotContain("canary");
        job.getBuildersList().replace(update);
        assertThat(job.getConfigFile().asString()).doesNotContain("WORD");
    }

    @Test
    public void jenkinsItselfReportsElementsOfTheConfigurationThatNothingReads() throws Exception {
        ArgoImageUpdateBuilder update = new ArgoImageUpdateBuilder();
        update.setApplication(DemoWorld.APPLICATION);
        job.getBuildersList().add(update);
        String xml = job.getConfigFile().asString();
        Files.writeString(
                job.getConfigFile().getFile().toPath(),
                xml.replace("<waitFor>healthy</waitFor>", "<waitfor>none</waitfor>"));
        jenkins.jenkins.reload();

        OldDataMonitor monitor = ExtensionList.lookupSingleton(OldDataMonitor.class);
        assertThat(monitor.isActivated()).isTrue();
        assertThat(monitor.getData().values())
                .anySatisfy(data -> assertThat(data.extra).contains("waitfor"));
    }

    @Test
    public void failsTheBuildAndKeepsWhy() throws Exception {
        ArgoImageUpdateBuilder update = new ArgoImageUpdateBuilder();
        update.setApplication("nowhere");
        job.getBuildersList().add(update);
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        assertThat(build.getAction(UpdateRunAction.class).getRecord(1).getSummary())
                .startsWith("get Application nowhere at Argo CD production");
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }
}
