package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/**
 * Prints what 1,000 watching jobs cost a controller: {@code mvn test -Dtest=ManyJobsFigures}. Its name keeps it out of the tests, as it
 * asserts nothing.
 */
public class ManyJobsFigures {

    private static final int JOBS = 1_000;

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final DemoJenkins demo = new DemoJenkins();

    private long started;

    @Test
    public void print() throws Throwable {
        start(jenkins -> {});
        start(jenkins -> {
            demo.configure();
            report("no job watches");
            for (int i = 0; i < JOBS; i++) {
                Polls.watchingJob(jenkins);
            }
            report(JOBS + " jobs that were never polled");
        });
        start(jenkins -> {
            report(JOBS + " jobs after a restart");
            for (int round = 1; round <= 3; round++) {
                int argocd = demo.world().argoCdRequests();
                int registry = demo.world().registryRequests();
                long begun = System.nanoTime();
                jenkins.jenkins
                        .getAllItems(FreeStyleProject.class)
                        .forEach(job -> ImageUpdateTrigger.of(job).run());
                Polls.settle(jenkins);
                say(
                        "round %d: %d ms, %d requests to Argo CD, %d to the registry",
                        round,
                        (System.nanoTime() - begun) / 1_000_000,
                        demo.world().argoCdRequests() - argocd,
                        demo.world().registryRequests() - registry);
                report(JOBS + " jobs polled " + round + " times");
            }
        });
        start(jenkins -> report(JOBS + " jobs after another restart"));
    }

    /** The first start is not of interest: it unpacks plugins and loads classes. */
    private void start(JenkinsSessionRule.Step step) throws Throwable {
        started = System.nanoTime();
        sessions.then(jenkins -> {
            say(
                    "start of Jenkins with %d jobs: %d ms",
                    jenkins.jenkins.getAllItems().size(), (System.nanoTime() - started) / 1_000_000);
            step.run(jenkins);
        });
    }

    private static void report(String when) {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        List<String> ours = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("argo-image-update"))
                .toList();
        say(
                "%s: %.1f MiB of heap, %d threads, %d of them the plugin's",
                when, used / 1048576.0, ManagementFactory.getThreadMXBean().getThreadCount(), ours.size());
    }

    private static void say(String format, Object... values) {
        System.out.println("FIGURES " + String.format(format, values));
    }
}
