package io.jenkins.plugins.argoimageupdate.jenkins.examples;

import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.addToJenkins;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.argoimageupdate.demo.DemoWorld;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.RegistryConfig;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.awaitility.core.ConditionTimeoutException;
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
    private static final int ONE_KILL_OF_THESE_WHILE_RESUMING = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final TemporaryFolder folder = new TemporaryFolder();
    private final RealJenkinsRule jenkins =
            new RealJenkinsRule().withTimeout(0).javaOptions("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @Rule
    public final RuleChain rules = RuleChain.outerRule(folder).around(jenkins);

    private final Random random = new Random(SEED);
    private final Deque<KillMoment> moments = new ArrayDeque<>();
    private final Map<BuildsAtTheKill.State, Integer> all = new EnumMap<>(BuildsAtTheKill.State.class);
    private final List<String> problems = new ArrayList<>();
    private WatchedServers servers;
    private BuildsAtTheKill builds;
    private int kills;

    private record Servers(String registry, String argocd) implements Serializable {}

    @Test
    public void kill() throws Throwable {
        try (WatchedServers watched = new WatchedServers(folder.getRoot().toPath(), JOBS)) {
            servers = watched;
            jenkins.startJenkins();
            builds = new BuildsAtTheKill(jenkins.getHome().toPath(), servers);
            jenkins.runRemotely(
                    KilledJenkinsFigures::configure,
                    new Servers(
                            servers.beforeRegistry().url().toString(),
                            servers.beforeArgoCd().url().toString()));
            for (int round = 1; kills < KILLS; round++) {
                round(round);
            }
            jenkins.stopJenkins();
        }
        say("%d kills with seed %d; builds at the kills: %s", kills, SEED, all);
        assertThat(problems).isEmpty();
    }

    private void round(int round) throws Throwable {
        servers.push(round);
        servers.forget();
        Map<String, Integer> commits = new HashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (String application : servers.applications()) {
            commits.put(application, servers.commits(application));
            numbers.put(application, builds.lastNumber(application));
        }
        kill(next(), round, numbers);
        jenkins.startJenkins();
        while (kills < KILLS && random.nextInt(ONE_KILL_OF_THESE_WHILE_RESUMING) == 0) {
            servers.forget();
            kill(KillMoment.RESUMING, round, numbers);
            jenkins.startJenkins();
        }
        servers.forget();
        long started = System.nanoTime();
        String ended = jenkins.runRemotely(KilledJenkinsFigures::waitForBuilds);
        say("all builds had ended %d ms after the restart: %s", millisSince(started), ended);
        problems.addAll(checked("a build did not succeed", ended.replaceAll("(success|never-began|never-saved) ", "")));
        String again = jenkins.runRemotely(KilledJenkinsFigures::buildAgain);
        problems.addAll(checked("a build after the restart did not succeed", again.replaceAll("success ", "")));
        for (String application : servers.applications()) {
            int written = servers.commits(application) - commits.get(application);
            problems.addAll(
                    checked("commits of round " + round + " in " + application, written == 1 ? "" : "" + written));
            problems.addAll(checked(
                    "wrong tags after round " + round, servers.isWritten(application, round) ? "" : application));
        }
        unreadable("when all is quiet");
        leftOver("argo-image-update.*-atomic.*tmp|.*\\.damaged");
    }

    private KillMoment next() {
        if (moments.isEmpty()) {
            List<KillMoment> shuffled = new ArrayList<>(EnumSet.complementOf(EnumSet.of(KillMoment.RESUMING)));
            Collections.shuffle(shuffled, random);
            moments.addAll(shuffled);
        }
        return moments.remove();
    }

    private void kill(KillMoment when, int round, Map<String, Integer> numbers) throws Throwable {
        Process process = jenkins.getProcess();
        KillMoment.Moment moment = when.plan(servers, random, round, process);
        if (when != KillMoment.RESUMING) {
            try {
                jenkins.runRemotely(KilledJenkinsFigures::schedule);
            } catch (IOException e) { // it was killed while it scheduled
                say("killed while builds were being scheduled: %s", e);
            }
        }
        boolean came = moment.await();
        process.waitFor();
        jenkins.stopJenkinsForcibly();
        kills++;
        Map<BuildsAtTheKill.State, Integer> states = builds.count(round, numbers);
        states.forEach((state, count) -> all.merge(state, count, Integer::sum));
        say("kill %d %s%s: %s", kills, when, came ? "" : " (did not come)", states);
        unreadable("after the kill");
    }

    private List<String> checked(String what, String problem) {
        if (problem.isBlank()) {
            return List.of();
        }
        String text = "kill " + kills + ": " + what + ": " + problem.strip();
        say("PROBLEM %s", text);
        return List.of(text);
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
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
            WorkflowJob job = rule.createProject(WorkflowJob.class, "app-" + i);
            job.setDefinition(new CpsFlowDefinition("argoImageUpdate application: 'app-" + i + "', timeout: 5", true));
        }
    }

    private static List<WorkflowJob> jobs(JenkinsRule rule) {
        return IntStream.range(0, JOBS)
                .mapToObj(i -> rule.jenkins.getItemByFullName("app-" + i, WorkflowJob.class))
                .toList();
    }

    private static void schedule(JenkinsRule rule) {
        jobs(rule).forEach(job -> job.scheduleBuild2(0));
    }

    private static String waitForBuilds(JenkinsRule rule) throws Throwable {
        await().atMost(PATIENCE)
                .until(() -> jobs(rule).stream()
                        .allMatch(job ->
                                !job.isInQueue() && job.getBuilds().stream().allMatch(KilledJenkinsFigures::isOver)));
        StringBuilder results = new StringBuilder();
        for (WorkflowJob job : jobs(rule)) {
            results.append(result(job.getLastBuild())).append(' ');
        }
        return results.toString();
    }

    /** A build whose Pipeline had not begun when Jenkins was killed does not go on, but gets its result when it is loaded once more. */
    private static boolean isOver(WorkflowRun build) {
        return !build.isInProgress() && (build.getResult() != null || build.getExecution() == null);
    }

    /** A Pipeline that was killed before Jenkins had saved its program, or had begun it, cannot go on: no word of ours is in its log. */
    private static String result(WorkflowRun last) throws IOException {
        if (last == null || last.getResult() == null) {
            return "never-began";
        }
        if (last.getResult() == Result.SUCCESS) {
            return "success";
        }
        String log = String.join("\n", last.getLog(1_000));
        if (log.isBlank()) {
            return "never-began";
        }
        boolean resumed = log.contains("Ready to run at") || log.contains("[argo-image-update]");
        boolean saved = !log.contains("program.dat (No such file or directory)");
        return resumed && saved ? last.getResult() + " (" + log + ")" : "never-saved";
    }

    private static String buildAgain(JenkinsRule rule) throws Throwable {
        for (WorkflowJob job : jobs(rule)) {
            job.scheduleBuild2(0).waitForStart();
        }
        return waitForBuilds(rule);
    }

    private void unreadable(String when) throws IOException {
        for (Path file : files(".*")) {
            problems.addAll(checked("an unreadable file " + when, problem(file.toFile())));
        }
    }

    /** Files that should not be there any more, a moment later at the latest. */
    private void leftOver(String names) throws IOException {
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> files(names).isEmpty());
        } catch (ConditionTimeoutException e) {
            problems.addAll(checked("files were left", files(names).toString()));
        }
    }

    /** Those of jobs and builds whose names match. */
    private List<Path> files(String names) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(jenkins.getHome().toPath().resolve("jobs"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.getFileName().toString().matches(names)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) { // Jenkins runs
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return found;
    }

    private static String problem(File file) {
        try {
            if (file.getName().endsWith(".json")) {
                JsonMapper.shared().readTree(file);
            } else if (file.getName().matches("argo-image-update.*\\.xml|build\\.xml|config\\.xml")) {
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
            }
            return "";
        } catch (Exception e) {
            return file + ": " + e;
        }
    }

    private static void say(String format, Object... values) {
        System.out.println("FIGURES " + String.format(Locale.ROOT, format, values));
    }
}
