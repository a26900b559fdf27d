package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.cycle.WriteBackStage.Written;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestCounts;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.engine.plan.Planner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs the stages one after the other: select, plan, write back, roll out. Git comes first and Argo CD follows: the cluster
 * is never changed before the commit is pushed. A failure of one image or Application does not keep the others from their
 * update; it is in the report.
 *
 * <p>One use, one thread; an interrupt ends it.
 */
public final class UpdateCycle {

    private final Engine engine;
    private final Connections connections;
    private final CycleOptions options;
    private final CycleListener listener;
    private final Instant started = Instant.now();
    private final RequestCounts requests = new RequestCounts();
    private Map<String, RequestMetrics.Snapshot> earlier = Map.of();

    public UpdateCycle(Engine engine, Connections connections, CycleOptions options, CycleListener listener) {
        this.engine = engine;
        this.connections = new CountedConnections(connections, requests);
        this.options = options;
        this.listener = new SerialListener(listener);
    }

    /** Everything, from the registries to the cluster. */
    public CycleReport run(Discovery discovery) throws InterruptedException {
        earlier = discovery.requests();
        List<PlannedApplication> plans = plan(discovery);
        Map<PlannedApplication, Written> written =
                new WriteBackStage(engine.git(), connections, options).write(changing(plans));
        CycleReport soFar = report(reports(plans, written), discovery.failures());
        if (options.dryRun()) {
            return soFar;
        }
        listener.beforeRollout(soFar);
        return follow(soFar);
    }

    /**
     * The first stages alone: what a run would change. Nothing is written anywhere, and Git is only read for Applications whose live
     * images no Argo CD tells.
     */
    public CycleReport poll(Discovery discovery) throws InterruptedException {
        earlier = discovery.requests();
        List<PlannedApplication> plans = plan(discovery);
        List<PlannedApplication> unknown =
                changing(plans).stream().filter(planned -> !planned.isLive()).toList();
        Map<PlannedApplication, Written> read =
                new WriteBackStage(engine.git(), connections, options.asDryRun()).write(unknown);
        return report(reports(plans, read), discovery.failures());
    }

    private List<PlannedApplication> plan(Discovery discovery) throws InterruptedException {
        discovery.targets().forEach(listener::discovered);
        discovery.failures().forEach(failure -> listener.failed("", failure));
        SelectionStage selection = new SelectionStage(engine.selector(), connections, listener, requests);
        Selections selections = selection.select(images(discovery.targets()));
        List<PlannedApplication> plans = PlannedApplication.withoutConflicts(discovery.targets().stream()
                .map(target -> PlannedApplication.of(target, selections))
                .toList());
        plans.stream().filter(PlannedApplication::isLive).forEach(this::tellSelected);
        return plans;
    }

    private static List<PlannedApplication> changing(List<PlannedApplication> plans) {
        return plans.stream()
                .filter(planned -> !planned.plan().changes().isEmpty())
                .toList();
    }

    private List<ApplicationReport> reports(List<PlannedApplication> plans, Map<PlannedApplication, Written> written) {
        List<ApplicationReport> reports = new ArrayList<>();
        plans.forEach(planned -> reports.add(report(planned, written.get(planned))));
        return reports;
    }

    /**
     * The last stage alone, as after a restart: follows what a run has written, unless that was followed to its end already.
     *
     * @param soFar the report given to {@link CycleListener#beforeRollout}
     */
    public CycleReport followRollouts(CycleReport soFar) throws InterruptedException {
        earlier = soFar.requests();
        return follow(soFar);
    }

    private CycleReport follow(CycleReport soFar) throws InterruptedException {
        List<ApplicationReport> toFollow =
                soFar.applications().stream().filter(UpdateCycle::hasRollout).toList();
        RolloutStage stage = new RolloutStage(connections, options.rollout(), listener);
        Map<ApplicationReport, ApplicationReport> followed = Parallel.map(toFollow, stage::follow);
        List<ApplicationReport> reports = new ArrayList<>();
        soFar.applications().forEach(application -> reports.add(followed.getOrDefault(application, application)));
        return report(reports, soFar.failures());
    }

    /** A commit on another branch than the one that Argo CD follows has to be merged first. */
    private static boolean hasRollout(ApplicationReport application) {
        return application.writeBack() != null && application.rollout() == null && application.rollsOut();
    }

    private static Set<WatchedImage> images(List<WatchTarget> targets) {
        Set<WatchedImage> images = new LinkedHashSet<>();
        targets.forEach(target -> images.addAll(Planner.toSelect(target.spec())));
        return images;
    }

    private void tellSelected(PlannedApplication planned) {
        planned.imageReports().forEach(image -> listener.selected(planned.target(), image));
    }

    private ApplicationReport report(PlannedApplication planned, Written written) {
        PlannedApplication done = written == null ? planned : written.planned();
        if (!planned.isLive()) {
            tellSelected(done);
        }
        FailureReport failure =
                written == null || written.failure() == null ? null : FailureReport.of(written.failure());
        ApplicationReport report =
                ApplicationReports.of(done, written == null ? null : written.report(), failure, connections);
        if (planned.isLive()) {
            done.failuresSince(planned).forEach(image -> listener.failed(report.name(), image));
        }
        if (failure != null) {
            listener.failed(report.name(), failure);
        } else if (written != null && written.report() != null) {
            listener.writtenBack(planned.target(), written.report());
        }
        return report;
    }

    private CycleReport report(List<ApplicationReport> applications, List<FailureReport> failures) {
        Map<String, RequestMetrics.Snapshot> all = new TreeMap<>(earlier);
        requests.snapshots().forEach((server, counts) -> all.merge(server, counts, RequestMetrics.Snapshot::and));
        return new CycleReport(options.dryRun(), started, Instant.now(), List.copyOf(applications), failures, all);
    }
}
