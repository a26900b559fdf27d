package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.HttpServices;
import io.jenkins.plugins.argoimageupdate.jenkins.config.LimitsConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class ManyJobsTest {

    private static final int JOBS = 500;
    private static final int POLLS_AT_ONCE = 4;

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Test
    public void jobsThatWatchTheSameSendOneRequestForAllAndShareAFewThreads() throws Exception {
        LimitsConfig limits = new LimitsConfig();
        limits.setMaxConcurrentPolls(POLLS_AT_ONCE);
        ArgoImageUpdateConfiguration.get().setLimits(limits);
        List<FreeStyleProject> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            jobs.add(Polls.watchingJob(jenkins));
        }
        Polls.poll(jenkins, jobs.get(0));
        Polls.poll(jenkins, jobs.get(0)); // looks whether the tags chosen still name the same images
        RequestMetrics.Snapshot first = requests();
        int sent = demo.world().registryRequests();

        jobs.forEach(job -> ImageUpdateTrigger.of(job).run());
        Set<String> threads = pollThreads();
        Polls.settle(jenkins);

        assertThat(jobs)
                .allSatisfy(job -> assertThat(Polls.of(job).get(0).getOutcome()).isEqualTo("CURRENT"));
        assertThat(requests().requests().get(RequestKind.TAGS))
                .as("one list for each of two images")
                .isEqualTo(2);
        assertThat(demo.world().registryRequests())
                .as("none but those of the first job")
                .isEqualTo(sent);
        assertThat(requests().cached()).isGreaterThan(first.cached() + JOBS);
        assertThat(threads).hasSizeBetween(1, POLLS_AT_ONCE);
    }

    @Test
    public void jobsThatAreToldOfNewsAllHaveItByOneRequest() throws Exception {
        List<FreeStyleProject> jobs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            jobs.add(Polls.watchingJob(jenkins));
            Polls.poll(jenkins, jobs.get(i));
        }
        demo.pushBoth();
        java.time.Instant news = java.time.Instant.now();
        WatchIndex.get()
                .watching("docker.io/lyzhang1999/frontend")
                .forEach(trigger -> trigger.pollFor("the test", news));
        Polls.settle(jenkins);

        assertThat(jobs).allSatisfy(job -> assertThat(job.getBuilds()).hasSize(1));
        assertThat(requests().requests().get(RequestKind.TAGS)).isEqualTo(4);
    }

    private RequestMetrics.Snapshot requests() {
        return HttpServices.get()
                .registries()
                .metrics()
                .get(demo.world().registry().getAuthority())
                .snapshot();
    }

    private static Set<String> pollThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("argo-image-update poll"))
                .collect(Collectors.toSet());
    }
}
