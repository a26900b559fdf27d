package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.cycle.Connections;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleEvent;
import io.jenkins.plugins.argoimageupdate.engine.cycle.CycleOptions;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Discovery;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Engine;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Version;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Undo;
import io.jenkins.plugins.argoimageupdate.engine.cycle.UpdateCycle;
import io.jenkins.plugins.argoimageupdate.engine.cycle.WatchTarget;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Undoes updates whose rollout failed, where that is asked for. */
final class FailedRollouts {

    private final Engine engine;
    private final Connections connections;
    private final CycleOptions options;
    private final Consumer<CycleEvent> events;
    private final Consumer<String> notices;

    /** @param notices takes sentences for people */
    FailedRollouts(
            Engine engine,
            Connections connections,
            CycleOptions options,
            Consumer<CycleEvent> events,
            Consumer<String> notices) {
        this.engine = engine;
        this.connections = connections;
        this.options = options;
        this.events = events;
        this.notices = notices;
    }

    /** How the targets are found once more, after a run. */
    @FunctionalInterface
    interface Again {
        Discovery discover() throws InterruptedException;
    }

    /**
     * Goes back where a rollout failed. What is not undone is told.
     *
     * @param discovery of the run
     * @param report of the run
     * @return what came of it; empty if nothing was undone
     */
    Optional<CycleReport> undo(Discovery discovery, CycleReport report, Again again) throws InterruptedException {
        List<WatchTarget> asked =
                discovery.targets().stream().filter(WatchTarget::undoesFailures).toList();
        List<ApplicationReport> applications = report.applications().stream()
                .filter(application -> asked.stream().anyMatch(target -> isOf(target, application)))
                .toList();
        Undo undo = Undo.of(
                new CycleReport(
                        report.dryRun(), report.started(), report.finished(), applications, List.of(), Map.of()),
                connections.holds());
        undo.not()
                .forEach(clause -> events.accept(new CycleEvent.Warned(new Warning("", "Not rolled back: " + clause))));
        if (undo.versions().isEmpty()) {
            return Optional.empty();
        }
        notices.accept("A rollout failed, rolling back to "
                + String.join(
                        ", ", undo.versions().stream().map(Version::toString).toList()));
        try {
            List<WatchTarget> targets = again.discover().targets().stream()
                    .filter(target -> undo.versions().stream().anyMatch(version -> version.isOf(target, connections)))
                    .toList();
            return Optional.of(new UpdateCycle(engine, connections, options, events)
                    .rollback(
                            new Discovery(targets, List.of(), List.of(), Map.of()),
                            undo.rollback("argo-image-update run")));
        } catch (UpdateException e) {
            events.accept(new CycleEvent.Failed("the rollback", FailureReport.of(e)));
            return Optional.empty();
        }
    }

    private boolean isOf(WatchTarget target, ApplicationReport application) {
        return target.spec().application().name().equals(application.name())
                && target.spec()
                        .application()
                        .namespace()
                        .equals(application.about().namespace())
                && target.live()
                && connections
                        .argocd(target.argocd())
                        .server()
                        .name()
                        .equals(application.about().argocd());
    }
}
