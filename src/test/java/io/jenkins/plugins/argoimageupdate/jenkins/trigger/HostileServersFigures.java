package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.addToJenkins;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.text;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.userPassword;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.console.ConsoleNote;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.text.HostileStrings;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.HelmArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.ImageArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.RegistryConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.hostile.HeapAndThreads;
import io.jenkins.plugins.argoimageupdate.jenkins.hostile.HostileWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.hostile.LoggedTroubles;
import io.jenkins.plugins.argoimageupdate.jenkins.step.ArgoImageUpdateBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Has ten of fifty watching jobs use servers that send each hostile answer in turn, and looks whether the others are polled on time, how
 * much memory and how many threads that takes, and what is logged: {@code mvn test -Dtest=HostileServersFigures -Dminutes=10}. Its name
 * keeps it out of the tests, as it takes minutes.
 */
public class HostileServersFigures {

    private static final int HEALTHY = 40;
    private static final int REGISTRY_JOBS = 3;

    /** Each of a registry of its own: one that did not answer is left alone for a while. */
    private static final int IMAGES = 4;

    private static final Duration TIME = Duration.ofMinutes(Long.getLong("minutes", 1));
    private static final Duration SCHEDULE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_MEASURES = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final double MOST_MEBIBYTES_OVER_IDLE = 256;
    private static final Pattern STACK_TRACE =
            Pattern.compile("(?m)^\\s+at [\\w.$/@]+\\(|^Caused by: |failed unexpectedly");

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<FreeStyleProject> healthy = new ArrayList<>();
    private final List<FreeStyleProject> hostile = new ArrayList<>();
    private final Map<FreeStyleProject, Instant> asked = new HashMap<>();
    private final Map<FreeStyleProject, Instant> ended = new HashMap<>();
    private final Map<String, LongSummaryStatistics> decisions = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    private HostileWorld world;
    private int healthyPolls;
    private int hostilePolls;
    private Duration longestDelay = Duration.ZERO;
    private Duration greatestAge = Duration.ZERO;
    private HeapAndThreads idle;
    private double mostHeap;
    private long mostThreads;

    public HostileServersFigures() {
        jenkins.timeout = 0;
    }

    @Before
    public void start() throws IOException {
        world = new HostileWorld(folder.getRoot().toPath());
    }

    @After
    public void stop() throws Exception {
        world.close();
    }

    @Test
    public void attack() throws Exception {
        configure();
        LoggedTroubles logged = new LoggedTroubles();
        try {
            warmUp();
            HeapAndThreads now = HeapAndThreads.now();
            idle = now;
            say("idle: %.1f MiB, %d threads, %d of them the plugin's", now.mebibytes(), now.all(), now.ours());
            play();
            calmDown();
            builds();
        } finally {
            logged.close();
            world.given().forEach(turns -> say("answers of the %s", turns));
            decisions.forEach(
                    (decision, millis) -> say("%d x, at most %d ms: %s", millis.getCount(), millis.getMax(), decision));
            logged.lines().forEach((line, count) -> say("log: %d x %s", count, line));
        }
        assertThat(findings).isEmpty();
        assertThat(logged.traces())
                .extracting(one -> one.getMessage() + ": " + one.getThrown())
                .isEmpty();
        assertThat(mostHeap - idle.mebibytes()).isLessThan(MOST_MEBIBYTES_OVER_IDLE);
        assertThat(longestDelay).as("from when a poll is due to its end").isLessThan(SCHEDULE);
    }

    private void configure() throws Exception {
        addToJenkins(text("argocd-token", DemoWorld.TOKEN));
        addToJenkins(userPassword("argocd-account", "jenkins", "s3cr3t"));
        List<ArgoCdServerConfig> servers = new ArrayList<>();
        servers.add(argocd("production", world.argocd(), "argocd-token"));
        servers.get(0).setDefaultServer(true);
        List<RegistryConfig> registries = new ArrayList<>();
        registries.add(registry("docker.io", world.registry()));
        servers.add(argocd("hostile-0", world.hostileArgoCd(), "argocd-account"));
        servers.add(argocd("hostile-1", world.hostileArgoCd(), "argocd-token"));
        servers.add(argocd("forging", world.forgingArgoCd(), "argocd-token"));
        ArgoImageUpdateConfiguration.get().setArgoCdServers(servers);
        for (int i = 0; i < REGISTRY_JOBS * IMAGES; i++) {
            registries.add(registry("hostile-" + i + ".example.com", world.hostileRegistry()));
        }
        ArgoImageUpdateConfiguration.get().setRegistries(registries);
        jenkins.jenkins.setNumExecutors(10);
        jenkins.jenkins.setQuietPeriod(0);

        for (int i = 0; i < HEALTHY; i++) {
            healthy.add(job("healthy-" + i, trigger(world.application("app-" + i))));
        }
        for (int i = 0; i < REGISTRY_JOBS; i++) {
            ImageUpdateTrigger trigger = trigger(world.application("registry-" + i));
            trigger.setImages(IntStream.range(i * IMAGES, (i + 1) * IMAGES)
                    .mapToObj(HostileServersFigures::image)
                    .toList());
            hostile.add(job("hostile-registry-" + i, trigger));
        }
        for (int i = 0; i < 2; i++) {
            ImageUpdateTrigger trigger = trigger("shop");
            trigger.setArgocd("hostile-" + i);
            hostile.add(job("hostile-argocd-" + i, trigger));
        }
        ImageUpdateTrigger forging = trigger(world.application("forged"));
        forging.setArgocd("forging");
        hostile.add(job("hostile-text", forging));
        for (int i = 0; i < 3; i++) {
            hostile.add(updatingJob("hostile-git-" + i, world.unreadable("git-" + i)));
        }
        hostile.add(updatingJob("hostile-push", world.unwritable("git-push")));
        assertThat(hostile).hasSize(10);
    }

    /** One whose builds do what a poll found. */
    private FreeStyleProject updatingJob(String name, String application) throws IOException {
        FreeStyleProject job = job(name, trigger(application));
        ArgoImageUpdateBuilder update = new ArgoImageUpdateBuilder();
        update.setApplication(application);
        update.setWaitFor("none");
        update.setTimeout(1);
        job.getBuildersList().add(update);
        return job;
    }

    private static ArgoCdServerConfig argocd(String name, URI url, String credentials) {
        ArgoCdServerConfig server = new ArgoCdServerConfig(name, url.toString());
        server.setCredentialsId(credentials);
        return server;
    }

    private static RegistryConfig registry(String prefix, URI url) {
        RegistryConfig registry = new RegistryConfig(prefix);
        registry.setApiUrl(url.toString());
        return registry;
    }

    private static ImageUpdateTrigger trigger(String application) {
        ImageUpdateTrigger trigger = new ImageUpdateTrigger(Polls.NEVER);
        trigger.setApplications(List.of(application));
        return trigger;
    }

    private static ImageArgument image(int registry) {
        ImageArgument image = new ImageArgument("hostile-" + registry + ".example.com/org/app");
        image.setAlias("hostile-" + registry);
        image.setStrategy("newest-build");
        image.setForceUpdate(true);
        HelmArgument helm = new HelmArgument();
        helm.setImageName("hostile" + registry + ".image");
        helm.setImageTag("hostile" + registry + ".tag");
        image.setHelm(helm);
        return image;
    }

    private FreeStyleProject job(String name, ImageUpdateTrigger trigger) throws IOException {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        trigger.start(job, true);
        job.addTrigger(trigger);
        return job;
    }

    /** Until all healthy jobs were polled twice, which loads classes and fills caches, and the threads have gone. */
    private void warmUp() throws Exception {
        for (int i = 0; i < 2; i++) {
            healthy.forEach(job -> ImageUpdateTrigger.of(job).pollFor("the figures", Instant.now()));
            Polls.settle(jenkins);
        }
        healthy.forEach(job -> ended.put(job, Instant.now()));
        await().atMost(PATIENCE).until(() -> HeapAndThreads.now().ours() <= 4);
    }

    private void play() throws Exception {
        Instant begun = Instant.now();
        Instant nextPolls = begun;
        Instant nextMeasure = begun;
        Instant nextLine = begun.plus(SCHEDULE);
        Instant over = begun.plus(TIME);
        for (Instant now = begun; now.isBefore(over); now = Instant.now()) {
            if (!now.isBefore(nextPolls)) {
                for (FreeStyleProject job : healthy) {
                    asked.putIfAbsent(job, now);
                    ImageUpdateTrigger.of(job).pollFor("the figures", now);
                }
                nextPolls = nextPolls.plus(SCHEDULE);
            }
            look(true);
            if (!now.isBefore(nextMeasure)) {
                measure();
                nextMeasure = Instant.now().plus(BETWEEN_MEASURES);
            }
            if (!now.isBefore(nextLine)) {
                tell("after " + Duration.between(begun, now).toMinutes() + " min");
                nextLine = nextLine.plus(SCHEDULE);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        tell("at the end");
    }

    /** Sees which polls have ended. @param again whether to poll those of hostile servers at once again, now by schedule, now by hand */
    private void look(boolean again) throws IOException {
        for (FreeStyleProject job : healthy) {
            if (asked.containsKey(job) && !PollQueue.get().isBusy(job)) {
                Instant now = Instant.now();
                Duration delay = Duration.between(asked.remove(job), now);
                longestDelay = longer(longestDelay, delay);
                ended.put(job, now);
                healthyPolls++;
                PollView poll = check(job);
                if (!poll.getOutcome().equals("CURRENT")) {
                    findings.add(job.getName() + ": " + poll.getLog());
                }
            }
            greatestAge = longer(greatestAge, Duration.between(ended.get(job), Instant.now()));
        }
        for (FreeStyleProject job : hostile) {
            if (!PollQueue.get().isBusy(job) && !job.isBuilding() && !job.isInQueue()) {
                if (asked.remove(job) != null) {
                    hostilePolls++;
                    PollView poll = check(job);
                    remember(job, poll.getOutcome() + " " + poll.getDecision(), poll.getDuration());
                }
                if (again) {
                    asked.put(job, Instant.now());
                    ImageUpdateTrigger trigger = ImageUpdateTrigger.of(job);
                    if (hostilePolls % 3 == 0) {
                        trigger.pollFor("the figures", Instant.now());
                    } else {
                        trigger.pollNow();
                    }
                }
            }
        }
    }

    private void remember(FreeStyleProject job, String outcome, long millis) {
        String line = job.getName().replaceAll("-\\d", "") + " " + LoggedTroubles.Numbers.left(outcome);
        decisions.computeIfAbsent(line, missing -> new LongSummaryStatistics()).accept(millis);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private PollView check(FreeStyleProject job) {
        PollView poll = Polls.of(job).get(0);
        check(job.getFullName(), poll.getLog());
        return poll;
    }

    private void check(String where, String log) {
        if (STACK_TRACE.matcher(log).find() || !log.lines().allMatch(HostileStrings::isFit)) {
            findings.add(where + ": " + log);
        }
    }

    private HeapAndThreads measure() throws Exception {
        HeapAndThreads now = HeapAndThreads.now();
        double over = now.mebibytes() - idle.mebibytes();
        if (over > MOST_MEBIBYTES_OVER_IDLE / 2 && now.mebibytes() > mostHeap) {
            say("heap %.1f MiB over idle:%n%s", over, HeapAndThreads.details());
        }
        mostHeap = Math.max(mostHeap, now.mebibytes());
        mostThreads = Math.max(mostThreads, now.ours());
        return now;
    }

    private void tell(String when) throws Exception {
        HeapAndThreads now = measure();
        say(
                "%s: heap %.1f MiB over idle (at most %.1f), %d threads, %d of them the plugin's (at most %d); %d healthy polls,"
                        + " the slowest ended %.1f s after it was due, the oldest last one was %.1f s ago (at most %.1f);"
                        + " %d hostile polls; %d findings",
                when,
                now.mebibytes() - idle.mebibytes(),
                mostHeap - idle.mebibytes(),
                now.all(),
                now.ours(),
                mostThreads,
                healthyPolls,
                longestDelay.toMillis() / 1000.0,
                healthy.stream()
                                .map(job -> Duration.between(ended.get(job), Instant.now()))
                                .reduce(Duration.ZERO, HostileServersFigures::longer)
                                .toMillis()
                        / 1000.0,
                greatestAge.toMillis() / 1000.0,
                hostilePolls,
                findings.size());
    }

    private void calmDown() throws Exception {
        long begun = System.nanoTime();
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            look(false);
            return asked.isEmpty();
        });
        say("polls and builds had ended %d s later", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
        Polls.settle(jenkins);
        try {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofSeconds(5))
                    .until(() -> HeapAndThreads.now().ours() <= idle.ours());
        } finally {
            say(
                    "threads there are more of than when idle: %s",
                    HeapAndThreads.now().moreThan(idle));
            tell("idle again " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s later");
        }
    }

    private void builds() throws IOException {
        int builds = 0;
        for (FreeStyleProject job : hostile) {
            for (FreeStyleBuild build : job.getBuilds()) {
                builds++;
                String log = ConsoleNote.removeNotes(
                        Files.readString(build.getRootDir().toPath().resolve("log")));
                check(build.getFullDisplayName(), log);
                log.lines()
                        .filter(line -> line.contains("ERROR"))
                        .findFirst()
                        .ifPresent(line -> remember(job, "build " + line, build.getDuration()));
            }
        }
        say("%d builds were started", builds);
    }

    private static void say(String format, Object... values) {
        System.out.println("FIGURES " + String.format(Locale.ROOT, format, values));
    }
}
