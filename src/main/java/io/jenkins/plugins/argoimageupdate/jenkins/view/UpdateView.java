package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationSubject;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestMetrics;
import io.jenkins.plugins.argoimageupdate.jenkins.record.LiveProgress;
import io.jenkins.plugins.argoimageupdate.jenkins.record.LiveRollout;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRecord;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An update of a build as it stands, for its pages. A snapshot: it does not change while a page is made from it. */
@ExportedBean
public final class UpdateView {

    private final UpdateRecord record;

    @CheckForNull
    private final CycleReport report;

    @CheckForNull
    private final LiveProgress live;

    @CheckForNull
    private final Run<?, ?> run;

    private UpdateView(
            @CheckForNull Run<?, ?> run,
            UpdateRecord record,
            @CheckForNull CycleReport report,
            @CheckForNull LiveProgress live) {
        this.run = run;
        this.record = record;
        this.report = report;
        this.live = live;
    }

    static UpdateView of(UpdateRunAction action, UpdateRecord record) {
        LiveProgress live = record.isOver() ? null : action.getLive().get(record.getNumber());
        CycleReport kept = action.getReport(record.getNumber());
        CycleReport report = kept == null || live == null ? kept : live.goingOn(kept);
        return new UpdateView(action.getRun(), record, report, live);
    }

    @Exported
    public int getNumber() {
        return record.getNumber();
    }

    @Exported(name = "state")
    public String getStateName() {
        return record.getState().name();
    }

    @Exported
    public boolean isFailed() {
        return record.isFailed();
    }

    public boolean isRunning() {
        return !record.isOver();
    }

    public Headline getHeadline() {
        return Headline.of(record, report, live);
    }

    @Exported
    public String getSummary() {
        return getHeadline().sentence();
    }

    @Exported
    public Date getStarted() {
        return Date.from(record.getStarted());
    }

    /** How long it took, or has taken. */
    public String getDuration() {
        Instant end = !record.isOver() ? Instant.now() : report == null ? record.getStarted() : report.finished();
        return TimeSpan.of(
                Math.max(0, Duration.between(record.getStarted(), end).toMillis()));
    }

    @Exported(inline = true)
    public List<ApplicationView> getApplications() {
        if (report != null) {
            Occasion occasion = Occasion.of(run, record.getArguments(), report.started());
            return report.applications().stream()
                    .map(application -> new ApplicationView(application, occasion))
                    .toList();
        }
        return live == null ? List.of() : decided(live.getImages());
    }

    /** Those that a page has room for. */
    public ShownApplications getShown() {
        return ShownApplications.of(getApplications());
    }

    /** Failures that belong to no Application, besides the one of the headline. */
    public List<String> getFailures() {
        if (report == null) {
            return List.of();
        }
        return report.failures().stream().map(failure -> failure.message()).toList();
    }

    /** What in the configuration is not used as it may be meant, each once with all images and Applications it concerns. */
    @Exported
    public List<String> getWarnings() {
        return report == null ? List.of() : report.warnings();
    }

    /** To registries, Git and Argo CD, in this order. */
    @Exported(inline = true)
    public List<RequestsView> getRequests() {
        Map<String, RequestMetrics.Snapshot> requests = report == null ? Collections.emptyMap() : report.requests();
        return requests.entrySet().stream()
                .map(entry -> new RequestsView(entry.getKey(), entry.getValue()))
                .sorted()
                .toList();
    }

    public RequestTable getRequestTable() {
        return new RequestTable(getRequests());
    }

    /** Changes whenever the page would; the seconds that pass do not count. */
    int version() {
        if (live == null) {
            return 31 * record.getState().hashCode() + 1;
        }
        int version = 31 * live.getStage().ordinal() + live.getImages().size();
        for (LiveRollout rollout : live.getRollouts()) {
            version = 31 * version + rollout.getChanges().hashCode();
            version = 31 * version + rollout.getResources().hashCode();
            version = 31 * version + rollout.getProgressive().hashCode();
        }
        return version;
    }

    /** Images that are decided before there is a report. */
    private List<ApplicationView> decided(List<ImageReport> images) {
        if (images.isEmpty()) {
            return List.of();
        }
        ApplicationReport unknown = new ApplicationReport(ApplicationSubject.UNKNOWN, images, null, null, null, false);
        return List.of(new ApplicationView(unknown, Occasion.of(run, record.getArguments(), record.getStarted())));
    }
}
