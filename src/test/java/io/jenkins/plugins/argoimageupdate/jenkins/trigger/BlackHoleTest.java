package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.HelmArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.ImageArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.RegistryConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** One registry that accepts connections and never answers, and who is polled meanwhile. */
public class BlackHoleTest {

    private static final int STUCK = 30;
    private static final int HEALTHY = 300;

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule(order = DemoJenkins.AFTER_JENKINS)
    public final DemoJenkins demo = DemoJenkins.configured();

    @Test
    public void jobsThatDoNotUseItArePolledAllTheSame() throws Exception {
        try (ServerSocket hole = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            List<RegistryConfig> registries =
                    new ArrayList<>(ArgoImageUpdateConfiguration.get().getRegistries());
            RegistryConfig silent = new RegistryConfig("hole.example.com");
            silent.setApiUrl("http://127.0.0.1:" + hole.getLocalPort());
            registries.add(silent);
            ArgoImageUpdateConfiguration.get().setRegistries(registries);
            List<FreeStyleProject> stuck = new ArrayList<>();
            for (int i = 0; i < STUCK; i++) {
                stuck.add(stuckJob());
            }
            List<FreeStyleProject> healthy = new ArrayList<>();
            for (int i = 0; i < HEALTHY; i++) {
                healthy.add(Polls.watchingJob(jenkins));
            }

            stuck.forEach(job -> ImageUpdateTrigger.of(job).run());
            healthy.forEach(job -> ImageUpdateTrigger.of(job).run());

            await().atMost(Duration.ofMinutes(2)) // less than a time-out of all attempts takes
                    .until(() ->
                            healthy.stream().noneMatch(job -> PollQueue.get().isBusy(job)));
            assertThat(healthy)
                    .allSatisfy(
                            job -> assertThat(Polls.of(job).get(0).getOutcome()).isEqualTo("CURRENT"));
            assertThat(stuck)
                    .as(() -> "polls that do not wait: "
                            + Polls.of(stuck.get(0)).stream()
                                    .map(PollView::getLog)
                                    .toList())
                    .anyMatch(job -> PollQueue.get().isBusy(job));
            PollStarvationMonitor impatient = new PollStarvationMonitor(Duration.ZERO, Duration.ZERO);
            await().atMost(Duration.ofMinutes(5))
                    .untilAsserted(() -> assertThat(impatient.getServers())
                            .extracting(PollStarvationMonitor.SilentServer::name)
                            .containsExactly("127.0.0.1:" + hole.getLocalPort()));
        }
        Polls.settle(jenkins);
    }

    private FreeStyleProject stuckJob() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        ImageUpdateTrigger trigger = new ImageUpdateTrigger(Polls.NEVER);
        trigger.setApplications(List.of("example"));
        ImageArgument image = new ImageArgument("hole.example.com/org/app");
        image.setAlias("hole");
        image.setForceUpdate(true);
        HelmArgument helm = new HelmArgument();
        helm.setImageName("hole.image");
        helm.setImageTag("hole.tag");
        image.setHelm(helm);
        trigger.setImages(List.of(image));
        trigger.start(job, true);
        job.addTrigger(trigger);
        return job;
    }
}
