package io.jenkins.plugins.argoimageupdate.jenkins.permissions;

import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.HoldStore;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollView;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollPause;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jvnet.hudson.test.JenkinsRule;

/** What endpoints do besides answering, so that it can be seen whether they did it. */
final class Effects {

    private final Map<String, Effect> effects;

    /**
     * @param prepare brings about a state that the endpoint changes
     * @param state differs after the endpoint has had its effect
     */
    record Effect(Callable<?> prepare, Callable<?> state) {}

    Effects(JenkinsRule jenkins, DemoJenkins demo, Job<?, ?> job) {
        Effect pauses = new Effect(() -> pause(false), () -> PollPause.get().isAllPaused());
        Effect resumes = new Effect(() -> pause(true), () -> PollPause.get().isAllPaused());
        Effect polls = new Effect(() -> pause(false), () -> lastPoll(jenkins, job));
        Effect asksArgoCd = new Effect(() -> null, () -> demo.world().argoCdRequests());
        Effect asksRegistry = new Effect(() -> null, () -> demo.world().registryRequests());
        Effect holds = new Effect(() -> hold(false), () -> HoldStore.get().version());
        Effect releases = new Effect(() -> hold(true), () -> HoldStore.get().version());
        Effect rollsBack = new Effect(() -> null, () -> lastBuild(jenkins, job));
        effects = Map.ofEntries(
                Map.entry("RollbackPage#doHold", holds),
                Map.entry("RollbackPage#doRelease", releases),
                Map.entry("RollbackPage#doRollback", rollsBack),
                Map.entry("ImageWatchLink#doRelease", releases),
                Map.entry("ImageWatchLink#doPause", pauses),
                Map.entry("ImageWatchLink#doResume", resumes),
                Map.entry("PollLogAction#doPoll", polls),
                Map.entry("WebhookAction#doDynamic", polls),
                Map.entry("WebhookAction#doIndex", polls),
                Map.entry("ArgoImageUpdateStep#doDryRun", asksArgoCd),
                Map.entry("ArgoImageUpdateBuilder#doDryRun", asksArgoCd),
                Map.entry("ImageUpdateTrigger#doDryRun", asksArgoCd),
                Map.entry("ArgoCdServerConfig#doTestConnection", asksArgoCd),
                Map.entry("RegistryConfig#doTestConnection", asksRegistry));
    }

    /** That of an endpoint; one that is never seen for endpoints that only answer. */
    Effect of(String endpoint) {
        return effects.getOrDefault(endpoint, new Effect(() -> null, () -> null));
    }

    private static Object pause(boolean paused) throws Exception {
        PollPause.get().setAllPaused(paused);
        return null;
    }

    private static Object hold(boolean held) {
        GuardedImage frontend = new GuardedImage("production", "argocd", "example", "frontend", "lyzhang1999/frontend");
        if (held) {
            HoldStore.get().hold(frontend, new Hold("", "", "", Instant.now(), null));
        } else {
            HoldStore.get().drop(frontend);
        }
        return null;
    }

    private static int lastBuild(JenkinsRule jenkins, Job<?, ?> job) throws Exception {
        Polls.settle(jenkins);
        return job.getLastBuild().getNumber();
    }

    private static String lastPoll(JenkinsRule jenkins, Job<?, ?> job) throws Exception {
        Polls.settle(jenkins);
        PollView last = Polls.of(job).get(0);
        return last.getStarted().getTime() + " " + last.getOrigin();
    }
}
