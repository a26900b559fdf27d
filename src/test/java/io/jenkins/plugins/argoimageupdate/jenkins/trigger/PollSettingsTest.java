package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.DefaultsConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.LimitsConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class PollSettingsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private final AtomicInteger polling = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer argoCd;

    @Before
    public void startAServerThatLetsPollsWait() throws Exception {
        argoCd = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        argoCd.setExecutor(threads);
        argoCd.createContext("/", exchange -> {
            polling.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        argoCd.start();
        CredentialStores.addToJenkins(CredentialStores.text("token", "canary"));
        ArgoCdServerConfig server = new ArgoCdServerConfig(
                "production", "http://127.0.0.1:" + argoCd.getAddress().getPort());
        server.setCredentialsId("token");
        ArgoImageUpdateConfiguration.get().setArgoCdServers(List.of(server));
    }

    @After
    public void stop() {
        end.countDown();
        argoCd.stop(0);
        threads.shutdownNow();
    }

    @Test
    public void beginsPollsThatWaitAsSoonAsMoreMayRun() throws Exception {
        pollsAtOnce(1);
        List<FreeStyleProject> jobs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            FreeStyleProject job = jenkins.createFreeStyleProject();
            Polls.watch(job).setApplications(List.of("example-" + i)); // jobs of the same one would ask once for all
            jobs.add(job);
        }

        jobs.forEach(job -> ImageUpdateTrigger.of(job).run());
        await().atMost(PATIENCE).until(() -> polling.get() == 1);
        assertThat(jobs).allMatch(job -> PollQueue.get().isBusy(job));

        pollsAtOnce(6); // of servers that have not answered yet, half of them
        await().atMost(PATIENCE).until(() -> polling.get() >= 3);

        end.countDown();
        Polls.settle(jenkins);
    }

    @Test
    public void changesTheScheduleOfTriggersThatHaveNoneOfTheirOwn() throws Exception {
        FreeStyleProject common = job("");
        FreeStyleProject own = job(Polls.NEVER);
        assertThat(next(common)).isNotNull();
        assertThat(next(own)).isNull();

        schedule(Polls.NEVER);
        assertThat(next(common)).isNull();

        schedule("* * * * *");
        assertThat(next(common)).isBefore(Date.from(Instant.now().plus(Duration.ofMinutes(2))));
        assertThat(next(own)).isNull();
    }

    private static void schedule(String spec) {
        DefaultsConfig defaults = new DefaultsConfig();
        defaults.setPollSpec(spec);
        ArgoImageUpdateConfiguration.get().setDefaults(defaults);
    }

    private FreeStyleProject job(String spec) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        ImageUpdateTrigger trigger = new ImageUpdateTrigger(spec);
        trigger.start(job, true);
        job.addTrigger(trigger);
        return job;
    }

    private static Date next(FreeStyleProject job) {
        return ImageUpdateTrigger.of(job).getState().getNextCheck();
    }

    private static void pollsAtOnce(int polls) {
        LimitsConfig limits = new LimitsConfig();
        limits.setMaxConcurrentPolls(polls);
        ArgoImageUpdateConfiguration.get().setLimits(limits);
    }
}
