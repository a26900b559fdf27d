package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.Rollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutChange;
import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutListener;
import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutRequest;
import io.jenkins.plugins.argoimageupdate.engine.argocd.RolloutResult;
import io.jenkins.plugins.argoimageupdate.engine.argocd.SyncStatus;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.TimelineEntry;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Follows what was written into the cluster. Only the reports of the write-back are needed, so it can be taken up later. */
final class RolloutStage {

    private final Connections connections;
    private final RolloutSettings settings;
    private final CycleListener listener;

    RolloutStage(Connections connections, RolloutSettings settings, CycleListener listener) {
        this.connections = connections;
        this.settings = settings;
        this.listener = listener;
    }

    ApplicationReport follow(ApplicationReport application) throws InterruptedException {
        listener.rolloutBegins(application);
        Progress progress = new Progress(application);
        RolloutReport report = progress.run();
        listener.rolledOut(application, report);
        return application.with(report);
    }

    /** One wait, and what it has seen. */
    private final class Progress implements RolloutListener {

        private final ApplicationReport application;
        private final WriteBackReport written;
        private final Instant started = Instant.now();
        private final List<TimelineEntry> timeline = new ArrayList<>();
        private Observation last;
        private Instant synced;

        Progress(ApplicationReport application) {
            this.application = application;
            this.written = application.writeBack();
        }

        RolloutReport run() throws InterruptedException {
            RolloutRequest request = new RolloutRequest(
                    new ApplicationRef(application.name(), application.namespace(), application.project()),
                    written.commit(),
                    written.repository(),
                    settings.waitFor(),
                    settings.sync(),
                    settings.timeout(),
                    written.isWritten(),
                    settings.endOnFailedHook());
            try {
                ArgoCdClient client = connections.argocd(application.argocd());
                RolloutResult result = new Rollout(client, request, settings.limits(), this).run();
                return report(
                        result.revision(),
                        ResourceReports.of(result.application(), result.tree(), written.commit()),
                        null);
            } catch (UpdateException failure) {
                if (failure.reason() == Reason.CANCELLED) {
                    throw new InterruptedException();
                }
                List<ResourceReport> resources = last == null
                        ? List.of()
                        : ResourceReports.of(last.application(), last.tree(), written.commit());
                return report(written.commit(), resources, FailureReport.of(failure));
            }
        }

        private RolloutReport report(String revision, List<ResourceReport> resources, FailureReport failure) {
            return new RolloutReport(
                    revision,
                    last == null ? "" : last.application().status().sync().toString(),
                    last == null
                            ? ""
                            : last.application().status().health().status().toString(),
                    started,
                    synced,
                    Instant.now(),
                    resources,
                    List.copyOf(timeline),
                    failure);
        }

        @Override
        public void changed(RolloutChange change) {
            timeline.add(new TimelineEntry(change.at(), change.toString()));
            listener.rolloutChanged(application, change);
        }

        @Override
        public void observed(Observation observation) {
            last = observation;
            boolean hasRevision = written.commit().isEmpty()
                    || observation.application().status().revisions().contains(written.commit());
            if (synced == null
                    && hasRevision
                    && observation.application().status().sync() == SyncStatus.SYNCED) {
                synced = observation.at();
                listener.synced(application, observation, Duration.between(started, synced));
            }
            listener.rolloutObserved(application, observation);
        }
    }
}
