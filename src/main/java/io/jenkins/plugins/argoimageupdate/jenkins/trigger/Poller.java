package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.ProgressLog;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.JenkinsConnections;
import io.jenkins.plugins.argoimageupdate.jenkins.cycle.JenkinsCycle;
import io.jenkins.plugins.argoimageupdate.jenkins.failure.Breakdown;
import io.jenkins.plugins.argoimageupdate.jenkins.record.LiveProgress;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.FoundWaits;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PausedImages;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PlannedChange;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollRecord.Outcome;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PolledImage;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.RepositoryKeys;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** One poll of one job: asks, decides, starts a build, and keeps what it did. */
final class Poller {

    private static final Logger LOGGER = Logger.getLogger(Poller.class.getName());

    private final Job<?, ?> job;
    private final PollRequest request;
    private final ServerHealth health;
    private final PollConnections connections;
    private final PollLog log = new PollLog();
    private final LiveProgress progress = new LiveProgress();
    private final Instant started = Instant.now();
    private final AtomicBoolean over = new AtomicBoolean();
    private boolean startsBuild;
    private volatile PollMemory memory;

    /** @param entrance whether a server that is about to be asked may be */
    Poller(Job<?, ?> job, PollRequest request, ServerHealth health, Predicate<String> entrance) {
        this.job = job;
        this.request = request;
        this.health = health;
        this.connections = new PollConnections(JenkinsConnections.of(job), health, request.anew(), entrance);
        this.memory = PollMemory.read(job);
    }

    /**
     * @param error empty for none
     * @param detail as {@link PollRecord#detail} has it
     */
    private record Decision(
            Outcome outcome,
            String sentence,
            String error,
            @CheckForNull String detail) {

        Decision(Outcome outcome, String detail) {
            this(outcome, PollWords.english(outcome, detail), "", detail);
        }

        static Decision failed(String error) {
            return new Decision(Outcome.FAILED, "ERROR: " + error, error, null);
        }
    }

    /** The servers that the job uses, as far as is known. */
    Set<String> servers() {
        Set<String> all = new HashSet<>(memory.servers());
        all.addAll(connections.known());
        return all;
    }

    /** Polls it. @throws StepBackException if it is to be polled later, for it needs a server that others wait for already */
    void poll() throws InterruptedException {
        ImageUpdateTrigger trigger = ImageUpdateTrigger.of(job);
        Optional<PollHindrance> hindrance = PollHindrance.ofHand(job);
        if (trigger == null || hindrance.isPresent() && !request.anew()) {
            return;
        }
        if (!exists()) {
            WatchIndex.get().remove(trigger);
            return;
        }
        log.line("Asked by " + request.describe());
        Decision decision = hindrance.isPresent()
                ? new Decision(Outcome.NOT_BUILDABLE, hindrance.get().describe(), "", null)
                : decide(trigger);
        if (startsBuild || over.compareAndSet(false, true)) {
            end(decision);
        }
    }

    /** Keeps how the poll ended. */
    private void end(Decision decision) {
        Duration took = Duration.between(started, Instant.now());
        health.polled(connections.used(), took);
        boolean mayUseMore = decision.outcome() == Outcome.FAILED || decision.outcome() == Outcome.NOT_BUILDABLE;
        memory = memory.withServers(connections.known(), mayUseMore);
        log.line(decision.sentence());
        if (!decision.error().isEmpty()) {
            log.error(decision.error());
        }
        log.line("Took " + took.toMillis() + " ms");
        PollRecord record = new PollRecord(
                started,
                took.toMillis(),
                request.describe(),
                decision.outcome(),
                decision.sentence(),
                log.toString(),
                log.errors(),
                decision.detail());
        if (!exists()) {
            return; // deleted meanwhile: its folder is not to come back
        }
        try {
            memory.with(record).write(job);
        } catch (ClosedByInterruptException e) {
            LOGGER.log(Level.FINE, e, () -> "Jenkins goes down before the poll of " + job.getFullName() + " is kept");
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The poll of " + job.getFullName() + " cannot be kept");
        }
    }

    /** Whether it ends here, as it has not ended within its time; not if it has come to its end already, or starts a build. */
    boolean giveUp() {
        return over.compareAndSet(false, true);
    }

    /** Keeps that it was given up, and what it was doing. */
    void tellGivenUp(Duration mostTime) {
        String silent = connections.used().stream()
                .filter(server -> health.state(server).isTrouble())
                .sorted()
                .collect(Collectors.joining(", "));
        end(Decision.failed("the poll was cancelled, because it did not end within " + mostTime.toMinutes()
                + " min: it has been " + progress.describe()
                + (silent.isEmpty() ? "" : "; no answer from " + silent)));
    }

    private boolean exists() {
        return Jenkins.get().getItemByFullName(job.getFullName()) == job;
    }

    private Decision decide(ImageUpdateTrigger trigger) throws InterruptedException {
        try {
            List<UpdateArguments> watched = trigger.watched();
            if (watched.isEmpty()) {
                return new Decision(Outcome.NOTHING_WATCHED, "");
            }
            return decide(trigger, ask(watched));
        } catch (UpdateException e) {
            return Decision.failed(e.getMessage());
        } catch (StepBackException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            Breakdown.rethrowThreadDeath(e);
            return Decision.failed(Breakdown.of("the poll", e));
        }
    }

    private CycleReport ask(List<UpdateArguments> watched) throws InterruptedException {
        List<WatchRequest> requests = JenkinsCycle.requests(watched, job);
        Set<String> told = new HashSet<>(memory.warnings());
        told.addAll(UpdateHistory.of(job).warnings());
        Consumer<CycleEvent> events = progress.andThen(new ProgressLog(log::line, (url, text) -> text, told))
                .andThen(log);
        PausedImages paused = new PausedImages(connections, log::line);
        CycleReport report = new JenkinsCycle(request.notBefore(), connections, CycleOptions.DEFAULT.asDryRun(), events)
                .poll(requests, found -> request.anew() ? found : paused.leaveOut(found));
        connections.learnVersions();
        memory = memory.withFound(report, repositories(report), paused).withReleased(report, connections.holds());
        return report;
    }

    private Set<String> repositories(CycleReport report) {
        Set<String> keys = new LinkedHashSet<>();
        report.applications().stream()
                .flatMap(application -> application.images().stream())
                .map(image -> ImageReference.parse(image.about().image()))
                .forEach(image -> {
                    try {
                        keys.addAll(RepositoryKeys.of(image, connections.registry(image)));
                    } catch (UpdateException e) {
                        LOGGER.log(Level.FINE, e, () -> image + " may not be watched");
                    }
                });
        return keys;
    }

    private Decision decide(ImageUpdateTrigger trigger, CycleReport report) throws InterruptedException {
        WatchIndex.get().put(trigger, memory.repositories());
        WaitingJobs.get().put(trigger, memory.endOfWait());
        List<PlannedChange> changes = PlannedChange.of(report);
        if (changes.isEmpty()) {
            return report.allFailures().isEmpty() ? current(report) : failed(report.allFailures());
        }
        String describe = list(changes.stream().map(PlannedChange::toString));
        BuildStart build = new BuildStart(job, changes);
        if (!request.anew() && memory.hasStarted(changes) && !isWaitOver(changes) && !isLost(build, changes)) {
            if (report.changes().isEmpty() && report.allFailures().isEmpty()) {
                return current(report); // somebody was asked for approval
            }
            return new Decision(Outcome.STARTED_EARLIER, describe);
        }
        return start(build, changes, describe);
    }

    /** Whether the last build had to let some of it wait, and that has ended. */
    private boolean isWaitOver(List<PlannedChange> changes) {
        return !job.isBuilding() && FoundWaits.of(job.getLastCompletedBuild()).isOver(changes, Instant.now());
    }

    /** Whether Jenkins ended when it was kept that a build is started, and the build was not in the queue yet. */
    private boolean isLost(BuildStart build, List<PlannedChange> changes) {
        List<PlannedChange> starting = memory.startingOf(changes);
        if (starting.isEmpty()) {
            return false;
        }
        if (build.isThereFor(starting)) {
            memory = memory.withQueued(starting);
            return false;
        }
        log.line("A build was about to be started for this when Jenkins ended, and there is none");
        return true;
    }

    private Decision current(CycleReport report) {
        String troubles = list(Stream.concat(describe(PolledImage::isBroken), degraded(report)));
        if (!troubles.isEmpty()) {
            return new Decision(Outcome.UNHEALTHY, troubles);
        }
        String waiting = list(report.applications().stream()
                .flatMap(application -> application.images().stream())
                .filter(image -> image.waiting() != null)
                .map(image -> image.name() + ": " + image.detail()));
        if (!waiting.isEmpty()) {
            return new Decision(Outcome.WAITING, waiting);
        }
        return new Decision(Outcome.CURRENT, list(describe(PolledImage::isUnsettled)));
    }

    private static String list(Stream<String> words) {
        return FirstFew.of(words.toList()).toString();
    }

    private Stream<String> describe(Predicate<PolledImage> which) {
        return memory.images().stream().filter(which).map(PolledImage::describe);
    }

    /** Applications that are not healthy, though all images that are watched are. */
    private static Stream<String> degraded(CycleReport report) {
        return report.applications().stream()
                .filter(application -> HealthStatus.DEGRADED.toString().equals(application.health()))
                .filter(application -> application.images().stream()
                        .noneMatch(
                                image -> image.state() != null && image.state().isBroken()))
                .map(application -> "the Application " + application.name() + " is " + application.health());
    }

    private static Decision failed(List<FailureReport> failures) {
        String others = failures.size() == 1 ? "" : " (and " + (failures.size() - 1) + " more)";
        return Decision.failed(failures.get(0).message() + others);
    }

    /** From here on the poll is not given up: a build that is started is kept, and one that is kept is started. */
    private Decision start(BuildStart build, List<PlannedChange> changes, String describe) throws InterruptedException {
        if (!over.compareAndSet(false, true)) {
            throw new InterruptedException();
        }
        startsBuild = true;
        if (!exists()) {
            return notBuildable(describe); // deleted meanwhile: its folder is not to come back
        }
        PollMemory before = memory;
        Decision started = new Decision(Outcome.STARTED, describe);
        boolean scheduled = false;
        try {
            memory = before.withStarted(changes);
            memory.write(job);
            scheduled = build.schedule(new BuildPollLog(log + started.sentence() + "\n"));
        } catch (ClosedByInterruptException e) {
            LOGGER.log(Level.FINE, e, () -> "Jenkins goes down before " + job.getFullName() + " is built");
            throw new InterruptedException();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "What " + job.getFullName() + " is built for cannot be kept");
            return new Decision(
                    Outcome.FAILED,
                    "ERROR: no build is started for " + describe + ", as that cannot be kept: " + e.getMessage(),
                    "",
                    null);
        } finally {
            memory = scheduled ? memory.withQueued(changes) : before;
            if (!scheduled) {
                log.line("Takes back that a build is started for " + describe + ": there is none");
            }
        }
        return scheduled ? started : notBuildable(describe);
    }

    private static Decision notBuildable(String describe) {
        return new Decision(Outcome.NOT_BUILDABLE, describe);
    }
}
