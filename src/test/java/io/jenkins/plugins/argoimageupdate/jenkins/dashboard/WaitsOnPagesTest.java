package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.GuardsArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Whether a version that waits for a time is tried again by itself. */
public class WaitsOnPagesTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Before
    public void push() {
        demo.world().push(DemoWorld.FRONTEND, DemoJenkins.NEW, Instant.now());
    }

    @Test
    public void nothingIsPromisedWithoutATrigger() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        addStep(job);
        jenkins.buildAndAssertSuccess(job);

        assertThat(page(job.getUrl())).contains("Not polled", "not before ").doesNotContain("tried again");
        assertThat(page(job.getLastBuild().getUrl() + "image-update/"))
                .contains("not before ")
                .doesNotContain("tried again");
    }

    @Test
    public void theNextPollIsTheOneAtTheEndOfTheWaitThatABuildFoundAndThatPollsDoNotKnow() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        addStep(job);
        assertThat(nextPoll(job)).isNull();

        Polls.poll(jenkins, job);
        Polls.poll(jenkins, job);

        assertThat(job.getBuilds()).hasSize(1);
        assertThat(nextPoll(job)).isBefore(Date.from(Instant.now().plus(Duration.ofHours(1))));
        assertThat(page(job.getUrl())).contains("next in ");
    }

    @Test
    public void whatATriggerTriesAgainIsPromisedUnlessItsPollingIsPaused() throws Exception {
        FreeStyleProject job = Polls.watchingJob(jenkins);
        addStep(job);
        Polls.poll(jenkins, job);
        assertThat(page(job.getUrl())).contains("tried again in ").doesNotContain("not before");

        PollPause.get().setPaused(job, true);

        assertThat(nextPoll(job)).isNull();
        assertThat(page(job.getUrl())).contains("not before ").doesNotContain("tried again");
    }

    private static void addStep(FreeStyleProject job) {
        ArgoImageUpdateBuilder step = new ArgoImageUpdateBuilder();
        step.setApplication("example");
        GuardsArgument guards = new GuardsArgument();
        guards.setMinimumAge("1h");
        step.setGuards(guards);
        job.getBuildersList().add(step);
    }

    private static Date nextPoll(FreeStyleProject job) {
        return ImageUpdateTrigger.of(job).getState().getNextCheck();
    }

    private String page(String url) throws Exception {
        return jenkins.createWebClient().goTo(url).asNormalizedText();
    }
}
