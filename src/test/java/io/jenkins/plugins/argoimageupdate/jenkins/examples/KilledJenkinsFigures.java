package io.jenkins.plugins.argoimageupdate.jenkins.examples;

import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.addToJenkins;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Lesson;
import io.jenkins.plugins.argoimageupdate.engine.demo.ArgoCdOptions;
import io.jenkins.plugins.argoimageupdate.engine.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.engine.demo.EmbeddedArgoCd;
import io.jenkins.plugins.argoimageupdate.engine.demo.EmbeddedGitServer;
import io.jenkins.plugins.argoimageupdate.engine.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.engine.demo.GitManifests;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.RegistryConfig;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills a Jenkins at random moments while ten Pipelines update and wait, starts it again, and looks whether every build ends, nothing is
 * committed twice and every file can be read: {@code mvn test -Dtest=KilledJenkinsFigures -Dkills=30 -Dseed=12}. Its name keeps it out
 * of the tests, as it takes minutes.
 */
public class KilledJenkinsFigures {

    private static final int JOBS = 10;
    private static final int KILLS = Integer.getInteger("kills", 5);
    private static final long SEED = Long.getLong("seed", 12);
    private static final int MOST_MILLIS_BEFORE_A_KILL = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final TemporaryFolder folder = new TemporaryFolder();
    private final RealJenkinsRule jenkins = new RealJenkinsRule().withTimeout(0);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(folder).around(jenkins);

    private final Random random = new Random(SEED);

    private record Servers(String registry, String argocd) implements Serializable {}

    @Test
    public void kill() throws Throwable {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start();
                EmbeddedGitServer git =
                        EmbeddedGitServer.start(folder.newFolder("git").toPath());
                EmbeddedArgoCd argocd = EmbeddedArgoCd.start(
                        ArgoCdOptions.of(DemoWorld.TOKEN, "unused"),
                        new GitManifests(folder.newFolder("manifests").toPath(), null))) {
            push(registry, 0);
            for (int i = 0; i < JOBS; i++) {
                String url = git.createRepository(repository(i), chart());
                argocd.add(Lesson.application(url).replace("\"example\"", "\"" + application(i) + "\""));
            }
            jenkins.startJenkins();
            jenkins.runRemotely(
                    KilledJenkinsFigures::configure,
                    new Servers(registry.address().toString(), argocd.url().toString()));
            for (int round = 1; round <= KILLS; round++) {
                round(round, registry, git);
            }
            jenkins.stopJenkins();
        }
    }

    private void round(int round, EmbeddedRegistry registry, EmbeddedGitServer git) throws Throwable {
        push(registry, round);
        jenkins.runRemotely(KilledJenkinsFigures::build);
        int millis = random.nextInt(MOST_MILLIS_BEFORE_A_KILL);
        Process process = jenkins.getProcess();
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Jenkins ended by itself");
        }
        jenkins.stopJenkinsForcibly();
        process.waitFor();
        int written = commits(git);
        assertThat(readable(jenkins.getHome().toPath(), "after the kill")).isEmpty();

        long started = System.nanoTime();
        jenkins.startJenkins();
        String ended = jenkins.runRemotely(KilledJenkinsFigures::waitForBuilds);
        say(
                "kill %d after %d ms: %d of %d commits were written; %d ms after the restart all builds had ended: %s",
                round,
                millis,
                written - (round - 1) * JOBS - JOBS,
                JOBS,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started),
                ended);
        jenkins.runRemotely(KilledJenkinsFigures::buildAgain);
        for (int i = 0; i < JOBS; i++) {
            assertThat(git.commits(repository(i), "main"))
                    .as("commits in %s: the chart, and one a round", repository(i))
                    .isEqualTo(1 + round);
            assertThat(git.file(repository(i), "main", ".argocd-source-" + application(i) + ".yaml"))
                    .contains(tag(round));
        }
        assertThat(readable(jenkins.getHome().toPath(), "when all is quiet")).isEmpty();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(named(jenkins.getHome().toPath(), "argo-image-update.*-atomic.*tmp"))
                        .isEmpty());
        assertThat(named(jenkins.getHome().toPath(), ".*\\.damaged")).isEmpty();
    }

    private static void push(EmbeddedRegistry registry, int round) {
        for (String image : List.of(DemoWorld.FRONTEND, DemoWorld.BACKEND)) {
            registry.content().push(image, tag(round), Instant.now().minusSeconds(100_000L - round));
        }
    }

    private static String tag(int round) {
        return String.format(Locale.ROOT, "main-%07x", round);
    }

    private static String repository(int job) {
        return application(job) + ".git";
    }

    private static String application(int job) {
        return "app-" + job;
    }

    private static Map<String, String> chart() {
        Map<String, String> files = new LinkedHashMap<>();
        Lesson.chart().forEach((name, bytes) -> files.put(name, new String(bytes, StandardCharsets.UTF_8)));
        return files;
    }

    private static int commits(EmbeddedGitServer git) throws IOException {
        int commits = 0;
        for (int i = 0; i < JOBS; i++) {
            commits += git.commits(repository(i), "main");
        }
        return commits;
    }

    private static void configure(JenkinsRule rule, Servers servers) throws Throwable {
        addToJenkins(text("argocd-token", DemoWorld.TOKEN));
        ArgoCdServerConfig argocd = new ArgoCdServerConfig("production", servers.argocd());
        argocd.setCredentialsId("argocd-token");
        ArgoImageUpdateConfiguration.get().setArgoCdServers(List.of(argocd));
        RegistryConfig hub = new RegistryConfig("docker.io");
        hub.setApiUrl(servers.registry());
        ArgoImageUpdateConfiguration.get().setRegistries(List.of(hub));
        for (int i = 0; i < JOBS; i++) {
            WorkflowJob job = rule.createProject(WorkflowJob.class, application(i));
            job.setDefinition(
                    new CpsFlowDefinition("argoImageUpdate application: '" + application(i) + "', timeout: 5", true));
        }
    }

    private static List<WorkflowJob> jobs(JenkinsRule rule) {
        return IntStream.range(0, JOBS)
                .mapToObj(i -> rule.jenkins.getItemByFullName(application(i), WorkflowJob.class))
                .toList();
    }

    private static void build(JenkinsRule rule) throws Throwable {
        for (WorkflowJob job : jobs(rule)) {
            job.scheduleBuild2(0).waitForStart();
        }
    }

    private static String waitForBuilds(JenkinsRule rule) throws Throwable {
        await().atMost(PATIENCE)
                .until(() -> jobs(rule).stream()
                        .allMatch(job -> job.getBuilds().stream().noneMatch(WorkflowRun::isBuilding)));
        StringBuilder results = new StringBuilder();
        for (WorkflowJob job : jobs(rule)) {
            WorkflowRun last = job.getLastBuild();
            results.append(last.getResult()).append(' ');
            if (last.getResult() != Result.SUCCESS) {
                results.append('(').append(last.getLog(20)).append(") ");
            }
        }
        return results.toString();
    }

    private static void buildAgain(JenkinsRule rule) throws Throwable {
        build(rule);
        await().atMost(PATIENCE)
                .until(() ->
                        jobs(rule).stream().noneMatch(job -> job.getLastBuild().isBuilding()));
        for (WorkflowJob job : jobs(rule)) {
            rule.assertBuildStatusSuccess(job.getLastBuild());
        }
    }

    /** Files of jobs and builds that cannot be read. */
    private static List<String> readable(Path home, String when) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("jobs"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> problem(file.toFile(), when))
                    .filter(problem -> !problem.isEmpty())
                    .toList();
        }
    }

    private static String problem(File file, String when) {
        try {
            if (file.getName().endsWith(".json")) {
                JsonMapper.shared().readTree(file);
            } else if (file.getName().endsWith(".xml") && file.getName().startsWith("argo-image-update")) {
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
            }
            return "";
        } catch (Exception e) {
            return file + " " + when + ": " + e;
        }
    }

    private static List<Path> named(Path home, String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("jobs"))) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .toList();
        }
    }

    private static void say(String format, Object... values) {
        System.out.println("FIGURES " + String.format(Locale.ROOT, format, values));
    }
}
