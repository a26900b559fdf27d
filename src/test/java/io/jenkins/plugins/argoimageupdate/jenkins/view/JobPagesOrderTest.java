package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Action;
import hudson.model.FreeStyleProject;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.record.EndedUpdate;
import io.jenkins.plugins.argoimageupdate.jenkins.record.JsonFile;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollLogAction;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** Where the links to the pages of a job are among those of other plugins. */
public class JobPagesOrderTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Test
    public void pollingLogFollowsHistoryInAFreestyleJob() throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject();
        update(job);
        ImageUpdateTrigger trigger = new ImageUpdateTrigger(Polls.NEVER);
        job.addTrigger(trigger);
        trigger.start(job, true);
        assertThat(links(job)).containsSequence("Image update history", "Image polling log");
    }

    @Test
    public void pollingLogFollowsHistoryInAPipeline() throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        update(job);
        ImageUpdateTrigger trigger = new ImageUpdateTrigger(Polls.NEVER);
        job.addTrigger(trigger);
        trigger.start(job, true);
        assertThat(links(job)).containsSequence("Image update history", "Image polling log");
        assertThat(job.getActions(PollLogAction.class)).hasSize(1);
    }

    /** As a build leaves it. */
    private static void update(Job<?, ?> job) throws IOException {
        new JsonFile<>(job.getRootDir().toPath().resolve("argo-image-update-history.json"), UpdateHistory.class)
                .write(new UpdateHistory(List.of(), List.of(), List.of())
                        .with(1, List.of(new EndedUpdate(new SampleReports(Instant.now()).healthy(), false))));
    }

    private static List<String> links(Job<?, ?> job) {
        return job.getAllActions().stream()
                .filter(action -> action.getIconFileName() != null)
                .map(Action::getDisplayName)
                .toList();
    }

    /** Of another plugin. */
    @TestExtension
    @SuppressWarnings("rawtypes")
    public static final class Others extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            return List.of(new Other());
        }
    }

    private static final class Other implements Action {

        @Override
        public String getIconFileName() {
            return "symbol-rocket-outline plugin-ionicons-api";
        }

        @Override
        public String getDisplayName() {
            return "Something else";
        }

        @Override
        public String getUrlName() {
            return "something-else";
        }
    }
}
