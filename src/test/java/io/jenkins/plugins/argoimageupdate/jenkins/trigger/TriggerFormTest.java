package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.GitArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.ImageArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.properties.PipelineTriggersJobProperty;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class TriggerFormTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Before
    public void configureServers() {
        ArgoImageUpdateConfiguration.get()
                .setArgoCdServers(List.of(
                        new ArgoCdServerConfig("production", "https://argocd.example.com"),
                        new ArgoCdServerConfig("staging", "https://staging.example.com")));
    }

    @Test
    public void aFreestyleJobKeepsEverythingThroughItsForm() throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject();
        job.addTrigger(full());
        check(JENKINS.configRoundtrip(job).getTrigger(ImageUpdateTrigger.class));
    }

    @Test
    public void aPipelineKeepsEverythingThroughItsForm() throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.addProperty(new PipelineTriggersJobProperty(List.of(full())));
        check(ImageUpdateTrigger.of(JENKINS.configRoundtrip(job)));
    }

    @Test
    public void anEmptyTriggerStaysEmptyThroughTheForm() throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject();
        job.addTrigger(new ImageUpdateTrigger("H/5 * * * *"));
        ImageUpdateTrigger trigger = JENKINS.configRoundtrip(job).getTrigger(ImageUpdateTrigger.class);
        assertThat(trigger.getSpec()).isEqualTo("H/5 * * * *");
        assertThat(trigger.getApplications()).isEmpty();
        assertThat(trigger.getImages()).isEmpty();
        assertThat(trigger.getGit()).isNull();
        assertThat(trigger.getArgocd()).isEmpty();
    }

    @Test
    public void aNewTriggerAndOneWithoutAScheduleArePolledEveryTwoMinutes() throws Exception {
        assertThat(JENKINS.jenkins
                        .getDescriptorByType(ImageUpdateTrigger.DescriptorImpl.class)
                        .getDefaultSpec())
                .isEqualTo("H/2 * * * *");
        FreeStyleProject job = JENKINS.createFreeStyleProject();
        ImageUpdateTrigger trigger = new ImageUpdateTrigger("");
        trigger.start(job, true);
        job.addTrigger(trigger);
        Date next = trigger.getState().getNextCheck();
        assertThat(Duration.between(Instant.now(), next.toInstant())).isLessThanOrEqualTo(Duration.ofMinutes(2));
        assertThat(JENKINS.configRoundtrip(job)
                        .getTrigger(ImageUpdateTrigger.class)
                        .getSpec())
                .isEmpty();
    }

    private static ImageUpdateTrigger full() {
        ImageUpdateTrigger trigger = new ImageUpdateTrigger("H/2 * * * *");
        trigger.setApplications(List.of("example", "shop-*"));
        trigger.setNamespace("team-web");
        trigger.setArgocd("staging");
        ImageArgument image = new ImageArgument("ghcr.io/example/shop");
        image.setAlias("shop");
        image.setStrategy("newest-build");
        trigger.setImages(List.of(image));
        GitArgument git = new GitArgument();
        git.setUrl("https://git.example.com/charts.git");
        git.setBranch("main");
        trigger.setGit(git);
        return trigger;
    }

    private static void check(ImageUpdateTrigger trigger) {
        assertThat(trigger.getSpec()).isEqualTo("H/2 * * * *");
        assertThat(trigger.getApplications()).containsExactly("example", "shop-*");
        assertThat(trigger.getNamespace()).isEqualTo("team-web");
        assertThat(trigger.getArgocd()).isEqualTo("staging");
        assertThat(trigger.getImages()).singleElement().satisfies(image -> {
            assertThat(image.getImage()).isEqualTo("ghcr.io/example/shop");
            assertThat(image.getAlias()).isEqualTo("shop");
            assertThat(image.getStrategy()).isEqualTo("newest-build");
        });
        assertThat(trigger.getGit().getUrl()).isEqualTo("https://git.example.com/charts.git");
        assertThat(trigger.getGit().getBranch()).isEqualTo("main");
    }
}
