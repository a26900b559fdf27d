package io.jenkins.plugins.argoimageupdate.engine.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Rounds in which tags come and go while servers fail and processes are killed. After each, when all is quiet, the branch has the newest
 * tags, Argo CD runs them, and nothing is left behind.
 */
final class ChaosRounds implements AutoCloseable {

    /** As many as one run may need to repeat what a fault has left undone, and one that finds nothing to do. */
    private static final int RUNS_UNTIL_QUIET = 6;

    /** A tag that is pushed again is seen after a while only, as each look costs a request. */
    private static final Duration UNTIL_TAGS_ARE_LOOKED_AT_AGAIN = Duration.ofMinutes(15);

    private final Random random;
    private final Path folder;
    private final ChaosWorld world;
    private final RandomFaults faults;
    private final BranchHistory history;
    private final List<String> story = new ArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private Updater updater;
    private int runs;
    private int kills;
    private int commits;

    /** @param folder empty, for everything that is written */
    ChaosRounds(long seed, Path folder) throws IOException {
        this.random = new Random(seed);
        this.folder = folder;
        this.world = new ChaosWorld(folder.resolve("world"), random);
        this.faults = new RandomFaults(random, world);
        this.history = new BranchHistory(world.repository());
        restart();
    }

    /** What happened in the last round, line by line. */
    List<String> story() {
        return List.copyOf(story);
    }

    /** Such as {@code 120 runs, 14 killed, 88 commits; failures: GIT 12, TIMEOUT 3}. */
    String summary() {
        return runs + " runs, " + kills + " killed, " + commits + " commits; failures seen: " + failures;
    }

    /** Plays one round and checks what came of it. */
    void play() throws Exception {
        story.clear();
        boolean mayGoBack = false;
        for (int i = random.nextInt(3); i >= 0; i--) {
            story.add(world.change());
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            story.add(faults.plan());
        }
        if (random.nextInt(8) == 0) {
            killOne();
        } else {
            run();
        }
        mayGoBack |= story.stream().anyMatch(line -> line.contains("deleted") || line.matches("registry .* 404"));
        world.heal();
        if (random.nextInt(10) == 0) {
            restart();
        }
        settle();
        check(mayGoBack);
    }

    /** Checks the repository with Git itself. */
    void checkRepository() {
        RealPrograms.run(
                world.repository(),
                List.of(RealPrograms.require("git"), "fsck", "--full", "--strict", "--no-dangling"));
    }

    /** Temporary files of the updater that are left in its cache. */
    List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.filter(file -> file.getFileName().toString().matches(".*(\\.tmp|incoming_.*|_tmp_.*)"))
                    .toList();
        }
    }

    private void restart() throws IOException {
        story.add("the process starts anew");
        updater = new Updater(
                world.registryProxy.url(),
                world.gitProxy.url(),
                world.argocdProxy.url(),
                Files.createDirectories(folder.resolve("cache")));
    }

    private CycleReport run() throws InterruptedException {
        runs++;
        CycleReport report = updater.run(story::add);
        for (FailureReport failure : report.allFailures()) {
            failures.merge(failure.reason().name(), 1, Integer::sum);
        }
        return report;
    }

    /** Another process, which shares the cache, does the run and does not come to its end. */
    private void killOne() throws IOException, InterruptedException {
        Path log = folder.resolve("killed.log");
        Process process = new ProcessBuilder(RealPrograms.java(
                        Updater.class,
                        List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"),
                        List.of(
                                world.registryProxy.url().toString(),
                                world.gitProxy.url().toString(),
                                world.argocdProxy.url().toString(),
                                folder.resolve("cache").toString())))
                .redirectErrorStream(true)
                .redirectOutput(new File(log.toString()))
                .start();
        process.waitFor(300L + random.nextInt(1_500), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        kills++;
        story.addAll(Files.readAllLines(log));
        story.add("killed");
    }

    private void settle() throws InterruptedException {
        updater.pass(UNTIL_TAGS_ARE_LOOKED_AT_AGAIN);
        CycleReport report = run();
        for (int i = 1; i < RUNS_UNTIL_QUIET && !isQuiet(report); i++) {
            report = run();
        }
        assertThat(report.allFailures()).as("once nothing fails any more").isEmpty();
        assertThat(report.changes()).as("once nothing changes any more").isEmpty();
    }

    private static boolean isQuiet(CycleReport report) {
        return report.allFailures().isEmpty() && report.changes().isEmpty();
    }

    private void check(boolean mayGoBack) throws IOException {
        for (BranchHistory.Update update : history.next()) {
            commits++;
            for (String image : ChaosWorld.IMAGES) {
                checkDirection(update, image, mayGoBack);
            }
        }
        for (String image : ChaosWorld.IMAGES) {
            String newest = world.newest(image);
            assertThat(history.tip().getOrDefault(image, initial(image)))
                    .as(image)
                    .isEqualTo(newest);
            assertThat(world.applicationJson()).contains("org/" + image + ":" + newest + "\"");
        }
    }

    private static String initial(String image) {
        return "main-" + (ChaosWorld.IMAGES.indexOf(image) + 1);
    }

    private void checkDirection(BranchHistory.Update update, String image, boolean mayGoBack) {
        Instant before = world.built(image, update.before().getOrDefault(image, initial(image)));
        Instant after = world.built(image, update.after().getOrDefault(image, initial(image)));
        if (before != null && after != null && !mayGoBack) {
            assertThat(after).as("%s in %s", image, update).isAfterOrEqualTo(before);
        }
    }

    @Override
    public void close() throws IOException {
        updater = null; // its connections end with it
        world.close();
    }
}
