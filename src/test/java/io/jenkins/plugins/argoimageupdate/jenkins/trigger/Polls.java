package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.awaitility.Awaitility.await;

import hudson.model.FreeStyleProject;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.UpdateEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jvnet.hudson.test.JenkinsRule;

/** Jobs with triggers, and waiting for their polls. */
public final class Polls {

    /** A schedule that no test lives to see. */
    public static final String NEVER = "0 0 1 1 *";

    private Polls() {}

    /** A freestyle job that watches the demo's Application and does nothing. */
    public static FreeStyleProject watchingJob(JenkinsRule jenkins) throws IOException {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        watch(job);
        return job;
    }

    public static ImageUpdateTrigger watch(FreeStyleProject job) throws IOException {
        ImageUpdateTrigger trigger = new ImageUpdateTrigger(NEVER);
        trigger.setApplications(List.of("example"));
        trigger.start(job, true);
        job.addTrigger(trigger);
        return trigger;
    }

    /** Polls as the schedule does when what Argo CD told earlier polls is too old, and waits for the end of it and of what it starts. */
    public static void poll(JenkinsRule jenkins, Job<?, ?> job) throws Exception {
        UpdateEngine.get().engine().applications().close();
        ImageUpdateTrigger.of(job).run();
        settle(jenkins);
    }

    /** Waits for the end of all polls and builds. */
    public static void settle(JenkinsRule jenkins) throws Exception {
        awaitPolls();
        jenkins.waitUntilNoActivity();
    }

    /** Waits for the end of all polls. */
    public static void awaitPolls() {
        await().atMost(Duration.ofMinutes(10)).until(() -> PollQueue.get().isIdle());
    }

    /** The polls of a job that are kept, the newest first. */
    public static List<PollView> of(Job<?, ?> job) {
        return job.getAction(PollLogAction.class).getPolls();
    }
}
