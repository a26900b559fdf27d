package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageResult;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The versions that a build has found to wait. */
public record FoundWaits(List<Found> all) {

    /**
     * One of them.
     *
     * @param subject see {@link PlannedChange#subject}
     * @param to the version, as {@link PlannedChange#getTo} has it
     * @param until when it is tried again; null where something has to change
     */
    private record Found(
            String subject, String to, @CheckForNull Instant until) {}

    /** @param build null for none */
    public static FoundWaits of(@CheckForNull Run<?, ?> build) {
        List<Found> found = new ArrayList<>();
        UpdateRunAction action = build == null ? null : build.getAction(UpdateRunAction.class);
        if (action != null) {
            action.getReports().stream().filter(Objects::nonNull).forEach(report -> add(report, found));
        }
        return new FoundWaits(found);
    }

    private static void add(CycleReport report, List<Found> found) {
        report.applications().forEach(application -> {
            for (ImageReport image : application.images()) {
                ImageResult.Waiting waiting = image.notYet();
                if (waiting != null) {
                    found.add(new Found(
                            application.guarded(image).key().toString(),
                            waiting.next().shown(),
                            waiting.reason().until()));
                }
            }
        });
    }

    /** When the first of them is tried again; empty if none is by itself. */
    public Optional<Instant> end() {
        return all.stream().map(Found::until).filter(Objects::nonNull).min(Comparator.naturalOrder());
    }

    /** Whether one of these changes has waited in that build, and need not any longer. */
    public boolean isOver(List<PlannedChange> changes, Instant now) {
        return changes.stream()
                .anyMatch(change -> all.stream()
                        .anyMatch(found -> found.subject.equals(change.subject())
                                && found.to.equals(change.getTo())
                                && found.until != null
                                && !now.isBefore(found.until)));
    }
}
