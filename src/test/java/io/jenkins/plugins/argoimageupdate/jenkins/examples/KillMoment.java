package io.jenkins.plugins.argoimageupdate.jenkins.examples;

import io.jenkins.plugins.argoimageupdate.engine.chaos.Fault;
import io.jenkins.plugins.argoimageupdate.engine.chaos.FaultyProxy;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** When in the life of its builds a Jenkins is killed: as the servers see it, and by chance within that. */
enum KillMoment {
    /** Some time after the builds were scheduled, if not at once. */
    AT_THE_START,
    /** Argo CD is asked for one of the Applications. */
    DISCOVERING,
    /** The registry is asked for tags, or for one of them. */
    READING_TAGS,
    /** One of the branches is read. */
    FETCHING,
    /** The Git server is told that something is to be pushed. */
    BEFORE_THE_PUSH,
    /** A push is on its way. */
    DURING_THE_PUSH,
    /** A push was carried out; nobody was told. */
    UNANSWERED_PUSH,
    /** A push was answered, some time ago at most. */
    AFTER_THE_PUSH,
    /** Some time while Applications are waited for. */
    ROLLING_OUT,
    /** So many Applications run the new images, and builds end. */
    NEAR_THE_END,
    /** Some time after a Jenkins that was killed has started again. */
    RESUMING;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /** Makes it ready before the builds are scheduled; it may come at once. */
    Moment plan(WatchedServers servers, Random random, int round, Process process) {
        int builds = servers.applications().size();
        int nth = 1 + random.nextInt(builds);
        return switch (this) {
            case AT_THE_START -> later(process, random.nextInt(1_000));
            case RESUMING -> later(process, random.nextInt(3_000));
            case DISCOVERING ->
                at(servers.beforeArgoCd(), "^GET /api/v1/applications", nth, process, random.nextBoolean());
            case READING_TAGS ->
                at(servers.beforeRegistry(), "^GET /v2/.", 1 + random.nextInt(4), process, random.nextBoolean());
            case FETCHING ->
                at(
                        servers.beforeGit(),
                        "git-upload-pack",
                        1 + random.nextInt(2 * builds),
                        process,
                        random.nextBoolean());
            case BEFORE_THE_PUSH ->
                at(servers.beforeGit(), "service=git-receive-pack", nth, process, random.nextBoolean());
            case DURING_THE_PUSH -> at(servers.beforeGit(), "^POST .*/git-receive-pack", nth, process, false);
            case UNANSWERED_PUSH -> at(servers.beforeGit(), "^POST .*/git-receive-pack", nth, process, true);
            case AFTER_THE_PUSH -> after(servers, nth, process, random.nextInt(500));
            case ROLLING_OUT -> after(servers, nth, process, 500 + random.nextInt(4_000));
            case NEAR_THE_END -> live(servers, round, 1 + random.nextInt(3), process, random.nextInt(300));
        };
    }

    /** Comes, and kills. */
    @FunctionalInterface
    interface Moment {
        /** @return false if it did not come, so that Jenkins was killed some time */
        boolean await() throws InterruptedException;
    }

    private static Moment later(Process process, int millis) {
        return () -> {
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            return true;
        };
    }

    private static Moment at(FaultyProxy proxy, String requests, int nth, Process process, boolean carriedOut) {
        AtomicInteger left = new AtomicInteger(nth);
        Fault fault = exchange -> {
            if (left.decrementAndGet() > 0) {
                exchange.forward(Integer.MAX_VALUE);
                return;
            }
            if (carriedOut) {
                exchange.carryOut();
            }
            process.destroyForcibly();
        };
        for (int i = 0; i < nth; i++) {
            proxy.plan(requests, fault);
        }
        return () -> {
            boolean came = process.waitFor(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            return came;
        };
    }

    private static Moment after(WatchedServers servers, int pushes, Process process, int millis) {
        return when(
                () -> servers.applications().stream()
                                .filter(application -> servers.heard().stream()
                                        .anyMatch(line ->
                                                line.startsWith("git POST /" + application + ".git/git-receive")))
                                .count()
                        >= pushes,
                process,
                millis);
    }

    private static Moment live(WatchedServers servers, int round, int applications, Process process, int millis) {
        return when(
                () -> servers.applications().stream()
                                .filter(application -> servers.isLive(application, round))
                                .count()
                        >= applications,
                process,
                millis);
    }

    private static Moment when(BooleanSupplier condition, Process process, int millis) {
        return () -> {
            long start = System.nanoTime();
            boolean came = condition.getAsBoolean();
            while (!came && System.nanoTime() - start < LONGEST_WAIT.toNanos()) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
                came = condition.getAsBoolean();
            }
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            return came;
        };
    }
}
