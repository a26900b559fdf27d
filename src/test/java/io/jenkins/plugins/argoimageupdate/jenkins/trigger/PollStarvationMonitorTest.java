package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.LimitsConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class PollStarvationMonitorTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void tellsOfPollsThatWaitForAFreeThreadForTooLong() throws Exception {
        PollStarvationMonitor impatient = new PollStarvationMonitor(Duration.ZERO, Duration.ZERO);
        LimitsConfig limits = new LimitsConfig();
        limits.setMaxConcurrentPolls(1);
        ArgoImageUpdateConfiguration.get().setLimits(limits);
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CredentialStores.addToJenkins(CredentialStores.text("token", "token"));
            ArgoCdServerConfig server = new ArgoCdServerConfig("silent", "http://127.0.0.1:" + silent.getLocalPort());
            server.setCredentialsId("token");
            ArgoImageUpdateConfiguration.get().setArgoCdServers(List.of(server));
            assertThat(impatient.isActivated()).isFalse();

            ImageUpdateTrigger.of(Polls.watchingJob(jenkins)).run();
            ImageUpdateTrigger.of(Polls.watchingJob(jenkins)).run();

            await().atMost(Duration.ofMinutes(5)).until(impatient::isStarving);
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> !impatient.getServers().isEmpty());
            assertThat(impatient.isActivated()).isTrue();
            assertThat(impatient.getServers())
                    .extracting(PollStarvationMonitor.SilentServer::name)
                    .containsExactly("Argo CD silent");
        }
        Polls.settle(jenkins);
    }
}
