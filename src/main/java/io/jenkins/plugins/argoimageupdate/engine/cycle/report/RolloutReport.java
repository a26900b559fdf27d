package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How a commit went to the cluster.
 *
 * @param revision that is live, or was waited for
 * @param sync of the Application as last seen
 * @param health of the Application as last seen
 * @param started when the wait began
 * @param synced when the revision was applied; null if it was not
 * @param finished when it was healthy, or had failed; null while it goes on
 * @param resources managed resources with what they own, as last seen
 * @param timeline the changes seen
 * @param failure null unless it failed
 */
public record RolloutReport(
        String revision,
        String sync,
        String health,
        Instant started,
        Instant synced,
        Instant finished,
        List<ResourceReport> resources,
        List<TimelineEntry> timeline,
        FailureReport failure) {

    public RolloutReport {
        revision = CleanText.line(revision);
        sync = CleanText.line(sync);
        health = CleanText.line(health);
        Objects.requireNonNull(started);
        resources = List.copyOf(resources);
        timeline = List.copyOf(timeline);
    }
}
