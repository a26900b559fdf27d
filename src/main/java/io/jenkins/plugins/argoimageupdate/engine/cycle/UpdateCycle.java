package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageState;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.cycle.PromotionStage.Promoted;
import io.jenkins.plugins.argoimageupdate.engine.cycle.WriteBackStage.Written;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.http.Deadline;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestCounts;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.plan.Planner;
import io.jenkins.plugins.argoimageupdate.engine.plan.WaitingImage;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the stages one after the other: select, plan, write back, roll out. Git comes first and Argo CD follows: the cluster
 * is never changed before the commit is pushed. A failure of one image or Application does not keep the others from their
 * update; it is in the report.
 *
 * <p>One use, one thread, which an interrupt ends, until all is written; rollouts are followed by threads of the {@link Engine}, see
 * {@link FollowedRollouts}. What is not done within {@link CycleOptions#limit} fails like anything else that
 * fails, and what was done before stays.
 */
public final class UpdateCycle {

    private final Engine engine;
    private final Connections connections;
    private final CycleOptions options;
    private final Consumer<CycleEvent> events;
    private final Instant started = Instant.now();
    private final RequestCounts requests = new RequestCounts();
    private final WriteBackCheck check;
    private final Deadline deadline;
    private final GuardStage guards;
    private Map<String, RequestMetrics.Snapshot> earlier = Map.of();
    private final RunWarnings warnings;

    /** @param events takes what happens, one event at a time, also from threads that follow rollouts */
    public UpdateCycle(Engine engine, Connections connections, CycleOptions options, Consumer<CycleEvent> events) {
        this.engine = engine;
        this.connections = new CountedConnections(connections, requests);
        this.check = new WriteBackCheck(connections);
        this.options = options;
        this.deadline = Deadline.in(options.limit());
        this.guards = new GuardStage(engine, this.connections, requests, deadline);
        this.events = oneAtATime(events);
        this.warnings = new RunWarnings(this.events);
    }

    private static Consumer<CycleEvent> oneAtATime(Consumer<CycleEvent> events) {
        Object lock = new Object();
        return event -> {
            synchronized (lock) {
                events.accept(event);
            }
        };
    }

    /** Everything, from the registries to the cluster. */
    public CycleReport run(Discovery discovery) throws InterruptedException {
        return begin(discovery).await();
    }

    /** The same up to the rollouts, which go on by themselves. */
    public FollowedRollouts begin(Discovery discovery) throws InterruptedException {
        earlier = discovery.requests();
        return guarded(() -> carryOut(
                discovery,
                plan(discovery, options.dryRun()),
                Rollback.adoption(options.drift().by())));
    }

    /**
     * Writes earlier versions, and rolls them out like any others. Nothing that keeps updates back keeps it from that. Of what Git says
     * already nothing is written.
     *
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException before anything is written, if it cannot be carried out
     *     as a whole
     */
    public CycleReport rollback(Discovery discovery, Rollback rollback) throws InterruptedException {
        return beginRollback(discovery, rollback).await();
    }

    /** The same up to the rollouts, which go on by themselves. */
    public FollowedRollouts beginRollback(Discovery discovery, Rollback rollback) throws InterruptedException {
        return guarded(() -> rollBack(discovery, rollback));
    }

    /** A part of a run that counts its rollouts. */
    @FunctionalInterface
    private interface Guarded {
        FollowedRollouts begin() throws InterruptedException;
    }

    /** Counts rollouts until they are over, or did not begin. */
    private FollowedRollouts guarded(Guarded part) throws InterruptedException {
        FollowedRollouts rollouts = null;
        try {
            rollouts = part.begin();
            return rollouts.closing(guards::close);
        } finally {
            if (rollouts == null) {
                guards.close();
            }
        }
    }

    private FollowedRollouts rollBack(Discovery found, Rollback rollback) throws InterruptedException {
        Discovery discovery = found.with(
                found.targets().stream().map(WatchTarget::withoutApproval).toList());
        earlier = discovery.requests();
        discovery.targets().forEach(target -> events.accept(new CycleEvent.Discovered(target)));
        RollbackStage.Planned planned =
                new RollbackStage(engine, connections, deadline, requests).plan(discovery, rollback);
        List<Warning> told = Stream.concat(discovery.warnings().stream(), planned.warnings().stream())
                .toList();
        warnings.of(new Discovery(discovery.targets(), List.of(), told, Map.of()), options.commit());
        return carryOut(discovery, planned.plans(), rollback);
    }

    /** @param rollback what is to be done with the plans that are rollbacks; updates have nothing to do with it */
    private FollowedRollouts carryOut(Discovery discovery, List<PlannedApplication> plans, Rollback rollback)
            throws InterruptedException {
        List<PlannedApplication> back =
                plans.stream().filter(PlannedApplication::isRollback).toList();
        CycleReport soFar;
        try (RollbackHolds holds = new RollbackHolds(connections, events)) {
            if (rollback.hold() != null && !options.dryRun()) {
                holds.hold(back, rollback);
            }
            soFar = write(discovery, plans, rollback, holds);
        }
        if (options.dryRun()) {
            return FollowedRollouts.none(soFar);
        }
        guards.follow(back.stream()
                .map(planned -> soFar.applications().get(plans.indexOf(planned)))
                .filter(this::isFollowed)
                .toList());
        events.accept(new CycleEvent.BeforeRollout(soFar));
        return follow(soFar);
    }

    /** Rollbacks first: what runs is safe in Git before a commit of other Applications has Argo CD sync it away. */
    private CycleReport write(
            Discovery discovery, List<PlannedApplication> plans, Rollback rollback, RollbackHolds holds)
            throws InterruptedException {
        Map<PlannedApplication, Written> written = unwritable(plans);
        List<PlannedApplication> toWrite = changing(plans, written);
        if (!toWrite.isEmpty()) {
            events.accept(new CycleEvent.BeforeWriteBack());
        }
        for (boolean back : List.of(true, false)) {
            List<PlannedApplication> some = toWrite.stream()
                    .filter(planned -> planned.isRollback() == back)
                    .toList();
            WriteBackStage stage =
                    new WriteBackStage(engine.git(), connections, options, deadline, back ? rollback : null);
            try {
                written.putAll(stage.write(some));
            } catch (InterruptedException e) {
                written.putAll(stage.untilInterrupted(some));
                CycleReport soFar = report(reports(plans, written), failures(discovery));
                holds.keepWritten(soFar);
                events.accept(new CycleEvent.WriteBackInterrupted(soFar));
                throw e;
            }
        }
        CycleReport soFar = report(reports(plans, written), failures(discovery));
        holds.keepWritten(soFar);
        return soFar;
    }

    /**
     * The first stages alone: what a run would change. Nothing is written anywhere, and Git is only read for Applications of which Argo
     * CD does not tell what they run, or that run an image in several versions.
     */
    public CycleReport poll(Discovery discovery) throws InterruptedException {
        earlier = discovery.requests();
        List<PlannedApplication> plans = plan(discovery, true);
        Map<PlannedApplication, Written> read = unwritable(plans);
        List<PlannedApplication> unknown = changing(plans, read).stream()
                .filter(PlannedApplication::dependsOnGit)
                .toList();
        read.putAll(new WriteBackStage(engine.git(), connections, options.asDryRun(), deadline, null).write(unknown));
        return report(reports(plans, read), failures(discovery));
    }

    /** Whether a run would do nothing about what a poll has found: neither write anything nor look closer. */
    public boolean isIdle(CycleReport polled) {
        return polled.allFailures().isEmpty()
                && polled.changes().isEmpty()
                && polled.applications().stream().noneMatch(this::isFollowed);
    }

    private List<PlannedApplication> plan(Discovery discovery, boolean dryRun) throws InterruptedException {
        discovery.targets().forEach(target -> events.accept(new CycleEvent.Discovered(target)));
        Causes missed = new Causes();
        discovery.failures().forEach(missed::add);
        missed.tell(events);
        List<Promoted> promoted = new PromotionStage(connections, deadline).promote(discovery.targets());
        warnings.of(discovery.with(promoted.stream().map(Promoted::target).toList()), options.commit());
        SelectionStage selection = new SelectionStage(engine.selector(), connections, events, requests, deadline);
        Selections newest = selection.select(images(promoted));
        HeldImages held = new HeldImages(connections);
        List<PlannedApplication> seen = new ClusterStage(connections, deadline)
                .look(promoted.stream()
                        .map(one -> PlannedApplication.of(
                                one.target(), one.selections() == null ? newest : one.selections(), held))
                        .toList());
        List<PlannedApplication> looked = new DriftStage(engine, connections, deadline)
                .look(seen, options.drift().policy());
        warnings.ofDrifts(looked, options.drift().policy());
        List<PlannedApplication> plans =
                warnings.ofGuards(PlannedApplication.withoutConflicts(guards.guard(looked, dryRun)));
        tellSelected(plans.stream().filter(planned -> !planned.dependsOnGit()).toList());
        return plans;
    }

    /** Applications that could not be written, whether there is something to write or not. */
    private Map<PlannedApplication, Written> unwritable(List<PlannedApplication> plans) {
        Map<PlannedApplication, Written> unwritable = new LinkedHashMap<>();
        plans.forEach(planned -> check.problem(planned.spec())
                .ifPresent(failure -> unwritable.put(planned, new Written(planned, null, failure))));
        return unwritable;
    }

    private static List<PlannedApplication> changing(
            List<PlannedApplication> plans, Map<PlannedApplication, Written> unwritable) {
        return plans.stream()
                .filter(planned -> !planned.plan().changes().isEmpty())
                .filter(planned -> !unwritable.containsKey(planned))
                .toList();
    }

    private static List<FailureReport> failures(Discovery discovery) {
        return discovery.failures().stream()
                .map(missed -> FailureReport.of(missed.failure()))
                .toList();
    }

    private List<ApplicationReport> reports(List<PlannedApplication> plans, Map<PlannedApplication, Written> written) {
        tellSelected(plans.stream()
                .filter(PlannedApplication::dependsOnGit)
                .map(planned -> carriedOut(planned, written.get(planned)))
                .toList());
        warnings.ofWritten(written.values());
        List<ApplicationReport> reports = new ArrayList<>();
        Causes unwritten = new Causes();
        for (PlannedApplication planned : plans) {
            Written result = written.get(planned);
            PlannedApplication onCommit = carriedOut(planned, result);
            if (!planned.dependsOnGit()) {
                unwritten.addImages(onCommit, onCommit.failedSince(planned));
                tellWaiting(planned, onCommit);
            }
            reports.add(report(onCommit, result, unwritten));
        }
        unwritten.tell(events);
        return reports;
    }

    /**
     * The last stage alone, as after a restart: follows what a run has written, unless that was followed to its end already.
     *
     * @param soFar the report given to {@link CycleEvent.BeforeRollout}
     */
    public FollowedRollouts followRollouts(CycleReport soFar) throws InterruptedException {
        earlier = soFar.requests();
        warnings.goOnFrom(soFar.warnings());
        return guarded(() -> {
            guards.follow(soFar.applications().stream().filter(this::isFollowed).toList());
            return follow(soFar);
        });
    }

    private FollowedRollouts follow(CycleReport soFar) {
        return new RolloutStage(engine, connections, options.rollout(), events)
                .follow(soFar.applications(), this::isFollowed, applications -> report(applications, soFar.failures()));
    }

    private boolean isFollowed(ApplicationReport application) {
        return application.rollout() == null
                && (application.rollsOut() && application.writeBack() != null || isUnhealthy(application));
    }

    /** Whether an Application that nothing is rolled out to is worth a closer look, where health is what is waited for. */
    private boolean isUnhealthy(ApplicationReport application) {
        boolean looked = options.rollout().waitFor().followsPods()
                && application.failure() == null
                && application.health() != null
                && (application.changes().isEmpty() || !application.rollsOut());
        return looked
                && (application.health().equals(HealthStatus.DEGRADED.toString())
                        || application.images().stream()
                                .map(ImageReport::state)
                                .anyMatch(state -> state != null
                                        && !isOnlyChanged(state)
                                        && (state.isUnsettled() || state.isUnclear())));
    }

    /** What somebody changed by hand is told and nothing else, unless it cannot start. */
    private static boolean isOnlyChanged(ImageState state) {
        return state.drift() != null && state.verdict() == ImageState.Verdict.DRIFTED;
    }

    /** The images whose registries are asked. */
    private static Set<WatchedImage> images(List<Promoted> targets) {
        Set<WatchedImage> images = new LinkedHashSet<>();
        targets.stream()
                .filter(one -> one.selections() == null)
                .forEach(one -> images.addAll(Planner.toSelect(one.target().spec())));
        return images;
    }

    private static PlannedApplication carriedOut(PlannedApplication planned, @Nullable Written written) {
        return written == null ? planned : written.planned();
    }

    /** What turned out to wait when its repository was looked at. */
    private void tellWaiting(PlannedApplication planned, PlannedApplication onCommit) {
        List<WaitingImage> before = planned.plan().waiting();
        Set<WatchedImage> late = onCommit.plan().waiting().stream()
                .filter(image -> !before.contains(image))
                .map(image -> image.change().watched())
                .collect(Collectors.toSet());
        List<WatchedImage> images = onCommit.spec().images();
        List<ImageReport> reports = onCommit.imageReports();
        for (int i = 0; i < images.size(); i++) {
            if (late.contains(images.get(i))) {
                events.accept(new CycleEvent.Selected(onCommit.target(), reports.get(i)));
            }
        }
    }

    private void tellSelected(List<PlannedApplication> plans) {
        Causes causes = new Causes();
        for (PlannedApplication planned : plans) {
            planned.imageReports().forEach(image -> events.accept(new CycleEvent.Selected(planned.target(), image)));
            causes.addImages(planned, planned.plan().failed());
        }
        causes.tell(events);
    }

    /** @param written null where there was nothing to write */
    private ApplicationReport report(PlannedApplication planned, @Nullable Written written, Causes unwritten) {
        if (written == null) {
            return planned.report(null, null, connections);
        }
        if (written.failure() != null) {
            unwritten.addApplication(planned, written.failure());
            return planned.report(null, FailureReport.of(written.failure()), connections);
        }
        if (written.report() == null) {
            return planned.report(null, null, connections);
        }
        events.accept(new CycleEvent.WrittenBack(planned.target(), written.report()));
        ApplicationReport report = planned.report(written.report(), null, connections);
        return report.isWritten() ? report.with(UpdateCycle::written) : report;
    }

    private static ImageReport written(ImageReport image) {
        boolean waits = image.state() != null && image.outcome() == ImageReport.Outcome.UPDATED;
        return waits ? image.with(image.state().written(image.to().shown())) : image;
    }

    private CycleReport report(List<ApplicationReport> applications, List<FailureReport> failures) {
        Map<String, RequestMetrics.Snapshot> all = new TreeMap<>(earlier);
        requests.snapshots().forEach((server, counts) -> all.merge(server, counts, RequestMetrics.Snapshot::and));
        return new CycleReport(
                options.dryRun(), started, Instant.now(), List.copyOf(applications), failures, all, warnings.all());
    }
}
