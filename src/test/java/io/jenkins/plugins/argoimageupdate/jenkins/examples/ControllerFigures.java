package io.jenkins.plugins.argoimageupdate.jenkins.examples;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.bench.ManyOnArgoCd;
import io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.RegistryConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.WebhookSource;
import io.jenkins.plugins.argoimageupdate.jenkins.history.SampleHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Prints how a busy controller does: {@code mvn test -Dtest=ControllerFigures}. Its name keeps it out of the tests, as it asserts
 * nothing.
 */
public class ControllerFigures {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int JOBS = 100;
    private static final int IMAGES = 10_000;
    private static final int REPOSITORIES = 1_000;
    private static final int EVENTS_A_SECOND = 200;
    private static final int SECONDS = 30;
    private static final String SECRET = "correct-horse";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    public void waitingBuilds() throws Throwable {
        DemoWorld world = DemoWorld.start();
        try {
            configure(world);
            world.holdSyncs(true);
            world.push(DemoWorld.FRONTEND, DemoJenkins.NEW, Instant.now().minusSeconds(60));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'example'", true));
            List<WorkflowRun> builds = new ArrayList<>();
            begin(job, 1, builds);
            builds.remove(0).doStop();
            Awaitility.await().atMost(PATIENCE).until(() -> !job.isBuilding());
            for (int most : List.of(40, 500)) {
                TimeUnit.SECONDS.sleep(70); // until threads without work have ended
                Map<String, Integer> before = threads();
                begin(job, most, builds);
                Map<String, Integer> after = threads();
                before.forEach((name, count) -> after.merge(name, -count, Integer::sum));
                after.values().removeIf(count -> count == 0);
                TimeUnit.SECONDS.sleep(70);
                Map<String, Integer> later = threads();
                before.forEach((name, count) -> later.merge(name, -count, Integer::sum));
                later.values().removeIf(count -> count == 0);
                say("%d builds wait: threads besides %s, a minute later %s", builds.size(), after, later);
            }
            world.holdSyncs(false);
            long begun = System.nanoTime();
            Awaitility.await().atMost(PATIENCE).until(() -> builds.stream().noneMatch(WorkflowRun::isBuilding));
            say("all over after %d ms: %s", millis(begun), results(builds));
        } finally {
            world.close();
        }
    }

    private static Map<String, Integer> results(List<WorkflowRun> builds) {
        Map<String, Integer> results = new TreeMap<>();
        builds.forEach(build -> results.merge(String.valueOf(build.getResult()), 1, Integer::sum));
        return results;
    }

    private void begin(WorkflowJob job, int most, List<WorkflowRun> builds) throws Exception {
        while (builds.size() < most) {
            builds.add(job.scheduleBuild2(0).waitForStart());
        }
        for (WorkflowRun build : builds) {
            jenkins.waitForMessage("then wait for ", build);
        }
    }

    private static Map<String, Integer> threads() {
        Map<String, Integer> threads = new TreeMap<>();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        !thread.getName().contains("demo") && !thread.getName().startsWith("pool-"))
                .forEach(thread -> threads.merge(thread.getName().replaceAll("[0-9]+", "N"), 1, Integer::sum));
        return threads;
    }

    @Test
    public void pages() throws Throwable {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            for (int i = 0; i < REPOSITORIES; i++) {
                registry.content()
                        .push("fleet/service-" + i, "main-1", Instant.now().minusSeconds(60));
            }
            RegistryConfig own = new RegistryConfig(registry.host());
            own.setApiUrl(registry.address().toString());
            ArgoImageUpdateConfiguration.get().setRegistries(List.of(own));
            List<String> images = IntStream.range(0, IMAGES)
                    .mapToObj(i -> registry.host() + "/fleet/service-" + i % REPOSITORIES + ":main-1")
                    .toList();
            try (ManyOnArgoCd argocd = new ManyOnArgoCd(images, "regexp:^main")) {
                configureArgoCd(argocd.address());
                for (int job = 0; job < JOBS; job++) {
                    int first = job * (IMAGES / JOBS);
                    FreeStyleProject project = jenkins.createFreeStyleProject("fleet-" + job);
                    Polls.watch(project)
                            .setApplications(IntStream.range(first, first + IMAGES / JOBS)
                                    .mapToObj(i -> "app-" + i)
                                    .toList());
                    SampleHistory.write(project, job == 7 ? 500 : 5, 2);
                }
                for (int round = 1; round <= 2; round++) {
                    long begun = System.nanoTime();
                    int asked = argocd.requests();
                    jenkins.jenkins
                            .getAllItems(FreeStyleProject.class)
                            .forEach(job -> ImageUpdateTrigger.of(job).run());
                    Polls.settle(jenkins);
                    say(
                            "%d jobs with %d images polled in %d ms, %d requests to Argo CD",
                            JOBS, IMAGES, millis(begun), argocd.requests() - asked);
                }
                for (int round = 1; round <= 3; round++) {
                    open("manage/image-watch/");
                    open("manage/image-watch/?q=service-77");
                    open("job/fleet-7/");
                    open("job/fleet-7/image-updates/");
                    open("job/fleet-7/argo-image-polling/");
                }
            }
        }
    }

    private void open(String path) throws Exception {
        long begun = System.nanoTime();
        HttpResponse<String> page = http.send(
                HttpRequest.newBuilder(URI.create(jenkins.getURL() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        say(
                "%s: %d, %d ms, %d characters",
                path, page.statusCode(), millis(begun), page.body().length());
    }

    @Test
    public void webhooks() throws Throwable {
        DemoWorld world = DemoWorld.start();
        try {
            configure(world);
            CredentialStores.addToJenkins(CredentialStores.text("webhook-secret", SECRET));
            WebhookSource hub = new WebhookSource("hub", "docker.io");
            hub.setSecretCredentialsId("webhook-secret");
            ArgoImageUpdateConfiguration.get().setWebhookSources(List.of(hub));
            jenkins.jenkins.setQuietPeriod(0); // comes on top
            FreeStyleProject job = Polls.watchingJob(jenkins);
            Polls.poll(jenkins, job);
            push(world, job, 0);
            say("page, idle: %s", pageTimes(20));
            List<Long> idle = new ArrayList<>();
            for (int i = 1; i <= 10; i++) {
                idle.add(push(world, job, i));
            }
            say("from push to build, idle: %s ms", idle.stream().sorted().toList());
            Map<Integer, Integer> answers = new ConcurrentHashMap<>();
            AtomicInteger sent = new AtomicInteger();
            ScheduledExecutorService flood = Executors.newScheduledThreadPool(1);
            flood.scheduleAtFixedRate(
                    () -> http.sendAsync(
                                    event("org/image-" + sent.incrementAndGet()), HttpResponse.BodyHandlers.ofString())
                            .thenAccept(answer -> answers.merge(answer.statusCode(), 1, Integer::sum)),
                    0,
                    1_000_000 / EVENTS_A_SECOND,
                    TimeUnit.MICROSECONDS);
            Instant end = Instant.now().plusSeconds(SECONDS);
            List<Long> busy = new ArrayList<>();
            List<String> pages = new ArrayList<>();
            for (int i = 11; Instant.now().isBefore(end); i++) {
                busy.add(push(world, job, i));
                pages.add(pageTimes(5));
                TimeUnit.MILLISECONDS.sleep(500);
            }
            flood.shutdown();
            flood.awaitTermination(1, TimeUnit.MINUTES);
            TimeUnit.SECONDS.sleep(5);
            say("flood: %d events sent, answers %s", sent.get(), new TreeMap<>(answers));
            say(
                    "from push to build, in the flood: %s ms",
                    busy.stream().sorted().toList());
            say("page, in the flood: %s", pages);
        } finally {
            world.close();
        }
    }

    /** From the push to the start of the build, in milliseconds. */
    private long push(DemoWorld world, FreeStyleProject job, int number) throws Exception {
        int before = job.getNextBuildNumber();
        world.push(
                DemoWorld.FRONTEND,
                "main-" + (1_000_000 + number),
                Instant.now().minusSeconds(3_600 - number));
        long begun = System.currentTimeMillis();
        http.send(event(DemoWorld.FRONTEND), HttpResponse.BodyHandlers.ofString());
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> job.getBuildByNumber(before) != null);
        long took = job.getBuildByNumber(before).getStartTimeInMillis() - begun;
        Polls.settle(jenkins);
        return took;
    }

    private HttpRequest event(String repository) {
        try {
            return HttpRequest.newBuilder(
                            URI.create(jenkins.getURL() + "argo-image-update-webhook/hub?secret=" + SECRET))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"push_data\": {\"tag\": \"main-%d\"}, \"repository\": {\"repo_name\": \"%s\"}}"
                                    .formatted(System.nanoTime(), repository)))
                    .build();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Median and maximum of a page of Jenkins itself. */
    private String pageTimes(int times) throws Exception {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            http.send(
                    HttpRequest.newBuilder(URI.create(jenkins.getURL() + "manage/about/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            took.add(millis(begun));
        }
        List<Long> sorted = took.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) + "/" + sorted.get(sorted.size() - 1) + " ms";
    }

    private static void configure(DemoWorld world) throws Exception {
        CredentialStores.addToJenkins(CredentialStores.text("argocd-token", DemoWorld.TOKEN));
        ArgoCdServerConfig server =
                new ArgoCdServerConfig("production", world.argocd().toString());
        server.setCredentialsId("argocd-token");
        ArgoImageUpdateConfiguration.get().setArgoCdServers(List.of(server));
        RegistryConfig registry = new RegistryConfig("docker.io");
        registry.setApiUrl(world.registry().toString());
        ArgoImageUpdateConfiguration.get().setRegistries(List.of(registry));
    }

    private static void configureArgoCd(URI address) throws Exception {
        CredentialStores.addToJenkins(CredentialStores.text("argocd-token", "t0ken"));
        ArgoCdServerConfig server = new ArgoCdServerConfig("production", address.toString());
        server.setCredentialsId("argocd-token");
        ArgoImageUpdateConfiguration.get().setArgoCdServers(List.of(server));
    }

    private static long millis(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private static void say(String format, Object... values) {
        System.out.println("FIGURES " + String.format(format, values));
    }
}
