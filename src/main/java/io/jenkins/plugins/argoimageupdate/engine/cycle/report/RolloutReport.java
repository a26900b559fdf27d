package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
 * @param progressive its Rollouts of Argo Rollouts that were not settled, as last seen
 * @param failure null unless it failed
 */
public record RolloutReport(
        String revision,
        String sync,
        String health,
        Instant started,
        @Nullable Instant synced,
        @Nullable Instant finished,
        List<ResourceReport> resources,
        List<TimelineEntry> timeline,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ProgressiveRollout> progressive,
        @Nullable FailureReport failure) {

    public RolloutReport {
        revision = CleanText.line(revision);
        sync = CleanText.line(sync);
        health = CleanText.line(health);
        Objects.requireNonNull(started);
        resources = List.copyOf(resources);
        timeline = List.copyOf(timeline);
        progressive = progressive == null ? List.of() : List.copyOf(progressive);
    }

    /** One without Rollouts that were not settled. */
    public RolloutReport(
            String revision,
            String sync,
            String health,
            Instant started,
            @Nullable Instant synced,
            @Nullable Instant finished,
            List<ResourceReport> resources,
            List<TimelineEntry> timeline,
            @Nullable FailureReport failure) {
        this(revision, sync, health, started, synced, finished, resources, timeline, List.of(), failure);
    }

    /** Whether it ended, or stands, where somebody has to promote or abort it. */
    public boolean awaitsSomebody() {
        return progressive.stream().anyMatch(ProgressiveRollout::awaitsSomebody);
    }
}
