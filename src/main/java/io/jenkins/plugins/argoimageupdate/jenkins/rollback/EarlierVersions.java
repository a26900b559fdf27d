package io.jenkins.plugins.argoimageupdate.jenkins.rollback;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Rollback.Version;
import io.jenkins.plugins.argoimageupdate.engine.cycle.Undo;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ApplicationReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageKey;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.jenkins.record.HistoryEntry;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateRunAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The versions that a build left behind: those that it wrote, and those that it found current. Of a deleted build those that it wrote. */
public final class EarlierVersions {

    private EarlierVersions() {}

    /** @throws ConfigurationException if the build has left none behind, or nothing is known of it */
    public static List<Version> of(Job<?, ?> job, int number) {
        Run<?, ?> build = job.getBuildByNumber(number);
        List<Version> versions = build == null ? ofDeleted(job, number) : of(build);
        if (versions.isEmpty()) {
            throw new ConfigurationException(
                    Reason.NOT_FOUND,
                    "roll back to build #" + number + " of " + job.getFullName(),
                    build == null ? "there is no such build" : "it has not updated anything",
                    "Choose a build from the job's image updates");
        }
        return versions;
    }

    /** Empty for a build that has updated nothing. */
    public static List<Version> of(Run<?, ?> build) {
        UpdateRunAction action = build.getAction(UpdateRunAction.class);
        Map<ImageKey, Version> last = new LinkedHashMap<>();
        if (action != null) {
            action.getReports().stream().filter(report -> !report.dryRun()).forEach(report -> add(last, report));
        }
        return List.copyOf(last.values());
    }

    private static void add(Map<ImageKey, Version> last, CycleReport report) {
        for (ApplicationReport application : report.applications()) {
            if (application.failure() != null) {
                continue;
            }
            for (ImageReport image : application.images()) {
                if (!image.to().shown().isEmpty()) {
                    GuardedImage guarded = application.guarded(image);
                    last.put(
                            guarded.key(),
                            new Version(
                                    guarded.argocd(),
                                    guarded.namespace(),
                                    guarded.application(),
                                    guarded.label(),
                                    Undo.tag(image, image.to())));
                }
            }
        }
    }

    private static List<Version> ofDeleted(Job<?, ?> job, int number) {
        List<Version> versions = new ArrayList<>();
        for (HistoryEntry entry : UpdateHistory.of(job).entries()) {
            HistoryEntry.Change change = entry.change();
            if (entry.build() == number) {
                boolean digest = change.to().startsWith("sha256:");
                versions.add(new Version(
                        change.argocd(),
                        change.namespace(),
                        change.application(),
                        change.name(),
                        digest ? new ImageTag("", change.digest()) : ImageTag.ofName(change.to())));
            }
        }
        return versions;
    }
}
