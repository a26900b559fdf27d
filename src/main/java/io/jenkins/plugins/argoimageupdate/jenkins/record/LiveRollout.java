package io.jenkins.plugins.argoimageupdate.jenkins.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.ImageStates;
import io.jenkins.plugins.argoimageupdate.engine.argocd.live.Observation;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutChange;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.FailureReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RolloutReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.TimelineEntry;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A rollout that is being followed, as last seen. Thread-safe. */
public final class LiveRollout {

    /** The oldest go first; a report keeps them all. */
    private static final int MOST_CHANGES = 1_000;

    private final String application;
    private final String commit;
    private final Instant started = Instant.now();
    private final List<TimelineEntry> changes = new ArrayList<>();
    private Observation last;
    private ApplicationReport end;

    /** @param commit that is rolled out; empty for none */
    LiveRollout(String application, String commit) {
        this.application = application;
        this.commit = commit;
    }

    /** The Application's name. */
    public String getApplication() {
        return application;
    }

    public Instant getStarted() {
        return started;
    }

    /** What has changed, the oldest first. */
    public synchronized List<TimelineEntry> getChanges() {
        return List.copyOf(changes);
    }

    /** Empty before the first look. */
    public synchronized String getSync() {
        return last == null ? "" : last.application().status().sync().toString();
    }

    /** Empty before the first look. */
    public synchronized String getHealth() {
        return last == null ? "" : last.application().status().health().status().toString();
    }

    /** Empty before the first look. */
    public synchronized List<ResourceReport> getResources() {
        return last == null ? List.of() : ResourceReport.of(last.application(), last.tree(), commit);
    }

    /** Its Rollouts of Argo Rollouts that are not settled; none before the first look. */
    public synchronized List<ProgressiveRollout> getProgressive() {
        return last == null ? List.of() : last.rollouts();
    }

    public synchronized boolean isOver() {
        return end != null;
    }

    synchronized void changed(RolloutChange change) {
        if (changes.size() == MOST_CHANGES) {
            changes.remove(0);
        }
        changes.add(new TimelineEntry(change.at(), change.toString()));
    }

    synchronized void observed(Observation observation) {
        last = observation;
    }

    synchronized void ended(ApplicationReport followed) {
        end = followed;
    }

    /** The Application as it stands. */
    synchronized ApplicationReport goingOn(ApplicationReport soFar) {
        return end == null ? asSeen(soFar, null) : end;
    }

    /** The Application as it stands when the rollout is cut short. */
    synchronized ApplicationReport cutShort(ApplicationReport soFar) {
        FailureReport aborted =
                new FailureReport(Reason.CANCELLED, "follow the rollout of " + application + ": it was aborted", "");
        return end == null ? asSeen(soFar, aborted) : end;
    }

    private ApplicationReport asSeen(ApplicationReport soFar, @CheckForNull FailureReport failure) {
        ApplicationReport seen = soFar.with(new RolloutReport(
                commit,
                getSync(),
                getHealth(),
                started,
                null,
                null,
                getResources(),
                getChanges(),
                getProgressive(),
                failure));
        return last == null
                ? seen
                : seen.with(image -> image.with(ImageStates.of(last).of(image.desired(soFar.isWritten()))));
    }
}
